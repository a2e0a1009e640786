import type { ResolvedCapabilities } from '../../kibana_contracts/server';

/** What the server tells the page, as JSON in a script tag that is data and no script. */
export interface PageData {
  kibanaVersion: string;
  /** The server's base path and `/s/<space>`; the latter is left out in the default space. */
  basePath: string;
  darkMode: boolean;
  capabilities: ResolvedCapabilities;
  plugin: { id: string; bundleUrl: string };
  /** `__kbnPublicPath__`: the folder of each plugin's files. */
  publicPath: Record<string, string>;
  /** The login page: the plugin's script is loaded, as Kibana 9.5.4 does, and nothing of it is started. */
  isLogin: boolean;
}

export const PAGE_DATA_ID = 'sandbox-page-data';
