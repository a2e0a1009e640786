import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { ChannelRef, Circuit, Circuits } from '../../notify/delivery/outbox_port';
import { statusOf } from '../elasticsearch_errors';
import { channelRef } from './delivery_document';
import { CHANNELS_INDEX, hashOf } from './own_indices';

/** The most channels of all spaces that are looked at in one go. */
const MANY = 1_000;

interface CircuitHit {
  _source?: { circuit: Circuit };
  _seq_no?: number;
  _primary_term?: number;
}

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
      search(client, [
        {
          bool: {
            should: [
              { term: { status: 'half_open' } },
              { range: { not_before: { lte: now, format: 'epoch_millis' } } },
            ],
            minimum_should_match: 1,
          },
        },
      ]),

    async write(circuit) {
      await setUp();
      const { revision } = circuit;
      const condition = revision
        ? { if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm }
        : { op_type: 'create' as const };
      const target = { index: CHANNELS_INDEX, id: idOf(circuit), refresh: true, ...condition };
      return unlessWritten(client.index({ ...target, document: toDocument(circuit) }));
    },

    async close(circuit) {
      const { revision } = circuit;
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
  const answer = await client.search<{ circuit: Circuit }>({
    index: CHANNELS_INDEX,
    ignore_unavailable: true,
    size: MANY,
    seq_no_primary_term: true,
    query: { bool: { filter: [{ term: { kind: 'circuit' } }, ...filter] } },
  });
  return answer.hits.hits.flatMap(fromHit);
}

function fromHit({ _source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 }: CircuitHit): Circuit[] {
  return _source ? [{ ..._source.circuit, revision: { seqNo, primaryTerm } }] : [];
}

const toDocument = ({ revision: _revision, ...circuit }: Circuit) => ({
  kind: 'circuit',
  space: circuit.space,
  channel_ref: channelRef(circuit),
  status: circuit.state,
  not_before: circuit.probeAt,
  circuit,
});

/** False where somebody else wrote it since it was read. */
async function unlessWritten(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    throw error;
  }
}
