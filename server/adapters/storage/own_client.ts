import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { ONCE_MORE } from '../once_more';

/** The plugin's own documents are few and small: an Elasticsearch that takes longer hangs, and must not use up a run. */
const REQUEST_TIMEOUT = 15_000;

/**
 * The same client with a limit on the time of each call, which asks once more where a connection breaks and no oftener:
 * whoever calls tries again, later.
 */
export const withoutWaiting = (
  client: ElasticsearchClient,
  requestTimeout = REQUEST_TIMEOUT,
): ElasticsearchClient => client.child({ requestTimeout, ...ONCE_MORE });
