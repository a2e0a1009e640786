import type { Alert } from '../../../common/alerts/alerts';
import type { PeoplesPart } from '../../../common/alerts/peoples_part';
import type { PeopleStore, StoredPart } from '../../record/people_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { StorageRefusedError } from '../elasticsearch_errors';
import { inPieces } from '../in_pieces';
import { workflowFields } from './alert_document';
import { alertsIndex } from './own_indices';

const PART = ['workflow', 'comments', 'history', 'linked'].map((name) => `brute_force.alert.${name}`);
/** How many are read or written at once: with a hundred long comments each they are some 20 MB. */
const AT_ONCE = 50;

/**
 * What people did to the alerts of a space, in the alerts' own documents, as Kibana's internal user. Only these fields
 * are read and written: an alert may name a thousand accounts, and they belong to the runs.
 */
export function createPeopleStore(client: ElasticsearchClient, space: string): PeopleStore {
  const index = alertsIndex(space);
  return {
    async read(ids) {
      const found: StoredPart[] = [];
      for (const some of inPieces(ids, AT_ONCE)) {
        // By id and not by a search, which does not see what was written a moment ago.
        const { docs } = await client.mget<Source>({ index, ids: some, _source: PART });
        found.push(...docs.flatMap(toStoredPart));
      }
      return found;
    },

    async write(parts) {
      const collided: string[] = [];
      for (const some of inPieces(parts, AT_ONCE)) {
        const operations = some.flatMap((stored) => [updateOf(stored, index), documentOf(stored.part)]);
        const { items } = await client.bulk({ operations, refresh: true });
        items.forEach(({ update }, n) => {
          if (!update?.error) return;
          const id = some[n]?.id;
          if (id === undefined || ![404, 409].includes(update.status))
            throw new StorageRefusedError(`an action could not be stored (${update.status})`);
          collided.push(id);
        });
      }
      return collided;
    },
  };
}

interface Source {
  brute_force: { alert: PeoplesPart & Pick<Alert, 'linked'> };
}
interface Doc {
  _id?: string;
  found?: boolean;
  _source?: Source;
  _seq_no?: number;
  _primary_term?: number;
}

function toStoredPart(doc: object): StoredPart[] {
  const { _id: id, found, _source, _seq_no: seqNo, _primary_term: primaryTerm } = doc as Doc;
  if (!found || !_source || id === undefined || seqNo === undefined || primaryTerm === undefined) return [];
  const { workflow, comments, history, linked } = _source.brute_force.alert;
  const parts = linked.map((link) => link.id);
  return [{ id, part: { workflow, comments, history }, parts, revision: { seqNo, primaryTerm } }];
}

const updateOf = ({ id, revision }: StoredPart, index: string) => ({
  update: { _index: index, _id: id, if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm },
});

/** Elasticsearch merges objects and replaces lists, so what is not named stays. */
const documentOf = (part: PeoplesPart) => {
  const { kibana, snoozedUntil } = workflowFields(part.workflow);
  return { doc: { kibana: { alert: kibana }, brute_force: { snoozed_until: snoozedUntil, alert: part } } };
};
