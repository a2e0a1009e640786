import type { ResolvedCapabilities } from '../../kibana_contracts/server';

/** What the server tells the page, as JSON in a script tag that is data and no script. */
export interface PageData {
  kibanaVersion: string;
  /** `/s/<space>`, or nothing in the default space. */
  basePath: string;
  darkMode: boolean;
  capabilities: ResolvedCapabilities;
  plugin: { id: string; bundleUrl: string };
}

export const PAGE_DATA_ID = 'sandbox-page-data';
