import { BruteForceAlertsPlugin } from './plugin';

/** Kibana asks the bundle for an export of this name. */
export const plugin = () => new BruteForceAlertsPlugin();
