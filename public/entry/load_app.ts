import { PLUGIN_ID } from '../../common/api/plugin';
import type { KibanaGlobals } from '../../kibana_contracts/browser';
import { buildFacts } from './build_facts';

/** The module that holds the app. */
export type AppModule = typeof import('../application');

/** The file of the app did not arrive, or failed while it was evaluated. */
export class AppNotLoaded extends Error {}

/**
 * The folder of the plugin's files, with a slash at its end and below Kibana's base path. Kibana names it; a later
 * Kibana may not, and then it is the folder that the entry came from. Call it while the entry is evaluated: only then
 * does the browser know the address of the running script.
 */
export function publicPath(globals: KibanaGlobals, entryAddress: string | undefined): string {
  const given = globals.__kbnPublicPath__?.[PLUGIN_ID];
  return given ?? entryAddress?.slice(0, entryAddress.lastIndexOf('/') + 1) ?? '';
}

/**
 * Loads the app as a module of its own. `import()` runs under Kibana's strict content security policy, and unlike a
 * script element it hands an error of evaluation to us and to nobody else.
 */
export async function loadApp(path: string): Promise<AppModule> {
  try {
    return buildFacts
      ? ((await import(path + buildFacts.appFile)) as AppModule)
      : await import('../application');
  } catch (error) {
    throw new AppNotLoaded(error instanceof Error ? error.message : String(error));
  }
}
