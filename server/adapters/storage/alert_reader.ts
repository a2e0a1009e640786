import type { AlertReader } from '../../record/alert_store_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { fromHit, type AlertDocument } from './alert_document';
import { alertsIndex } from './own_indices';

/** The alerts of a space for its pages: newest first, or one by its id. */
export function createAlertReader(client: ElasticsearchClient, space: string): AlertReader {
  const target = { index: alertsIndex(space), ignore_unavailable: true } as const;
  return {
    async page(page, perPage) {
      const answer = await client.search<AlertDocument>({
        ...target,
        from: (page - 1) * perPage,
        size: perPage,
        query: { match_all: {} },
        sort: [{ '@timestamp': 'desc' }, { 'kibana.alert.uuid': 'asc' }],
        track_total_hits: true,
      });
      const total =
        typeof answer.hits.total === 'number' ? answer.hits.total : (answer.hits.total?.value ?? 0);
      return { alerts: answer.hits.hits.flatMap(fromHit).map(({ alert }) => alert), total };
    },

    async get(id) {
      const answer = await client.search<AlertDocument>({
        ...target,
        size: 1,
        query: { ids: { values: [id] } },
      });
      return answer.hits.hits.flatMap(fromHit)[0]?.alert;
    },
  };
}
