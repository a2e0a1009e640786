import type { ElasticsearchClient } from '../../../kibana_contracts/server';

/** The plugin's own documents are few and small: an Elasticsearch that takes longer hangs, and must not use up a run. */
const REQUEST_TIMEOUT = 15_000;

/** The same client with a limit on the time of each call, and without retries: whoever calls tries again, later. */
export const withoutWaiting = (
  client: ElasticsearchClient,
  requestTimeout = REQUEST_TIMEOUT,
): ElasticsearchClient => client.child({ requestTimeout, maxRetries: 0 });
