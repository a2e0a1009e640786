import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { MORE_SHAPES } from './more_shapes';
import { facts, SHAPES } from './shapes';

jest.setTimeout(600_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const INDICES = 500;
/** Elasticsearch makes and removes indices one after the other: a request with more takes too long. */
const AT_ONCE = 20;

describe('a pattern with very many indices, on a real Elasticsearch', () => {
  // Before the suite's own removal, which has a minute: what is registered first is done first.
  afterAll(async () => {
    const client = elasticsearch.client();
    for (const index of piecesOf(names())) await client.indices.delete({ index }, { ignore: [404] });
  });
  const elasticsearch = useTestElasticsearch();
  const names = () => Array.from({ length: INDICES }, (_, n) => `many-${elasticsearch.id}-${n}`);
  const piecesOf = <T>(all: T[]) =>
    Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) =>
      all.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
    );

  beforeAll(async () => {
    const client = elasticsearch.client();
    const shapes = [...Object.values(SHAPES), ...Object.values(MORE_SHAPES)];
    const operations = names().map((index, n) => [
      { create: { _index: index } },
      shapes[n % shapes.length]?.(facts({ account: `account ${n}` })) ?? {},
    ]);
    for (const piece of piecesOf(operations))
      await client.bulk({ operations: piece.flat() }, { requestTimeout: 120_000 });
    await client.indices.refresh({ index: `many-${elasticsearch.id}-*` });
  });
  it('reads each of them, whatever its shape, and the report says the same', async () => {
    const patterns = [`many-${elasticsearch.id}-*`];
    const source = createEventSource(elasticsearch.client(), patterns, QUESTION, () => 0);
    const { events } = await source.read({ from: NOW - 60 * MINUTE, to: NOW }, Infinity);
    expect(new Set(events.map(({ account }) => account)).size).toBe(INDICES);
    const report = await describeFields(elasticsearch.client(), { patterns, question: QUESTION, now: NOW });
    expect([report.events, report.problems]).toEqual([INDICES, []]);
  });
});
