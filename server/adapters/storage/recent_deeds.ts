import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { RecentDeed, RecentDeeds } from '../../record/people_port';
import { EVERY_ALERTS_INDEX } from './own_indices';
import { range } from './query_parts';

/** The most hits of one search. */
const ALL = 10_000;
const ID = 'kibana.alert.uuid';
const SPACE = 'kibana.space_ids';
const CHANGED_AT = 'kibana.alert.workflow_status_updated_at';

/** What people did lately, from the alerts of all spaces, as Kibana's internal user. */
export const createRecentDeeds = (client: ElasticsearchClient): RecentDeeds => ({
  async since(at) {
    const { hits } = await client.search({
      index: EVERY_ALERTS_INDEX,
      expand_wildcards: ['open', 'hidden'],
      size: ALL,
      query: range(CHANGED_AT, { gte: at }),
      // The newest, where there are more than are read.
      sort: [{ [CHANGED_AT]: { order: 'desc', unmapped_type: 'date' } }],
      _source: false,
      docvalue_fields: [ID, SPACE],
      track_total_hits: false,
    });
    const spaces = new Map<string, RecentDeed[]>();
    for (const { fields = {}, sort = [] } of hits.hits) {
      const [alertId, space] = [ID, SPACE].map((name) => (fields[name] as string[] | undefined)?.[0]);
      if (alertId === undefined || space === undefined) continue;
      const deeds = spaces.get(space) ?? [];
      deeds.push({ alertId, at: Number(sort[0]) });
      spaces.set(space, deeds);
    }
    return [...spaces].map(([space, deeds]) => ({ space, deeds }));
  },
});
