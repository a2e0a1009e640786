import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { LogonIndices, type Wanted } from '../../../test/logon_indices';
import type { Account } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const account = (key: string): Account => ({ key, spellings: [key] });
/** More than are read of anybody. */
const MANY = 600;

describe('reading the successes that arrived, of some accounts', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);
  const success = (name: string, overrides: Wanted = {}): Wanted => ({
    code: 4624,
    account: name,
    at: NOW - MINUTE,
    ...overrides,
  });

  /** What is found behind all that `before` wrote, and whether account names had to be asked for. */
  const find = async (shards: number, written: Wanted[]) => {
    const index = indices.newName();
    const client = elasticsearch.connect({ node: elasticsearch.node() });
    const source = () => createEventSource(client, [index], QUESTION, () => 0);
    await indices.create(index, shards);
    await indices.write(index, [
      ...Array.from({ length: 20 }, () => ({})),
      ...Array.from({ length: 20 }, () => success('guest')),
    ]);
    const since = (await source().position(SPAN)) ?? {};
    // What was written before the last failure of a shard lies before its position.
    const { events: before } = await source().readSuccesses([account('guest')], SPAN, 1, { since });
    await indices.write(index, written);
    const fieldCaps = jest.spyOn(client, 'fieldCaps');
    const reading = await source().readSuccesses([account('guest'), account('anna')], SPAN, 1, { since });
    const known = new Set(before.map(({ id }) => id));
    const events = reading.events.filter(({ id }) => !known.has(id));
    return { events, readTo: reading.readTo, isNamed: fieldCaps.mock.calls.length > 0 };
  };

  const cases = [1, 5].flatMap((shards) => [
    { shards, others: 0, isNamed: false },
    { shards, others: 50, isNamed: false },
    { shards, others: MANY, isNamed: true },
  ]);

  it.each(cases)(
    'in $shards shards, beside $others of others: the same',
    async ({ shards, others, isNamed }) => {
      const found = await find(shards, [
        ...Array.from({ length: others }, (_, n) => success(`other${n}`)),
        success('GUEST', { at: NOW }),
        success('anna@corp.lan', { at: SPAN.from }),
        success('CORP\\Guest'),
        success('guest', { at: SPAN.from - 1 }),
        success('guest', { at: NOW + 1 }),
        success('guest', { provider: 'Other' }),
        success('guest2'),
        { account: 'guest' },
      ]);
      expect(found.events.map((event) => event.account)).toEqual(['anna@corp.lan', 'CORP\\Guest', 'GUEST']);
      expect(new Set(found.events.map(({ kind }) => kind))).toEqual(new Set(['success']));
      expect([found.readTo, found.isNamed]).toEqual([NOW, isNamed]);
    },
  );

  it('more of one account than are read at once are all found', async () => {
    const { events, isNamed } = await find(
      1,
      Array.from({ length: MANY }, () => success('guest')),
    );
    expect([new Set(events.map(({ id }) => id)).size, isNamed]).toEqual([MANY, true]);
  });
});
