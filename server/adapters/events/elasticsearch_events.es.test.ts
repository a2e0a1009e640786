import { readAll } from '../../../test/read_all';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { createWinlogbeatIndex, failedLogonDocument, logonDocument } from '../../../test/winlogbeat';
import { iso, MINUTE, NOW, SECOND } from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Reading } from '../../detect/events/event_source_port';
import type { Scan } from '../../detect/join/scan';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';
import { PAGE } from './stretch';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const FROM = NOW - 5 * MINUTE;
const scan = (from = FROM, to = NOW): Scan => ({ from, to, gap: null });

/** A document with some of its parts replaced. */
type Json = { [field: string]: unknown };
const withParts = (document: object, parts: Record<string, Json>): object => {
  const changed: Json = { ...document };
  for (const [part, fields] of Object.entries(parts))
    changed[part] = { ...(changed[part] as Json), ...fields };
  return changed;
};

/** The number of the event as JSON numbers: without a template Elasticsearch maps them to `long`. */
const withNumbers = (document: object, code = 4625) =>
  withParts(document, { event: { code }, winlog: { event_id: code } });

describe('reading failed logons from Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;

  /** A pattern that nobody else's indices match. */
  const newPattern = () => `winlogbeat-${elasticsearch.id}-${(serial += 1)}`;
  const read = (pattern: string | string[], over = scan(), clock = () => 0, deadline = 1): Promise<Reading> =>
    readAll(createEventSource(elasticsearch.client(), [pattern].flat(), QUESTION, clock), over, deadline);
  const write = async (index: string, documents: object[]) => {
    for (let start = 0; start < documents.length; start += 5_000) {
      const batch = documents.slice(start, start + 5_000);
      const answer = await elasticsearch.client().bulk({
        index,
        operations: batch.flatMap((document) => [{ index: {} }, document]),
        refresh: true,
      });
      expect(answer.errors).toBe(false);
    }
  };
  const accounts = ({ events }: Reading) => events.map(({ account }) => account).sort();
  const logon = (account: string, at = NOW - MINUTE) =>
    failedLogonDocument({ account, at, source: '203.0.113.7', workstation: 'KALI', host: 'DC01' });

  /** The same indices as three shippers make them; `of` turns a document of the first into one of theirs. */
  const MAPPINGS = [
    { mapping: 'keyword', create: true, of: (document: object) => document },
    { mapping: 'text', create: false, of: (document: object) => document },
    { mapping: 'long', create: false, of: (document: object) => withNumbers(document) },
  ];
  const prepare = async (documents: (name: string) => object[]) => {
    const pattern = newPattern();
    for (const { mapping, create, of } of MAPPINGS) {
      const index = `${pattern}-${mapping}`;
      if (create) await createWinlogbeatIndex(elasticsearch.client(), index);
      await write(index, documents(mapping).map(of));
    }
    return `${pattern}-*`;
  };

  it('reads keyword, text and number mappings under one pattern alike', async () => {
    const pattern = await prepare((mapping) => [logon(mapping)]);
    const caps = await elasticsearch.client().fieldCaps({ index: pattern, fields: ['event.code'] });
    expect(Object.keys(caps.fields['event.code'] ?? {}).sort()).toEqual(['keyword', 'long', 'text']);
    const { events } = await read(pattern);
    const same = {
      at: NOW - MINUTE,
      kind: 'failure',
      code: '4625',
      domain: 'CORP',
      source: '203.0.113.7',
      host: 'DC01',
      workstation: 'KALI',
      logonType: '3',
      status: '0xc000006d',
      subStatus: '0xc000006a',
    };
    const byAccount = [...events].sort((a, b) => String(a.account).localeCompare(String(b.account)));
    expect(byAccount).toEqual(
      ['keyword', 'long', 'text'].map((account) => ({ ...same, account, id: expect.any(String) })),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it('counts the number 4625 of the security provider only', async () => {
    const provider = (name: string) => ({ event: { provider: name }, winlog: { provider_name: name } });
    const pattern = await prepare((mapping) => [
      logon(mapping),
      withParts(logon('EventSystem'), provider('Microsoft-Windows-EventSystem')),
      withParts(logon('Elsewhere'), provider('Security-Auditing')),
    ]);
    expect(accounts(await read(pattern))).toEqual(['keyword', 'long', 'text']);
  });

  it('leaves out other events of the security provider', async () => {
    const pattern = newPattern();
    await createWinlogbeatIndex(elasticsearch.client(), `${pattern}-keyword`);
    const ordinary = [logonDocument({ account: 'fine', at: NOW - MINUTE })];
    await write(`${pattern}-keyword`, ordinary);
    await write(`${pattern}-text`, [
      ...ordinary,
      withParts(logon('4776'), { event: { code: '4776' }, winlog: { event_id: '4776' } }),
    ]);
    await write(`${pattern}-long`, [withNumbers(logon('46250'), 46250), withNumbers(logon('462'), 462)]);
    expect(accounts(await read(`${pattern}-*`))).toEqual([]);
  });

  it('leaves out alerts that carry the event they were made of', async () => {
    const pattern = await prepare((mapping) => [
      logon(mapping),
      { ...logon('an alert'), kibana: { alert: { uuid: 'b9a1', rule: { name: 'Failed logons' } } } },
    ]);
    expect(accounts(await read(pattern))).toEqual(['keyword', 'long', 'text']);
  });

  it('includes both ends of the slice to the millisecond', async () => {
    const pattern = await prepare((mapping) => [
      logon(`${mapping} before`, FROM - 1),
      logon(`${mapping} first`, FROM),
      logon(`${mapping} last`, NOW),
      logon(`${mapping} after`, NOW + 1),
    ]);
    const reading = await read(pattern);
    expect(accounts(reading)).toEqual(
      ['keyword', 'long', 'text'].flatMap((mapping) => [`${mapping} first`, `${mapping} last`]),
    );
    expect(reading.readTo).toBe(NOW);
  });

  it('reads events with nanoseconds as the millisecond that they fall into', async () => {
    const pattern = newPattern();
    await elasticsearch.client().indices.create({
      index: `${pattern}-nanos`,
      mappings: { properties: { '@timestamp': { type: 'date_nanos' } } },
    });
    const at = (text: string) => ({ ...logon(text), '@timestamp': text });
    await write(`${pattern}-nanos`, [
      at('2026-11-22T03:14:00.000000001Z'),
      at('2026-11-22T03:14:00.000999999Z'),
      at('2026-11-22T03:15:00.000000000Z'),
      at('2026-11-22T03:15:00.001000000Z'),
    ]);
    const { events } = await read(`${pattern}-*`);
    expect(events.map((event) => event.at)).toEqual([NOW - MINUTE, NOW - MINUTE, NOW]);
  });

  it('an index without a time field hides nothing of the others, and is no error alone', async () => {
    const pattern = newPattern();
    await elasticsearch.client().indices.create({ index: `${pattern}-empty` });
    expect(accounts(await read(`${pattern}-*`))).toEqual([]);
    await write(`${pattern}-other`, [{ message: 'no logon' }]);
    await write(`${pattern}-text`, [logon('Guest')]);
    expect(accounts(await read(`${pattern}-*`))).toEqual(['Guest']);
  });

  it.each([
    ['a wildcard', 'none-*'],
    ['a name', 'none'],
  ])('%s that matches nothing reads nothing, without an error', async (_what, name) => {
    expect(await read(`${newPattern()}-${name}`)).toEqual({ events: [], unreadable: [], readTo: NOW });
  });

  it('a name that matches nothing hides nothing of the pattern beside it', async () => {
    const pattern = newPattern();
    await write(`${pattern}-text`, [logon('Guest')]);
    expect(accounts(await read([`${pattern}-none`, `${pattern}-*`]))).toEqual(['Guest']);
  });

  describe('more than one page', () => {
    const COUNT = 25_003;
    /** So many events share a millisecond that no page ends where a millisecond does. */
    const PER_MILLISECOND = 7;
    const at = (n: number) => FROM + Math.floor(n / PER_MILLISECOND);
    const END = at(COUNT - 1);
    let pattern: string;

    beforeAll(async () => {
      const name = newPattern();
      pattern = `${name}-*`;
      const client = elasticsearch.client();
      await createWinlogbeatIndex(client, `${name}-keyword`);
      await client.indices.create({ index: `${name}-text`, settings: { number_of_shards: 2 } });
      await client.indices.create({
        index: `${name}-nanos`,
        mappings: { properties: { '@timestamp': { type: 'date_nanos' } } },
      });
      const documents = Array.from({ length: COUNT }, (_, n) => logon(`u${n}`, at(n)));
      const every = (rest: number) => documents.filter((_, n) => n % 3 === rest);
      await write(`${name}-keyword`, every(0));
      await write(`${name}-text`, every(1));
      await write(
        `${name}-nanos`,
        every(2).map((document, n) => ({ ...document, '@timestamp': nanos(document, n % 1_000) })),
      );
    });

    const nanos = (document: object, n: number) =>
      String((document as { '@timestamp': string })['@timestamp']).replace(
        'Z',
        `${String(n).padStart(3, '0')}123Z`,
      );
    const expectEachOnce = (events: LogonEvent[]) => {
      expect(events).toHaveLength(COUNT);
      expect(new Set(events.map(({ account }) => account)).size).toBe(COUNT);
    };
    const isSorted = (events: LogonEvent[]) =>
      events.every(({ at: time }, n) => n === 0 || time >= (events[n - 1]?.at ?? 0));

    it('is read to the end, in order, each event once', async () => {
      const { events, readTo } = await read(pattern);
      expectEachOnce(events);
      expect(isSorted(events)).toBe(true);
      expect(events[0]?.at).toBe(FROM);
      expect(readTo).toBe(NOW);
    });

    it('the deadline stops between pages and says how far it came', async () => {
      const { events, readTo } = await read(pattern, scan(), () => 1);
      expect(readTo).toBe(at(PAGE - 1) - 1);
      expect(events).toHaveLength((readTo - FROM + 1) * PER_MILLISECOND);
      expect(Math.max(...events.map((event) => event.at))).toBe(readTo);
    });

    it('looks at the clock after each page', async () => {
      const clock = jest.fn().mockReturnValueOnce(0).mockReturnValue(1);
      const { events, readTo } = await read(pattern, scan(), clock);
      expect(clock).toHaveBeenCalledTimes(2);
      expect(readTo).toBeGreaterThan(at(PAGE));
      expect(readTo).toBeLessThan(at(2 * PAGE));
      expect(events).toHaveLength((readTo - FROM + 1) * PER_MILLISECOND);
    });

    it('the scans that follow find everything that was left, and nothing twice', async () => {
      const found: LogonEvent[] = [];
      let from = FROM;
      let scans = 0;
      for (; from <= END; scans += 1) {
        const { events, readTo } = await read(pattern, scan(from), () => 1);
        expect(readTo).toBeGreaterThanOrEqual(from);
        found.push(...events);
        from = readTo + 1;
      }
      expect(scans).toBe(Math.ceil(COUNT / PAGE));
      expectEachOnce(found);
    });

    it('a slice in the middle holds its own events and no others', async () => {
      const [from, to] = [FROM + SECOND, FROM + 2 * SECOND];
      const { events } = await read(pattern, scan(from, to));
      expect(events).toHaveLength(1_001 * PER_MILLISECOND);
      expect([iso(events[0]?.at ?? 0), iso(events[events.length - 1]?.at ?? 0)]).toEqual([
        iso(from),
        iso(to),
      ]);
    });
  });

  it('leaves no point in time open', async () => {
    const pattern = newPattern();
    await write(`${pattern}-text`, [logon('Guest')]);
    const open = async () => {
      const { indices } = await elasticsearch
        .client()
        .indices.stats({ index: `${pattern}-*`, metric: 'search' });
      return Object.values(indices ?? {}).map(({ total }) => total?.search?.open_contexts);
    };
    await read(`${pattern}-*`);
    expect(await open()).toEqual([0]);
  });
});
