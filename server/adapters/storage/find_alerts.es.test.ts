import type { Alert } from '../../../common/alerts/alerts';
import { NEWEST_FIRST, type AlertOrder, type AlertSearch } from '../../../common/alerts/search';
import { UNTOUCHED, type Workflow } from '../../../common/alerts/workflow';
import { evidence, iso, MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { placeOf, wordOf } from '../../routes/alerts/list_query';
import { account, newSpace, unstored, type StoringSpace } from '../../../test/storage';

jest.setTimeout(120_000);

const values = (...names: string[]) => names.map((value) => ({ value, count: 5 }));
const at = (minutes: number) => NOW - minutes * MINUTE;
const lasting = (first: number, last: number) => ({
  first: NOW - first * MINUTE,
  last: NOW - last * MINUTE,
});
const workflow = (overrides: Partial<Workflow>) => ({ workflow: { ...UNTOUCHED, ...overrides } });

/** One of each kind that a filter tells apart. */
const ALERTS: Array<Partial<Alert>> = [
  {
    id: 'guest',
    group: account('Guest'),
    firedAt: at(10),
    severity: 'low',
    evidence: evidence({
      ...lasting(12, 1),
      count: 9,
      hosts: values('DC01'),
      sources: values('10.0.0.7', '2001:db8::7'),
    }),
  },
  {
    id: 'anna',
    group: { kind: 'account', key: 'anna', value: 'Anna', spellings: ['Anna', 'ANNA_admin'] },
    firedAt: at(30),
    severity: 'critical',
    status: 'recovered',
    held: 'cooldown',
    evidence: evidence({
      ...lasting(40, 20),
      hosts: values('DC02'),
      sources: values('198.51.100.9'),
      workstations: values('192.0.2.1'),
    }),
    ...workflow({ status: 'acknowledged', assignee: 'bert' }),
  },
  {
    id: 'spray',
    group: { kind: 'source', key: '10.0.0.1', value: '10.0.0.1', spellings: [] },
    rule: { ...unstored().alert.rule, id: 'spray' },
    firedAt: at(20),
    severity: 'high',
    held: 'same_attack',
    partOf: 'guest',
    evidence: evidence({
      ...lasting(25, 15),
      count: 99,
      accounts: values('a*b', 'c'),
      hosts: values('DC01', 'Web'),
      sources: values('10.0.0.1', '2001:db8:1::7'),
    }),
    ...workflow({ snoozedUntil: NOW + 1 }),
  },
  {
    id: 'closed',
    group: account('other'),
    firedAt: at(50),
    severity: 'critical',
    status: 'recovered',
    evidence: evidence({
      ...lasting(60, 45),
      workstations: values('KALI-9'),
      sources: values('10.0.0.71', 'a.b/24', '300.1.1.1'),
    }),
    ...workflow({ status: 'closed', reason: 'other', snoozedUntil: NOW }),
  },
];

describe('alerts that are looked for', () => {
  const elasticsearch = useTestElasticsearch();
  let space: StoringSpace;
  beforeAll(async () => {
    space = await newSpace(elasticsearch);
    await space.alerts.save(ALERTS.map((one) => unstored(one)));
  }, 120_000);

  const find = (search: AlertSearch = {}, order: AlertOrder = NEWEST_FIRST) =>
    space.alertReader.find({ search, order, perPage: 25, after: null, withSummary: false });
  const ids = async (...wanted: Parameters<typeof find>) =>
    (await find(...wanted)).alerts.map(({ id }) => id);

  it.each<[string, AlertSearch, string[]]>([
    ['all, newest first', {}, ['guest', 'spray', 'anna', 'closed']],
    ['a piece of an account, without case', { text: 'NNA' }, ['anna']],
    ['a piece of a rarer spelling', { text: '_admin' }, ['anna']],
    ['a piece of a source', { text: '198.51' }, ['anna']],
    ['a piece of a host', { text: 'eb' }, ['spray']],
    ['a piece of a workstation', { text: 'kali-' }, ['closed']],
    ['an asterisk, which is a character', { text: 'a*' }, ['spray']],
    ['a question mark, which is a character', { text: '?' }, []],
    ['a backslash, which is a character', { text: '\\' }, []],
    ['a whole address, and none that begins like it', { text: '10.0.0.7' }, ['guest']],
    ['a whole address with a blank around it', { text: ' 10.0.0.7 ' }, ['guest']],
    ['the longer address, too', { text: '10.0.0.71' }, ['closed']],
    ['what begins like an address, where somebody asks so', { text: '10.0.0.7*' }, ['guest', 'closed']],
    ['a net, by its beginning', { text: '10.0.0.*' }, ['guest', 'spray', 'closed']],
    ['a range of addresses', { text: '10.0.0.0/29' }, ['guest', 'spray']],
    ['a range that names one of its addresses', { text: '10.0.0.70/30' }, ['closed']],
    ['a piece of an address', { text: '0.0.7' }, ['guest', 'closed']],
    ['an address of IPv6, however it is written', { text: '2001:DB8:0:0::7' }, ['guest']],
    ['the beginning of one', { text: '2001:db8:*' }, ['guest', 'spray']],
    ['a range of IPv6', { text: '2001:db8::/64' }, ['guest']],
    ['a name in quotes, whole', { text: '"Web"' }, ['spray']],
    ['no piece of a name in quotes', { text: '"dc0"' }, []],
    ['a workstation that is named like an address', { text: '192.0.2.1' }, ['anna']],
    ['active ones', { status: ['active'] }, ['guest', 'spray']],
    ['open ones', { workflow: ['open'] }, ['guest', 'spray']],
    ['acknowledged and closed ones', { workflow: ['acknowledged', 'closed'] }, ['anna', 'closed']],
    ['snoozed ones, but not those whose snooze is over', { workflow: ['snoozed'] }, ['spray']],
    ['grave ones', { severity: ['critical'] }, ['anna', 'closed']],
    ['those of a rule', { rule: ['spray'] }, ['spray']],
    ['those on a host, without case', { host: ['dc01'] }, ['guest', 'spray', 'closed']],
    ['those on one of two hosts', { host: ['DC02', 'web'] }, ['spray', 'anna']],
    ['those of a person', { assignee: 'bert' }, ['anna']],
    ['those that people were told of', { told: true }, ['guest', 'closed']],
    ['those that nobody was told of', { told: false }, ['spray', 'anna']],
    ['those held for a reason', { held: ['cooldown'] }, ['anna']],
    ['those that went on at a time', { from: NOW - 20 * MINUTE }, ['guest', 'spray', 'anna']],
    ['those that had begun at a time', { to: NOW - 40 * MINUTE }, ['anna', 'closed']],
    ['those of a span', { from: NOW - 44 * MINUTE, to: NOW - 26 * MINUTE }, ['anna']],
    ['wholes', { parts: false }, ['guest', 'anna', 'closed']],
    ['several things at once', { severity: ['critical'], workflow: ['closed'], text: 'oth' }, ['closed']],
  ])('%s', async (_what, search, expected) => expect(await ids(search)).toEqual(expected));

  it.each<[string, AlertOrder, string[]]>([
    ['oldest first', { sort: 'fired', ascending: true }, ['closed', 'anna', 'spray', 'guest']],
    ['by the last event', { sort: 'last', ascending: false }, ['guest', 'spray', 'anna', 'closed']],
    [
      'the gravest first, and of those the newest',
      { sort: 'severity', ascending: false },
      ['anna', 'closed', 'spray', 'guest'],
    ],
    ['the least grave first', { sort: 'severity', ascending: true }, ['guest', 'spray', 'anna', 'closed']],
    ['by failures', { sort: 'attempts', ascending: false }, ['spray', 'guest', 'anna', 'closed']],
  ])('%s', async (_what, order, expected) => expect(await ids({}, order)).toEqual(expected));

  it('come in pages that miss none and name none twice', async () => {
    const own = await newSpace(elasticsearch);
    const names = Array.from({ length: 25 }, (_, n) => `alert-${String(n).padStart(2, '0')}`);
    await own.alerts.save(names.map((id) => unstored({ id, group: account(id), firedAt: at(1) })));
    for (const sort of ['fired', 'severity', 'attempts', 'last'] as const) {
      const found: string[] = [];
      let after: Array<string | number> | null = null;
      do {
        const page: Awaited<ReturnType<typeof find>> = await own.alertReader.find({
          search: {},
          order: { sort, ascending: false },
          perPage: 10,
          after,
          withSummary: false,
        });
        found.push(...page.alerts.map(({ id }) => id));
        after = page.after;
        const list = `${sort} desc`;
        if (after) expect(placeOf(wordOf(after, list), list)).toEqual(after);
      } while (after !== null);
      expect(found).toEqual(names);
    }
  });

  it('are summed up over time, and by rule, host and reason', async () => {
    const search = { from: NOW - 60 * MINUTE, to: NOW };
    const { summary } = await space.alertReader.find({
      search,
      order: NEWEST_FIRST,
      perPage: 1,
      after: null,
      withSummary: true,
    });
    const none = { low: 0, medium: 0, high: 0, critical: 0 };
    expect(summary).toEqual({
      histogram: {
        ...search,
        interval: MINUTE,
        bars: [
          { at: NOW - 50 * MINUTE, bySeverity: { ...none, critical: 1 } },
          { at: NOW - 30 * MINUTE, bySeverity: { ...none, critical: 1 } },
          { at: NOW - 20 * MINUTE, bySeverity: { ...none, high: 1 } },
          { at: NOW - 10 * MINUTE, bySeverity: { ...none, low: 1 } },
        ],
      },
      rules: [
        { value: unstored().alert.rule.id, count: 3 },
        { value: 'spray', count: 1 },
      ],
      hosts: [
        { value: 'DC01', count: 3 },
        { value: 'DC02', count: 1 },
        { value: 'Web', count: 1 },
      ],
      held: [
        { value: 'cooldown', count: 1 },
        { value: 'same_attack', count: 1 },
      ],
    });
  });

  it('are there as lines of a table, at most as many as are wanted', async () => {
    const rows = await space.alertReader.rows({}, NEWEST_FIRST, 3);
    expect(rows.map(({ id }) => id)).toEqual(['guest', 'spray', 'anna']);
    expect(rows[2]).toMatchObject({
      severity: 'critical',
      status: 'recovered',
      workflow: 'acknowledged',
      closedBecause: null,
      assignee: 'bert',
      accounts: ['Anna'],
      sources: ['198.51.100.9'],
      hosts: ['DC02'],
      held: 'cooldown',
      attempts: 5,
      firedAt: iso(at(30)),
      technique: 'T1110.001',
    });
    expect(await space.alertReader.rows({}, NEWEST_FIRST, 10)).toHaveLength(4);
  });

  it('are none where the index is not there, with an empty summary', async () => {
    const own = await newSpace(elasticsearch);
    await own.client.indices.delete({ index: `.kibana-brute-force-alerts-alerts-${own.space}` });
    const found = await own.alertReader.find({
      search: { text: 'x', host: ['y'] },
      order: NEWEST_FIRST,
      perPage: 25,
      after: null,
      withSummary: true,
    });
    expect(found).toMatchObject({ alerts: [], total: 0, after: null, summary: { rules: [], hosts: [] } });
    expect(await own.alertReader.rows({}, NEWEST_FIRST, 10)).toEqual([]);
  });

  it('of 10,000 are found, counted and summed up within a second', async () => {
    const own = await newSpace(elasticsearch);
    const names = Array.from({ length: 10_000 }, (_, n) => `alert-${String(n).padStart(5, '0')}`);
    await own.alerts.save(
      names.map((id, n) => unstored({ id, group: account(id), firedAt: NOW - n * 1_000 })),
    );
    const timed = async (search: AlertSearch, sort: AlertOrder['sort']) => {
      const started = performance.now();
      const found = await own.alertReader.find({
        search,
        order: { sort, ascending: false },
        perPage: 25,
        after: null,
        withSummary: true,
      });
      return [found.total, performance.now() - started] as const;
    };
    await timed({}, 'fired');
    const [[all, listing], [some, searching]] = [
      await timed({}, 'severity'),
      await timed({ text: '0042' }, 'fired'),
    ];
    console.log(
      `10,000 alerts: listed in ${Math.round(listing)} ms, searched in ${Math.round(searching)} ms`,
    );
    expect([all, some]).toEqual([10_000, 11]);
    expect(Math.max(listing, searching)).toBeLessThan(1_000);
  });
});
