import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  burst,
  comparing,
  failedLogon,
  lockout,
  MINUTE,
  NOW,
  rule,
  SECOND,
  sprayRule,
  successfulLogon,
} from '../../../test/builders';
import { eventsIn } from '../../../test/recent';
import type { LogonEvent } from '../../../common/alerts/events';
import type { GroupBy, Rule } from '../../../common/rules/rules';
import { createNaming } from '../count/naming';
import { windowOf } from './window';

const ALL_KINDS = [
  rule({ threshold: 1 }),
  sprayRule({ threshold: 1 }),
  rule({ id: 'host', groupBy: 'host', threshold: 1 }),
  rule({ id: 'workstation', groupBy: 'workstation', threshold: 1 }),
];
const holding = (events: LogonEvent[], rules: Rule[] = ALL_KINDS) =>
  windowOf(events, rules, createNaming(comparing()));
const ids = (events: LogonEvent[]) => events.map(({ id }) => id);
const KINDS: GroupBy[] = ['account', 'source', 'host', 'workstation'];

describe('an event is in the group', () => {
  const event = failedLogon({ account: 'CORP\\Anna', source: '10.0.0.1', host: 'DC01', workstation: 'WS7' });
  it.each<[GroupBy, string]>([
    ['account', 'anna'],
    ['source', '10.0.0.1'],
    ['host', 'dc01'],
    ['workstation', 'ws7'],
  ])('of its %s', (kind, key) => expect(ids(eventsIn(holding([event]), kind, key))).toEqual([event.id]));

  it('of nothing that no rule groups by', () => {
    const window = holding([event], [rule()]);
    expect(eventsIn(window, 'source', '10.0.0.1')).toEqual([]);
    expect([...window.changed('source')]).toEqual([]);
  });

  it('of no source where it names none', () => {
    const window = holding([failedLogon({ source: null })]);
    expect([...window.changed('source')]).toEqual([]);
    expect(window.size).toBe(1);
  });

  it('of no account where that is excluded, and of all else', () => {
    const naming = createNaming(comparing({ excludedAccounts: ['WS*$'] }));
    const window = windowOf([failedLogon({ account: 'WS7$' })], ALL_KINDS, naming);
    expect(KINDS.map((kind) => window.changed(kind).size)).toEqual([0, 1, 1, 1]);
  });

  it('among others by time, however they came', () => {
    const [first, second, third] = burst(3);
    const window = holding([third, first, second].flatMap((one) => one ?? []));
    expect(ids(eventsIn(window, 'account', 'guest'))).toEqual(
      ids([first, second, third].flatMap((one) => one ?? [])),
    );
  });
});

describe('a success or a lockout', () => {
  it.each<[string, LogonEvent]>([
    ['success', successfulLogon()],
    ['lockout', lockout({ source: '203.0.113.7' })],
  ])('(%s) is in the group of its account and in no other', (_kind, event) => {
    const window = holding([event]);
    expect(ids(eventsIn(window, 'account', 'guest'))).toEqual([event.id]);
    expect(KINDS.map((kind) => window.changed(kind).size)).toEqual([1, 0, 0, 0]);
  });
});

describe('each document is in it once', () => {
  it('however often it is added, and only the first time is something new', () => {
    const window = holding([]);
    const events = burst(3);
    expect(window.add(events)).toBe(3);
    window.commit();
    expect(window.add([...events])).toBe(0);
    expect(eventsIn(window, 'account', 'guest')).toHaveLength(3);
    expect([...window.changed('account')]).toEqual([]);
    expect(window.size).toBe(3);
  });

  it('also one that says nothing, which is counted and in no group', () => {
    const window = holding([]);
    const unreadable = { id: 'logs/1', at: NOW };
    window.addUnreadable([unreadable, unreadable]);
    expect(window.size).toBe(1);
    expect(window.count(NOW, NOW + MINUTE)).toBe(1);
    expect(KINDS.map((kind) => window.changed(kind).size)).toEqual([0, 0, 0, 0]);
  });

  it('and the same event indexed twice, under two ids, is two', () =>
    expect(
      holding([failedLogon({ id: 'a/1' }), failedLogon({ id: 'b/1' })]).group('account', 'guest').failures,
    ).toHaveLength(2));
});

describe('the changed groups', () => {
  it('are those that got an event since the last look', () => {
    const window = holding(burst(2));
    expect([...window.changed('account')]).toEqual(['guest']);
    window.commit();
    expect([...window.changed('account')]).toEqual([]);
    window.add([failedLogon({ account: 'anna' })]);
    expect([...window.changed('account')]).toEqual(['anna']);
    expect([...window.changed('source')]).toEqual(['203.0.113.7']);
  });

  it('are not those with fewer events than any rule asks for', () => {
    const window = holding(burst(2), [rule({ threshold: 5 }), rule({ id: 'other', threshold: 3 })]);
    expect([...window.changed('account')]).toEqual([]);
    window.commit();
    window.add([failedLogon({})]);
    expect([...window.changed('account')]).toEqual(['guest']);
  });

  it('are not those that lost their last event', async () => {
    const window = holding([
      failedLogon({ at: NOW - 5 * MINUTE }),
      failedLogon({ account: 'anna', at: NOW }),
    ]);
    await window.dropBefore(NOW);
    expect([...window.changed('account')]).toEqual(['anna']);
  });
});

describe('forgetting', () => {
  const MINUTES_AGO = [0, 1, 2, 3].map((n) => failedLogon({ id: `logs/${n}`, at: NOW - n * MINUTE }));

  it.each<[string, number, number]>([
    ['nothing where the oldest minute is not over yet', NOW - 2 * MINUTE - 1, 4],
    ['the minute that is over', NOW - 2 * MINUTE, 3],
    ['all that are over', NOW, 1],
    ['everything', NOW + MINUTE, 0],
  ])('drops %s', async (_what, before, left) => {
    const window = holding(MINUTES_AGO);
    await window.dropBefore(before);
    expect(window.size).toBe(left);
    expect(eventsIn(window, 'account', 'guest')).toHaveLength(left);
    expect(eventsIn(window, 'host', 'dc01')).toHaveLength(left);
    expect(window.count(0, NOW + MINUTE)).toBe(left);
  });

  it('lets a document that was forgotten come anew', async () => {
    const window = holding(MINUTES_AGO);
    await window.dropBefore(NOW);
    expect(window.add(MINUTES_AGO)).toBe(3);
  });

  it('drops successes, lockouts and documents that say nothing likewise', async () => {
    const at = NOW - 2 * MINUTE;
    const window = holding([successfulLogon({ at }), lockout({ at })]);
    window.addUnreadable([{ id: 'logs/1', at }]);
    await window.dropBefore(NOW);
    expect([window.size, eventsIn(window, 'account', 'guest').length]).toEqual([0, 0]);
  });
});

describe('shrinking', () => {
  const crowd = [
    ...burst(3, { at: NOW - 2 * MINUTE }),
    ...burst(2, { at: NOW - MINUTE + SECOND }),
    ...burst(4, { at: NOW }),
  ];
  it.each<[string, number, number | null, number]>([
    ['drops nothing where there is room', 9, null, 9],
    ['drops the oldest minute where there is one too many', 8, NOW - MINUTE, 6],
    ['drops as many minutes as it takes', 5, NOW, 4],
    ['keeps the last minute however much is in it', 1, NOW, 4],
  ])('%s', async (_what, most, from, left) => {
    const window = holding(crowd);
    expect(await window.shrinkTo(most)).toBe(from);
    expect(window.size).toBe(left);
    expect(eventsIn(window, 'account', 'guest')).toHaveLength(left);
  });
});

describe('the count of a span', () => {
  it('has its first minute and not the one that it ends before', () => {
    const window = holding(
      [NOW - 2 * MINUTE, NOW - MINUTE - 1, NOW - MINUTE, NOW].map((at) => failedLogon({ at })),
    );
    expect(window.count(NOW - 2 * MINUTE, NOW - MINUTE)).toBe(2);
    expect(window.count(NOW - MINUTE, NOW)).toBe(1);
  });

  it('is of failures and lockouts: nobody counts the successes of all accounts', () => {
    const window = holding([failedLogon({ at: NOW }), lockout({ at: NOW }), successfulLogon({ at: NOW })]);
    expect(window.count(NOW, NOW + MINUTE)).toBe(2);
  });
});

describe('a text that many events say', () => {
  /** What the heap holds after a collection, bytes. */
  const heapUsed = () => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed;
  };
  /** A copy of its own, as each answer of Elasticsearch brings one. */
  const copyOf = (text: string) => Buffer.from(text).toString();

  it('is in memory once, and reads as it was written', () => {
    const domain = 'D'.repeat(10_000);
    const window = holding([], [rule()]);
    const before = heapUsed();
    for (let n = 0; n < 5_000; n += 1) window.add([failedLogon({ domain: copyOf(domain) })]);
    // With a copy an event it would be 50 MB.
    expect(heapUsed() - before).toBeLessThan(20_000_000);
    expect(eventsIn(window, 'account', 'guest').every((event) => event.domain === domain)).toBe(true);
  });
});
