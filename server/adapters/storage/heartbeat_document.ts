import { NO_HEARTBEAT, type StoredHeartbeat } from '../../../common/status/heartbeat';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { HeartbeatStore } from '../../record/heartbeat_port';
import { keptDocument } from './kept_document';

/** The heartbeat of a space: one document, written by compare-and-set. */
export const createHeartbeatStore = (
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): HeartbeatStore => keptDocument<StoredHeartbeat>({ client, space, setUp }, 'heartbeat', NO_HEARTBEAT);
