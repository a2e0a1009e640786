import type { PeoplesPart } from '../../../common/alerts/peoples_part';
import { quietSinceOf } from '../../../common/alerts/quiet_since';
import type { PeopleStore, StoredPart, Unwritten } from '../../record/people_port';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { StorageRefusedError } from '../elasticsearch_errors';
import { inPieces } from '../in_pieces';
import { workflowFields } from './alert_document';
import { alertsIndex } from './own_indices';
import { partsOf } from './parts_index';

const READ = ['workflow', 'comments', 'history', 'status', 'evidence.last'].map(
  (name) => `brute_force.alert.${name}`,
);
/** How many are read or written at once: with a hundred long comments each they are some 20 MB. */
const AT_ONCE = 50;

/**
 * What people did to the alerts of a space, in the alerts' own documents, as Kibana's internal user. Only what they did is
 * written, and little else read: an alert may name a thousand accounts, and they belong to the runs.
 */
export function createPeopleStore(client: ElasticsearchClient, space: string): PeopleStore {
  const index = alertsIndex(space);
  return {
    async read(ids) {
      const found: StoredPart[] = [];
      for (const some of inPieces(ids, AT_ONCE)) {
        // By id and not by a search, which does not see what was written a moment ago.
        const { docs } = await client.mget<Source>({ index, ids: some, _source: READ });
        found.push(...(docs as Doc[]).flatMap(toStoredPart));
      }
      return found;
    },

    partsOf: (ids) => partsOf({ client, index }, ids),

    async write(parts) {
      const unwritten: Unwritten = { collided: [], failed: [] };
      let written = 0;
      for (const some of inPieces(parts, AT_ONCE)) {
        const operations = some.flatMap((stored) => [updateOf(stored, index), documentOf(stored.part)]);
        try {
          const { items } = await client.bulk({
            operations,
            refresh: written + some.length === parts.length,
          });
          noteUnwritten(unwritten, some, items);
        } catch (error) {
          if (written === 0) throw error;
          unwritten.failed.push(...parts.slice(written).map(({ id }) => id));
          return unwritten;
        }
        written += some.length;
      }
      return unwritten;
    },
  };
}

function noteUnwritten(
  { collided, failed }: Unwritten,
  parts: StoredPart[],
  items: Array<{ update?: { status: number; error?: object } }>,
): void {
  parts.forEach(({ id }, n) => {
    const update = items[n]?.update;
    if (update && !update.error) return;
    (update && [404, 409].includes(update.status) ? collided : failed).push(id);
  });
}

interface Source {
  brute_force: { alert: PeoplesPart & Parameters<typeof quietSinceOf>[0] };
}
interface Doc {
  _id?: string;
  found?: boolean;
  error?: { type: string };
  _source?: Source;
  _seq_no?: number;
  _primary_term?: number;
}

/** An alert that cannot be read is not one that is not there: throws StorageRefusedError. */
function toStoredPart({ _id: id, found, error, _source, ...revision }: Doc): StoredPart[] {
  const { _seq_no: seqNo, _primary_term: primaryTerm } = revision;
  if (error && error.type !== 'index_not_found_exception')
    throw new StorageRefusedError(`an alert could not be read (${error.type})`);
  if (!found || !_source || id === undefined || seqNo === undefined || primaryTerm === undefined) return [];
  const { alert } = _source.brute_force;
  const { workflow, comments, history } = alert;
  const part = { workflow, comments, history };
  return [{ id, part, quietSince: quietSinceOf(alert), revision: { seqNo, primaryTerm } }];
}

const updateOf = ({ id, revision }: StoredPart, index: string) => ({
  update: { _index: index, _id: id, if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm },
});

/** Elasticsearch merges objects and replaces lists, so what is not named stays. */
const documentOf = (part: PeoplesPart) => {
  const { kibana, snoozedUntil } = workflowFields(part.workflow);
  return { doc: { kibana: { alert: kibana }, brute_force: { snoozed_until: snoozedUntil, alert: part } } };
};
