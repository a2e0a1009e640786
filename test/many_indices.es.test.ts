import type { estypes } from '@elastic/elasticsearch';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { inspectSource } from '../server/adapters/source_health/source_inspector';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { MORE_SHAPES } from './more_shapes';
import { readAll } from './read_all';
import { facts, SHAPES } from './shapes';

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
/** Indices of one pattern. `AT_SIZE=million`, as `make test-all` has it, makes 500, which takes minutes. */
const MANY = process.env.AT_SIZE === 'million' ? 500 : 120;
/** So many are made at once. */
const PART = 25;
const AS_KEYWORDS = { match_mapping_type: 'string', mapping: { type: 'keyword' } } as const;
const SHAPED = [...Object.values(SHAPES), ...Object.values(MORE_SHAPES)];
/** Making indices takes a busy Elasticsearch longer than a request usually waits. */
const PATIENT = { requestTimeout: 180_000, maxRetries: 0 };
/** Small and quick to make. */
const SETTINGS = {
  number_of_shards: 1,
  number_of_replicas: 0,
  refresh_interval: '-1',
  translog: { durability: 'async' },
} as const;

describe(`a pattern with ${MANY} indices of more than forty shapes`, () => {
  // What is registered first ends first; the suite's own end waits not long enough for so many.
  afterAll(async () => {
    const client = elasticsearch.client();
    for (let from = 0; from < MANY; from += PART) {
      const index = range(from, Math.min(MANY, from + PART)).map(indexOf);
      await client.indices.delete({ index, ignore_unavailable: true }, PATIENT);
    }
    await client.indices.deleteIndexTemplate({ name: pattern() });
  }, 400_000);
  const elasticsearch = useTestElasticsearch();
  const indexOf = (n: number) => `${prefix()}-${n % variants}-${n}`;
  const prefix = () => `many-${elasticsearch.id}`;
  const pattern = () => `${prefix()}-*`;
  /** Each shape with each of the two kinds of mappings, one after the other. */
  const variants = SHAPED.length * 2;
  const write = async (numbers: number[]) => {
    const operations = numbers.flatMap((n) => [
      { create: { _index: indexOf(n) } },
      SHAPED[n % SHAPED.length]?.(facts({ account: `account ${n}` })) ?? {},
    ]);
    const { errors } = await elasticsearch.client().bulk({ operations, timeout: '2m' }, PATIENT);
    expect(errors).toBe(false);
  };
  const template = (name: string, patterns: string, priority: number, mappings: estypes.MappingTypeMapping) =>
    elasticsearch.client().indices.putIndexTemplate({
      name: `${prefix()}-${name}`,
      index_patterns: [patterns],
      priority,
      template: { settings: SETTINGS as never, mappings },
    });
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

  // One index of each variant shows which mappings its events make. The others are made with these at once: changing
  // mappings is what takes time.
  beforeAll(async () => {
    const client = elasticsearch.client();
    await template('any', pattern(), 1, {});
    for (const n of range(SHAPED.length, variants))
      await template(`k${n}`, `${prefix()}-${n}-*`, 2, { dynamic_templates: [{ strings: AS_KEYWORDS }] });
    for (let from = 0; from < variants; from += PART)
      await write(range(from, Math.min(variants, from + PART)));
    for (const [index, { mappings }] of Object.entries(
      await client.indices.getMapping({ index: pattern() }),
    )) {
      const n = Number(index.split('-').at(-1));
      await template(`k${n}`, `${prefix()}-${n}-*`, 2, mappings);
    }
    for (let from = variants; from < MANY; from += PART)
      await write(range(from, Math.min(MANY, from + PART)));
    await client.indices.refresh({ index: pattern() }, PATIENT);
  }, 400_000);
  it('is read whole', async () => {
    expect(variants).toBeGreaterThanOrEqual(40);
    const source = createEventSource(elasticsearch.client(), [pattern()], QUESTION, () => 0);
    const { events } = await readAll(source, { from: NOW - 60 * MINUTE, to: NOW }, Infinity);
    expect(new Set(events.map(({ account }) => account)).size).toBe(MANY);
  }, 120_000);

  it('is reported whole, and no index is lacking', async () => {
    const asked = { patterns: [pattern()], question: QUESTION, now: NOW };
    const report = await describeFields(elasticsearch.client(), asked);
    expect([report.events, report.patterns.map(({ lacking }) => lacking)]).toEqual([MANY, [[]]]);
  }, 120_000);

  it('is checked, and nothing is wrong with it', async () => {
    const asked = { patterns: [pattern()], question: QUESTION, securityOn: false };
    const { patterns, problems } = await inspectSource(elasticsearch.client(), asked);
    expect(patterns).toMatchObject([{ indices: MANY }]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 120_000);
});
