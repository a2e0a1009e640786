import { readAll } from './read_all';
import type { LogonEvent } from '../common/alerts/events';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import type { FieldOverrides } from '../server/detect/events/event_source_port';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { facts, MAPPINGS, SHAPES, writeIndex, type Shape } from './shapes';

jest.setTimeout(120_000);

const scan = { from: NOW - 5 * MINUTE, to: NOW, settleBefore: NOW, gap: null };
const at = (second: number) => NOW - 2 * MINUTE + second * SECOND;

/** The same events in any shape: those that count, and those that look like them and do not. */
const documentsOf = (shape: Shape) => [
  shape(facts({ at: at(1) })),
  shape(facts({ at: at(2), account: 'nobody', domain: '-', source: '-', workstation: '-' })),
  shape(facts({ at: at(3), code: 4771, account: 'kerberos', status: '0x18' })),
  shape(facts({ at: at(4), code: 4776, account: 'ntlm', status: '0xC0000064' })),
  shape(facts({ at: at(5), code: 4740, account: 'locked', workstation: 'KIOSK' })),
  shape(facts({ code: 4776, account: 'ntlm fine', status: '0x0' })),
  shape(facts({ code: 4624, account: 'fine' })),
  shape(facts({ code: 4634, account: 'gone' })),
  shape(facts({ account: 'EventSystem', provider: 'Microsoft-Windows-EventSystem' })),
  { ...shape(facts({ account: 'an alert' })), kibana: { alert: { uuid: 'b9a1' } } },
];

const nothing = {
  domain: null,
  source: null,
  workstation: null,
  logonType: null,
  status: null,
  subStatus: null,
};
const wanted: Array<Partial<LogonEvent>> = [
  {
    at: at(1),
    kind: 'failure',
    code: '4625',
    account: 'Guest',
    domain: 'CORP',
    source: '203.0.113.7',
    host: 'DC01.corp.lan',
    workstation: 'KALI',
    logonType: '3',
    status: '0xc000006d',
    subStatus: '0xc000006a',
  },
  { at: at(2), account: 'nobody', source: null, workstation: null, host: 'DC01.corp.lan' },
  { ...nothing, kind: 'failure', code: '4771', account: 'kerberos', source: '203.0.113.7', status: '0x18' },
  { ...nothing, kind: 'failure', code: '4776', account: 'ntlm', workstation: 'KALI', status: '0xc0000064' },
  { ...nothing, kind: 'lockout', code: '4740', account: 'locked', workstation: 'KIOSK' },
];
/** A pipeline puts the account's domain beside the name whatever the event: made so by the builder of these shapes. */
const withoutDomain = (events: Array<Partial<LogonEvent>>) =>
  events.map(({ domain: _domain, ...event }) => event);

describe('logon events in the shapes of all shippers', () => {
  const elasticsearch = useTestElasticsearch();
  const named = (name: string) => `${name.toLowerCase().replace(/\W+/g, '-')}-${elasticsearch.id}`;
  const read = async (pattern: string, kerberosAndNtlm = true, overrides: FieldOverrides = {}) => {
    const question = createQuestion(overrides, { kerberosAndNtlm });
    const source = createEventSource(elasticsearch.client(), [pattern], question, () => 0);
    return (await readAll(source, scan, 1)).events;
  };
  const cases = Object.keys(SHAPES).flatMap((shape) =>
    Object.keys(MAPPINGS).map((mapping) => ({ shape, mapping, index: named(`shape ${mapping} ${shape}`) })),
  );
  const shapeOf = (name: string) => SHAPES[name] as Shape;

  beforeAll(async () => {
    for (const { shape, mapping, index } of cases)
      await writeIndex(elasticsearch.client(), index, {
        mappings: MAPPINGS[mapping] as object,
        documents: documentsOf(shapeOf(shape)),
      });
  });

  it.each(cases)('$shape with $mapping: reads what counts, and nothing else', async ({ index }) => {
    const events = await read(index);
    expect(withoutDomain(events)).toMatchObject(withoutDomain(wanted));
    expect([events[0]?.domain, events[4]?.domain]).toEqual(['CORP', null]);
    expect(events).toHaveLength(wanted.length);
  });

  it.each(cases)('$shape with $mapping: Kerberos and NTLM only where asked for', async ({ index }) => {
    const accounts = (await read(index, false)).map(({ account }) => account);
    expect(accounts).toEqual(['Guest', 'nobody', 'locked']);
  });

  it('reads all shapes and mappings under one pattern', async () => {
    const events = await read(`shape-*${elasticsearch.id}`);
    expect(events).toHaveLength(cases.length * wanted.length);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.map(({ host }) => host))).toEqual(new Set(['DC01.corp.lan']));
  });

  it('a field that somebody set is read instead of the candidates', async () => {
    const index = named('own fields');
    const mine = { ...SHAPES['Winlogbeat 8']?.(facts({ account: 'theirs' })), number: 4625, who: 'mine' };
    await writeIndex(elasticsearch.client(), index, { documents: [mine] });
    const accounts = async (overrides: FieldOverrides) =>
      (await read(index, false, overrides)).map(({ account }) => account);
    expect(await accounts({ code: 'number', account: 'who' })).toEqual(['mine']);
    expect(await accounts({ code: 'who' })).toEqual([]);
  });

  /** The names are common: in an index of something else they may hold anything. */
  it.each<[string, object, object]>([
    ['a boolean', { type: 'boolean' }, { EventID: true, event_id: true, SourceName: true }],
    ['an address', { type: 'ip' }, { EventID: '10.0.0.1', event_id: '10.0.0.1', SourceName: '10.0.0.1' }],
    ['a point', { type: 'geo_point' }, { EventID: [1, 2], event_id: [1, 2], SourceName: [1, 2] }],
    ['a date', { type: 'date' }, { EventID: NOW, event_id: NOW, SourceName: NOW }],
    ['an object', { type: 'object' }, { EventID: { a: 1 }, event_id: { a: 1 }, SourceName: { a: 1 } }],
    ['a wildcard or keyword', { type: 'keyword' }, { EventID: 'x', event_id: 'x', SourceName: 'x' }],
    ['not indexed', { type: 'keyword', index: false, doc_values: false }, { EventID: '4625' }],
    [
      'text without positions',
      { type: 'text', index_options: 'docs' },
      { EventID: '4625', SourceName: 'a b' },
    ],
  ])('an index beside where those fields are %s hides nothing', async (what, type, document) => {
    const [logons, others] = [named(`odd ${what} logons`), named(`odd ${what} others`)];
    const client = elasticsearch.client();
    await writeIndex(client, logons, { documents: [shapeOf('Winlogbeat 6')(facts())] });
    await writeIndex(client, others, {
      mappings: { properties: { EventID: type, event_id: type, SourceName: type } },
      documents: [{ '@timestamp': new Date(NOW).toISOString(), ...document }],
    });
    const pattern = named(`odd ${what} *`).replace(/-+(es-)/, '-*$1');
    expect((await read(pattern)).map(({ account }) => account)).toEqual(['Guest']);
  });
});
