import { NO_DAILY, type StoredDaily } from '../../../common/status/daily';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { DailyStore } from '../../record/daily_port';
import { keptDocument } from './kept_document';

/** Which daily messages of a space were planned: one document, written by compare-and-set. */
export const createDailyStore = (
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): DailyStore => keptDocument<StoredDaily>({ client, space, setUp }, 'daily', NO_DAILY);
