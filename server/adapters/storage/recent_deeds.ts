import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { RecentDeeds } from '../../record/people_port';
import { EVERY_ALERTS_INDEX } from './own_indices';
import { range } from './query_parts';

/** The most hits of one search. */
const ALL = 10_000;
const [ID, SPACE] = ['kibana.alert.uuid', 'kibana.space_ids'] as const;

/** What people did lately, from the alerts of all spaces, as Kibana's internal user. */
export const createRecentDeeds = (client: ElasticsearchClient): RecentDeeds => ({
  async since(at) {
    const { hits } = await client.search({
      index: EVERY_ALERTS_INDEX,
      expand_wildcards: ['open', 'hidden'],
      size: ALL,
      query: range('kibana.alert.workflow_status_updated_at', { gte: at }),
      // The newest, where there are more than are read.
      sort: [{ 'kibana.alert.workflow_status_updated_at': { order: 'desc', unmapped_type: 'date' } }],
      _source: false,
      docvalue_fields: [ID, SPACE],
      track_total_hits: false,
    });
    const spaces = new Map<string, string[]>();
    for (const { fields = {} } of hits.hits) {
      const [id, space] = [ID, SPACE].map((name) => (fields[name] as string[] | undefined)?.[0]);
      if (id === undefined || space === undefined) continue;
      const known = spaces.get(space);
      if (known) known.push(id);
      else spaces.set(space, [id]);
    }
    return [...spaces].map(([space, alertIds]) => ({ space, alertIds }));
  },
});
