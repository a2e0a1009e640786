import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { inspectSource } from '../server/adapters/source_health/source_inspector';
import { createQuestion } from '../server/detect/events/question';
import { iso, MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { EVENT_XML } from './hostile/base';
import { readAll } from './read_all';
import { createSynthetic } from './source_mode';
import { failedLogonDocument } from './winlogbeat';

jest.setTimeout(60_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const DAY = 1_440 * MINUTE;
const SENT = { IpAddress: '10.0.0.1', Hostname: 'DC01' };
const named = { EventID: '4625', SourceName: 'Microsoft-Windows-Security-Auditing' };
const event = (values: object, at = NOW - MINUTE) => ({
  '@timestamp': iso(at),
  ...SENT,
  ...named,
  ...values,
});

describe('bad documents, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const newName = () => `bad-${(serial += 1)}-${elasticsearch.id}`;
  const write = async (index: string, documents: object[]) => {
    const operations = documents.flatMap((one) => [{ create: { _index: index } }, one]);
    const { errors } = await elasticsearch.client().bulk({ operations, refresh: true });
    expect(errors).toBe(false);
  };
  const create = async (index: string, mappings: object) =>
    elasticsearch.client().indices.create({ index, mappings });
  const read = async (pattern: string) => {
    const source = createEventSource(elasticsearch.client(), [pattern], QUESTION, () => 0);
    const { events } = await readAll(source, { from: NOW - 60 * MINUTE, to: NOW }, Infinity);
    return events;
  };
  const accounts = async (pattern: string) => (await read(pattern)).map(({ account }) => account).sort();
  const check = async (pattern: string) => {
    const logons = { kerberosAndNtlm: 'auto', now: NOW } as const;
    const asked = { patterns: [pattern], question: QUESTION, securityOn: false, logons };
    return (await inspectSource(elasticsearch.client(), asked)).problems.map(({ code }) => code);
  };
  const report = (pattern: string) =>
    describeFields(elasticsearch.client(), { patterns: [pattern], question: QUESTION, now: NOW });

  it('a field that is an object in one index and text in another is read in both', async () => {
    const name = newName();
    await write(`${name}-a`, [
      failedLogonDocument({ account: 'anna', at: NOW - MINUTE, source: '10.0.0.1' }),
    ]);
    await write(`${name}-b`, [
      event({ TargetUserName: 'bert', source: 'WinEventLog:Security', user: 'x', host: 'y' }),
    ]);
    expect(await accounts(`${name}-*`)).toEqual(['anna', 'bert']);
    expect(await check(`${name}-*`)).toEqual([]);
  });

  it('of a list of 1,000 values the meaning one is read', async () => {
    const name = newName();
    const list = ['-', ...Array.from({ length: 999 }, (_, n) => `account-${n}`)];
    await write(name, [event({ TargetUserName: list, IpAddress: ['-', ...list.slice(2), '10.0.0.1'] })]);
    expect((await read(name)).map(({ account, source }) => [account, source])).toEqual([
      ['account-0', '10.0.0.1'],
    ]);
  });

  it('a name as long as Elasticsearch takes is read', async () => {
    const name = newName();
    await create(name, { properties: { TargetUserName: { type: 'keyword' }, EventID: { type: 'keyword' } } });
    await write(name, [event({ TargetUserName: 'x'.repeat(32_766) })]);
    expect((await read(name)).map(({ account }) => account?.length)).toEqual([32_766]);
  });

  it('failures as one text are named, beside others that are read and alone', async () => {
    const name = newName();
    const text = { '@timestamp': iso(NOW - MINUTE), '@message': EVENT_XML };
    await write(`${name}-a`, [event({ TargetUserName: 'anna' })]);
    await write(`${name}-b`, [text, text]);
    expect(await accounts(`${name}-*`)).toEqual(['anna']);
    expect(await check(`${name}-*`)).toEqual(['events_as_text']);
    expect(await check(`${name}-b`)).toContain('events_as_text');
    const [problem] = (await report(`${name}-*`)).problems;
    expect(problem?.message).toMatch(/^2 failed logons .* in the field @message, for example in bad-\d+-/);
  });

  it('an event that is read and has its text beside is not named', async () => {
    const name = newName();
    await write(name, [event({ TargetUserName: 'anna', message: EVENT_XML })]);
    expect(await check(name)).toEqual([]);
    expect((await report(name)).problems).toEqual([]);
  });

  it('a failure without a time is named', async () => {
    const name = newName();
    const { '@timestamp': _time, ...untimed } = event({ TargetUserName: 'anna' });
    await write(name, [event({ TargetUserName: 'bert' }), untimed]);
    expect(await accounts(name)).toEqual(['bert']);
    const [problem] = (await report(name)).problems.filter(({ code }) => code === 'events_without_time');
    expect(problem?.message).toMatch(new RegExp(`1 failed logon has no @timestamp, for example in ${name}`));
  });

  it.each([
    ['a day ahead', DAY - 1, []],
    ['more than a day ahead', DAY + MINUTE, ['clock_far_ahead']],
    ['years ahead', 20 * 365 * DAY, ['clock_far_ahead']],
  ])('a failure that is dated %s is waited for, or named', async (_when, by, codes) => {
    const name = newName();
    await write(name, [event({ TargetUserName: 'anna', Hostname: 'DC07' }, NOW + by)]);
    expect(await check(name)).toEqual(codes);
    expect((await report(name)).problems.map(({ code }) => code)).toEqual(codes);
  });

  it('an index in which the time is text is named', async () => {
    const name = newName();
    await create(name, { properties: { '@timestamp': { type: 'text' } } });
    await write(name, [event({ TargetUserName: 'anna' })]);
    expect(await check(name)).toContain('pattern_without_time');
  });

  it('a document of 10 MB is read without its text', async () => {
    const name = newName();
    await create(name, { properties: { message: { type: 'text', index: false } } });
    await write(name, [event({ TargetUserName: 'anna', message: 'x'.repeat(10_000_000) })]);
    expect(await accounts(name)).toEqual(['anna']);
    expect((await report(name)).events).toBe(1);
  });

  it.each(['text', 'keyword', 'double'])(
    'numbers like 46250 and 4625.5 are no failed logons in a %s',
    async (type) => {
      const name = newName();
      await create(name, { properties: { EventID: { type } } });
      const numbers = [46250, 14625, 4625.5, -4625, 4625];
      await write(
        name,
        numbers.map((EventID) => event({ EventID, TargetUserName: `of ${EventID}` })),
      );
      expect(await accounts(name)).toEqual(['of 4625']);
    },
  );

  const properties = { '@timestamp': { type: 'date' } };
  // Types that the Elasticsearch of the tests may not have are in `rare_types.es.test.ts`.
  it('an alias of a field is read, and the check and the report say the same', async () => {
    const name = newName();
    const who = { who: { type: 'keyword' }, TargetUserName: { type: 'alias', path: 'who' } };
    await create(name, { properties: { ...properties, ...who } });
    await write(name, [event({ who: 'anna' })]);
    expect([await accounts(name), await check(name)]).toEqual([['anna'], []]);
    expect((await report(name)).patterns).toMatchObject([{ events: 1, account: 1 }]);
  });

  it('a field that Elasticsearch makes when asked is read like any other', async () => {
    const name = newName();
    const runtime = { TargetUserName: { type: 'keyword' } };
    const keyword = { type: 'keyword' };
    const sent = { EventID: keyword, SourceName: keyword, IpAddress: keyword, Hostname: keyword };
    await create(name, { dynamic: false, runtime, properties: { ...properties, ...sent } });
    await write(name, [event({ TargetUserName: 'anna' })]);
    expect([await accounts(name), await check(name)]).toEqual([['anna'], []]);
    expect((await report(name)).patterns).toMatchObject([{ events: 1, account: 1 }]);
  });

  it('names with dots that are no objects are read, and so are documents that are made up from fields', async () => {
    const name = newName();
    const flat = {
      'event.code': '4625',
      'event.provider': named.SourceName,
      'user.name': 'anna',
      'source.ip': '10.0.0.1',
    };
    await create(`${name}-flat`, { subobjects: false, properties });
    await write(`${name}-flat`, [{ '@timestamp': iso(NOW - MINUTE), ...SENT, ...flat }]);
    const keyword = { type: 'keyword' };
    const sent = { IpAddress: keyword, Hostname: keyword };
    const kept = { ...properties, EventID: keyword, SourceName: keyword, TargetUserName: keyword, ...sent };
    await createSynthetic(elasticsearch.client(), `${name}-made-up`, kept);
    await write(`${name}-made-up`, [event({ TargetUserName: 'bert' })]);
    expect([await accounts(`${name}-*`), await check(`${name}-*`)]).toEqual([['anna', 'bert'], []]);
    expect((await report(`${name}-*`)).patterns).toMatchObject([{ events: 2, account: 2 }]);
  });
});
