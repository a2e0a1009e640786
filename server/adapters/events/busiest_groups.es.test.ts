import { readAll } from '../../../test/read_all';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { facts, MAPPINGS, SHAPES, writeIndex, type LogonFacts } from '../../../test/shapes';
import type { Busiest } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const SLICE = { from: NOW - 20 * MINUTE, to: NOW };
const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const ACCOUNTS: Busiest = { kind: 'account', least: 5, newest: 3 };
const SOURCES: Busiest = { kind: 'source', least: 5, newest: 4 };
const HOSTS: Busiest = { kind: 'host', least: 5, newest: 2 };

/** One a second, the last now. */
const failures = (count: number, overrides: Partial<LogonFacts> = {}): LogonFacts[] =>
  Array.from({ length: count }, (_, n) => facts({ at: NOW - (count - 1 - n) * SECOND, ...overrides }));
const at = (second: number) => NOW + second * SECOND;

describe('the newest events of the busiest groups', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const write = async (events: LogonFacts[], shape: string, mappings?: object, part = (serial += 1)) => {
    const index = `busiest-${part}-${serial}-${shape.toLowerCase().replace(/\W+/g, '-')}-${elasticsearch.id}`;
    const documents = events.map((event) => SHAPES[shape]?.(event) ?? {});
    await writeIndex(elasticsearch.client(), index, { mappings, documents });
    return index;
  };
  const readFrom = (pattern: string, kinds: Busiest[]) =>
    createEventSource(elasticsearch.client(), [pattern], QUESTION, () => 0).readBusiest(kinds, SLICE);
  const read = async (pattern: string, kinds: Busiest[]) => (await readFrom(pattern, kinds)).events;
  const timesOf = (events: Array<{ at: number }>) => events.map((event) => event.at).sort((a, b) => b - a);

  const cases = Object.keys(SHAPES).flatMap((shape) =>
    Object.entries(MAPPINGS).map(([mapping, mappings]) => ({ shape, mapping, mappings })),
  );

  it.each(cases)('$shape with $mapping: of an account, read as ever', async ({ shape, mappings }) => {
    const index = await write([...failures(7), ...failures(4, { account: 'few' })], shape, mappings);
    const events = await read(index, [ACCOUNTS]);
    expect(timesOf(events)).toEqual([at(0), at(-1), at(-2)]);
    const all = createEventSource(elasticsearch.client(), [index], QUESTION, () => 0);
    const whole = (await readAll(all, SLICE, Infinity)).events;
    expect(events).toEqual(events.map(({ id }) => whole.find((event) => event.id === id)));
  });

  it.each(cases)('$shape with $mapping: of a source and of a host', async ({ shape, mappings }) => {
    const index = await write(failures(7), shape, mappings);
    expect(timesOf(await read(index, [SOURCES]))).toEqual([at(0), at(-1), at(-2), at(-3)]);
    expect(timesOf(await read(index, [HOSTS]))).toEqual([at(0), at(-1)]);
  });

  it('an event of several groups comes once', async () => {
    const index = await write(failures(7), 'Winlogbeat 8', MAPPINGS['keywords']);
    expect(timesOf(await read(index, [ACCOUNTS, SOURCES, HOSTS]))).toEqual([at(0), at(-1), at(-2), at(-3)]);
  });

  it('groups with fewer than the least are left out', async () => {
    const index = await write(failures(4), 'Winlogbeat 8', MAPPINGS['keywords']);
    expect(await read(index, [ACCOUNTS])).toEqual([]);
  });

  it('logons that worked and what lies outside the slice are left out', async () => {
    const old = failures(5, { account: 'old', at: SLICE.from - 1 });
    const index = await write(
      [...old, ...failures(9, { account: 'fine', code: 4624 })],
      'Winlogbeat 8',
      MAPPINGS['keywords'],
    );
    expect(await read(index, [ACCOUNTS, HOSTS])).toEqual([]);
  });

  it('in several shapes under one pattern each is counted by its own field', async () => {
    serial += 1;
    const part = serial;
    await write(failures(6), 'Winlogbeat 8', MAPPINGS['keywords'], part);
    await write(failures(6, { account: 'other' }), 'Wazuh', MAPPINGS['keywords'], part);
    const events = await read(`busiest-${part}-*-${elasticsearch.id}`, [ACCOUNTS]);
    expect(events.map(({ account }) => account).sort()).toEqual([
      ...Array<string>(3).fill('Guest'),
      ...Array<string>(3).fill('other'),
    ]);
  });

  it('a field that is two things in two indices is left out, and the others tell all the same', async () => {
    serial += 1;
    const part = serial;
    await write(failures(6), 'Winlogbeat 8', MAPPINGS['keywords'], part);
    const address = { properties: { source: { properties: { ip: { type: 'ip' } } } } };
    await write(failures(6), 'Elastic Agent', { ...MAPPINGS['keywords'], ...address }, part);
    const events = await read(`busiest-${part}-*-${elasticsearch.id}`, [ACCOUNTS, SOURCES]);
    expect(timesOf(events)).toEqual([at(0), at(0), at(-1)]);
  });

  it('nothing where no index is, and where no field can be counted by: that is said', async () => {
    const none = { events: [], uncounted: ['account', 'host'] };
    expect(await readFrom(`busiest-none-${elasticsearch.id}`, [ACCOUNTS, HOSTS])).toEqual(none);
    const text = {
      dynamic_templates: [{ all: { match_mapping_type: 'string', mapping: { type: 'text' } } }],
    };
    const index = await write(failures(6), 'NXLog, flat', text);
    expect(await readFrom(index, [ACCOUNTS, HOSTS])).toEqual(none);
  });

  it('a kind that cannot be counted by is named, and the others are read', async () => {
    const mixed = { properties: { winlog: { properties: { computer_name: { type: 'text' } } } } };
    const hosts = {
      ...mixed,
      dynamic_templates: [{ host: { path_match: 'host.*', mapping: { type: 'text' } } }],
    };
    const index = await write(failures(6), 'Winlogbeat 8', { ...MAPPINGS['keywords'], ...hosts });
    const { events, uncounted } = await readFrom(index, [ACCOUNTS, HOSTS]);
    expect([events.length, uncounted]).toEqual([ACCOUNTS.newest, ['host']]);
  });

  it('all are named where an index takes fewer hits of a bucket than are wanted', async () => {
    const index = await write(failures(6), 'Winlogbeat 8', MAPPINGS['keywords']);
    await elasticsearch
      .client()
      .indices.putSettings({ index, settings: { 'index.max_inner_result_window': 1 } });
    expect(await readFrom(index, [ACCOUNTS, HOSTS])).toEqual({ events: [], uncounted: ['account', 'host'] });
  });
});
