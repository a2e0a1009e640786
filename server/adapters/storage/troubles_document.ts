import { NO_TROUBLES, type StoredTroubles } from '../../../common/status/trouble';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { TroubleStore } from '../../record/trouble_port';
import { keptDocument } from './kept_document';

/** The troubles of a space: one document, written by compare-and-set. */
export const createTroubleStore = (
  client: ElasticsearchClient,
  space: string,
  setUp: () => Promise<void>,
): TroubleStore => keptDocument<StoredTroubles>({ client, space, setUp }, 'troubles', NO_TROUBLES);
