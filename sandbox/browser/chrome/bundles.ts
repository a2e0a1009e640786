import type { CoreSetup, KibanaGlobals } from '../../../kibana_contracts/browser';
import type { PageData } from '../page_data';

type Require = (key: unknown) => unknown;

/** The plugin as Kibana knows it in the browser. */
export interface BrowserPlugin {
  setup(core: CoreSetup, plugins: object): unknown;
  start(core: unknown, plugins: object): unknown;
}
interface PluginModule {
  plugin?: (context: object) => BrowserPlugin;
}

declare global {
  interface Window extends KibanaGlobals {
    __kbnBundles__: ReturnType<typeof createBundles>;
  }
}

/** The registry in which bundles register themselves. */
export function createBundles() {
  const modules = new Map<string, { bundleRequire: Require; moduleKey: unknown }>();
  return {
    has: (key: string) => modules.has(key),
    define(key: string, bundleRequire: Require, moduleKey: unknown) {
      if (modules.has(key)) throw new Error(`__kbnBundles__ already has a module defined for "${key}"`);
      modules.set(key, { bundleRequire, moduleKey });
    },
    get(key: string): unknown {
      const found = modules.get(key);
      if (!found) throw new Error(`__kbnBundles__ does not have a module defined for "${key}"`);
      return found.bundleRequire(found.moduleKey);
    },
  };
}

/** Makes the plugin from what its script registered. Throws where Kibana would. */
export function createPlugin({ plugin: { id }, kibanaVersion }: PageData): BrowserPlugin {
  const key = `plugin/${id}/public`;
  if (!window.__kbnBundles__.has(key))
    throw new Error(`Definition of plugin "${id}" not found and may have failed to load.`);
  const { plugin } = window.__kbnBundles__.get(key) as PluginModule;
  if (typeof plugin !== 'function') throw new Error(`Definition of plugin "${id}" should be a function.`);
  const instance = plugin({ env: { packageInfo: { version: kibanaVersion } }, config: { get: () => ({}) } });
  for (const name of ['setup', 'start'] as const)
    if (typeof instance[name] !== 'function')
      throw new Error(`Instance of plugin "${id}" does not define "${name}" function.`);
  return instance;
}

/**
 * Runs a script. One that cannot be loaded is a fatal error, as in Kibana. An exception inside the script is none yet.
 */
export function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () =>
      reject(new Error('Elastic did not load properly. Check the server output for more information.'));
    document.head.append(script);
  });
}
