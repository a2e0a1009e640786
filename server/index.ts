import type { PluginInitializerContext } from '../kibana_contracts/server';
import type { Config } from './config';
import { BruteForceAlertsPlugin } from './plugin';

export { config } from './config';

/** The door: Kibana calls this once. Nothing happens when the module is loaded. */
export const plugin = (context: PluginInitializerContext<Config>) => new BruteForceAlertsPlugin(context);
