import { readAll } from '../../../test/read_all';
import { SuccessesRefusedError } from '../../../common/status/successes_refused';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { facts, MAPPINGS, SHAPES, writeIndex, type LogonFacts } from '../../../test/shapes';
import type { Account } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const FROM = NOW - 5 * MINUTE;
const slice = { from: FROM, to: NOW };
const account = (key: string, overrides: Partial<Account> = {}): Account => ({
  key,
  spellings: [key],
  ...overrides,
});
const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
/** More than are read of anybody, where each way of asking has to find all. */
const MANY = 550;
const named = (nameOf: (n: number) => string) => Array.from({ length: MANY }, (_, n) => nameOf(n));
const OTHERS = {
  'nobody else': [],
  'many others': named((n) => `other${n}`),
  'many others with domains': named((n) => `LAB\\other${n}`),
};

describe('reading the successful logons of some accounts', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const newIndex = () => `successes-${(serial += 1)}-${elasticsearch.id}`;
  const sourceOf = (index: string, clock = () => 0) =>
    createEventSource(elasticsearch.client(), [index], QUESTION, clock);
  const find = async (index: string, accounts: Account[]) =>
    (await sourceOf(index).readSuccesses(accounts, slice, 1)).events.map((event) => event.account).sort();
  const write = async (
    events: Array<Partial<LogonFacts>>,
    shape: string,
    mappings?: object,
    others: string[] = [],
  ) => {
    const index = newIndex();
    const all = [...events, ...others.map((name) => ({ account: name }))];
    const documents = all.map((event) => SHAPES[shape]?.(facts({ code: 4624, ...event })) ?? {});
    await writeIndex(elasticsearch.client(), index, { mappings, documents });
    return index;
  };

  const cases = ['Winlogbeat 8', 'Winlogbeat 6', 'Wazuh', 'NXLog, flat'].flatMap((shape) =>
    Object.entries(MAPPINGS).flatMap(([mapping, mappings]) =>
      Object.entries(OTHERS).map(([among, others]) => ({ shape, mapping, mappings, among, others })),
    ),
  );

  it.each(cases)('$shape with $mapping, among $among: any spelling of those asked for', async (given) => {
    const spellings = [
      ...['guest', 'GUEST', 'Corp\\Guest', 'guest@corp.lan', 'admin-hacker', 'Петров', 'ПЕТРОВ'],
      ...['Οδυσσεύς', 'ΟΔΥΣΣΕΎΣ', 'CORP\\ΟΔΥΣΣΕΎΣ', 'İSA', 'i\u0307sa', 'WEIß', 'NEWDOM\\ПЕТРОВ'],
      ...['NEWDOM\\guest', 'A\\B\\Guest', 'CORP\\ guest', ' guest ', 'guest @corp.lan', 'B\\guest@corp.lan'],
      ...['\tguest', 'guest\t', 'GUEST\u00a0', '\u00a0guest\u3000', 'CORP\\\u00a0guest', '\u2003guest@x'],
    ];
    const others = [
      'guest2',
      'the guest',
      'guest smith',
      'admin',
      'hacker',
      'петровна',
      'LAB\\other',
      'guest\\x',
    ];
    const index = await write(
      [...spellings, ...others].map((name) => ({ account: name })),
      given.shape,
      given.mappings,
      given.others,
    );
    const asked = ['guest', 'admin-hacker', 'петров', 'οδυσσεύς', 'i\u0307sa', 'weiß'].map((key) =>
      account(key),
    );
    expect(await find(index, asked)).toEqual([...spellings].sort());
  });

  it.each(Object.entries(MAPPINGS))(
    '%s: names with signs are taken as they are written',
    async (_what, mappings) => {
      const expressions = ['a.b', 'a+b*', '(c)', '[d]', 'e|f', 'g~h', '#i', '"j"', '{k}', 'l&m', '<n>', 'o?'];
      const names = [...expressions, '$$$', '&&', '.'];
      const index = await write(
        [...names, 'axb', 'aab', 'e', 'f', 'op', '$$', '&'].map((name) => ({ account: name.toUpperCase() })),
        'Winlogbeat 8',
        mappings,
        OTHERS['many others'],
      );
      const found = await find(
        index,
        names.map((key) => account(key)),
      );
      expect(found).toEqual(names.map((name) => name.toUpperCase()).sort());
    },
  );

  it('with domains apart, only that of the domain', async () => {
    const index = await write(
      [
        { account: 'guest', domain: 'CORP' },
        { account: 'guest', domain: 'LAB' },
        { account: 'LAB\\Guest', domain: '-' },
      ],
      'Winlogbeat 8',
    );
    expect(await find(index, [account('lab\\guest', { spellings: ['guest'] })])).toEqual([
      'LAB\\Guest',
      'guest',
    ]);
  });

  it('includes both ends, and neither failures nor what is outside', async () => {
    const index = await write(
      [
        { at: FROM - 1 },
        { at: FROM },
        { at: NOW },
        { at: NOW + 1 },
        { code: 4625 },
        { code: 4740 },
        { provider: 'Other' },
      ],
      'Winlogbeat 8',
    );
    const { events, readTo } = await sourceOf(index).readSuccesses([account('guest')], slice, 1);
    expect(events.map(({ at, kind }) => [at, kind])).toEqual([
      [FROM, 'success'],
      [NOW, 'success'],
    ]);
    expect(readTo).toBe(NOW);
  });

  it('an index where the account is a number hides nothing, and is read by exact spelling', async () => {
    const [text, number] = [newIndex(), newIndex()].map((index) => `numbers-${index}`) as [string, string];
    const shape = (name: string) => SHAPES['NXLog, flat']?.(facts({ code: 4624, account: name })) ?? {};
    await writeIndex(elasticsearch.client(), text, { documents: [shape('guest'), shape('Other')] });
    await writeIndex(elasticsearch.client(), number, {
      mappings: { properties: { TargetUserName: { type: 'long' } } },
      documents: [{ ...shape('-'), TargetUserName: 4711 }],
    });
    await writeIndex(elasticsearch.client(), `${number}b`, {
      documents: OTHERS['many others'].map(shape),
    });
    const found = await find(`numbers-*-${elasticsearch.id}`, [account('guest'), account('4711')]);
    expect(found).toEqual(['4711', 'guest']);
  });

  it('asks nothing for no accounts, and nothing is found behind a pattern that matches nothing', async () => {
    expect(await sourceOf('none').readSuccesses([], slice, 1)).toEqual({ events: [], readTo: NOW });
    expect(await find(`none-${elasticsearch.id}`, [account('guest')])).toEqual([]);
  });

  describe('of more accounts than one question asks for', () => {
    const COUNT = 450;
    const all = { from: NOW - 60 * MINUTE, to: NOW };
    const accounts = Array.from({ length: COUNT }, (_, n) => account(`user${n}`));
    let index: string;

    beforeAll(async () => {
      const events = Array.from({ length: 2 * COUNT }, (_, n) => ({
        account: `User${n}`,
        at: NOW - MINUTE - ((n * 7) % COUNT) * SECOND,
      }));
      index = await write(events, 'Winlogbeat 8', MAPPINGS['keywords']);
      // Names accounts of two questions, in two fields.
      const twice = {
        ...SHAPES['Winlogbeat 8']?.(facts({ code: 4624, account: 'Twice' })),
        user: { name: 'user449' },
      };
      await elasticsearch.client().index({ index, document: twice, refresh: true });
    });

    it('finds each once, oldest first', async () => {
      const asked = [account('twice'), ...accounts];
      const { events } = await sourceOf(index).readSuccesses(asked, all, 1);
      const times = events.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(events.map((event) => event.account).sort()).toEqual(
        ['Twice', ...accounts.map(({ key }) => key.replace('u', 'U'))].sort(),
      );
    });

    it('says that nothing was read where time was up before all were asked for', async () => {
      const reading = await sourceOf(index, () => 1).readSuccesses(accounts, all, 1);
      expect(reading).toEqual({ events: [], readTo: all.from - 1 });
    });
  });

  it('a name that no expression has room for is found as it is written, and hides nobody', async () => {
    const long = 'x'.repeat(950);
    const names = ['GUEST', 'domain0\\guest', long].map((name) => ({ account: name }));
    const index = await write(names, 'Winlogbeat 8', MAPPINGS['keywords'], OTHERS['many others']);
    expect(await find(index, [account(long), account('guest')])).toEqual(['GUEST', 'domain0\\guest', long]);
  });

  it('a question that Elasticsearch refuses is told apart from one that failed', async () => {
    const index = await write(
      [{ account: 'guest' }],
      'Winlogbeat 8',
      MAPPINGS['keywords'],
      OTHERS['many others'],
    );
    const settings = { 'index.max_regex_length': 10 };
    await elasticsearch.client().indices.putSettings({ index, settings });
    await expect(find(index, [account('guest')])).rejects.toThrow(SuccessesRefusedError);
    const source = sourceOf(index);
    expect((await readAll(source, slice, 1)).readTo).toBe(NOW);
  });

  it('as many accounts as one question asks for are no more than is taken, with every field there is', async () => {
    const index = newIndex();
    const { host: _collector, ...nxlog } =
      SHAPES['NXLog, flat']?.(facts({ code: 4624, account: 'USER9' })) ?? {};
    const others = ['Winlogbeat 8', 'Winlogbeat 6', 'Wazuh'].map((shape) =>
      SHAPES[shape]?.(facts({ code: 4624, account: 'USER1' })),
    );
    const many = OTHERS['many others with domains'].map((name) =>
      SHAPES['Wazuh']?.(facts({ code: 4624, account: name })),
    );
    await writeIndex(elasticsearch.client(), index, { documents: [nxlog, ...others, ...many] as object[] });
    const asked = Array.from({ length: 200 }, (_, n) =>
      account(`user${n}`, { spellings: [`User${n}`, `LAB\\User${n}`] }),
    );
    expect(await find(index, asked)).toEqual(['USER1', 'USER1', 'USER1', 'USER9']);
  });
});
