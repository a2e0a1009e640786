import type { KibanaGlobals, Plugin, PluginInitializerContext } from '../kibana_contracts/browser';
import { loadApp, publicPath } from './entry/load_app';
import { createPlugin } from './entry/plugin';

const entryAddress = (globalThis.document?.currentScript as HTMLScriptElement | null | undefined)?.src;

/** Kibana asks the bundle for an export of this name. */
export function plugin(context: PluginInitializerContext): Plugin {
  const globals = globalThis as KibanaGlobals;
  return createPlugin({ context, globals, load: () => loadApp(publicPath(globals, entryAddress)) });
}
