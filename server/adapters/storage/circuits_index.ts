import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef, Circuit, Circuits } from '../../notify/delivery/outbox_port';
import { findShared, overRevision, revisionOf, unlessWritten, type FoundDocument } from './compare_and_set';
import { noteChange } from './channel_changes';
import { channelRef } from './delivery_document';
import { CHANNELS_INDEX, hashOf } from './own_indices';
import { anyOf, range } from './query_parts';

/** The most channels of all spaces that are looked at in one go. */
const MANY = 1_000;

type CircuitHit = FoundDocument<{ circuit: Circuit }>;

const idOf = (ref: ChannelRef) => hashOf('circuit', channelRef(ref));

/** Which channels are broken: a document each, written by compare-and-set, in an index that all spaces share. */
export function createCircuits(client: ElasticsearchClient, setUp: () => Promise<void>): Circuits {
  return {
    async of(ref) {
      const target = { index: CHANNELS_INDEX, id: idOf(ref) };
      const answer = await client.get<{ circuit: Circuit }>(target, { ignore: [404] });
      return fromHit(answer)[0] ?? null;
    },

    due: (now) =>
      search(client, [anyOf({ term: { status: 'half_open' } }, range('not_before', { lte: now }))]),

    async write(circuit) {
      await setUp();
      const condition = overRevision(circuit.revision);
      const target = { index: CHANNELS_INDEX, id: idOf(circuit), refresh: true, ...condition };
      return unlessWritten(client.index({ ...target, document: toDocument(circuit) }));
    },

    async close(circuit) {
      const { revision } = circuit;
      // First, so that a Kibana that is killed in between leaves the circuit to be closed again.
      await noteChange(client, circuit, circuit.openedAt);
      const condition = { if_seq_no: revision?.seqNo, if_primary_term: revision?.primaryTerm };
      const target = { index: CHANNELS_INDEX, id: idOf(circuit), refresh: true };
      await unlessWritten(client.delete({ ...target, ...condition }, { ignore: [404] }));
    },
  };
}

/** The broken channels of a space. */
export const circuitsOfSpace = (client: ElasticsearchClient, space: string): Promise<Circuit[]> =>
  search(client, [{ term: { space } }]);

async function search(client: ElasticsearchClient, filter: object[]): Promise<Circuit[]> {
  const found = await findShared<{ circuit: Circuit }>(client, { kind: 'circuit', filter, size: MANY });
  return found.flatMap(fromHit);
}

const fromHit = (hit: CircuitHit): Circuit[] =>
  hit._source ? [{ ...hit._source.circuit, revision: revisionOf(hit) }] : [];

const toDocument = ({ revision: _revision, ...circuit }: Circuit) => ({
  kind: 'circuit',
  space: circuit.space,
  channel_ref: channelRef(circuit),
  status: circuit.state,
  not_before: circuit.probeAt,
  circuit,
});
