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
  successRule,
} from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Comparing, Rule } from '../../../common/rules/rules';
import { findAllAttacks } from './find';
import { createNaming } from '../count/naming';
import { windowOf } from '../log/window';
import { searchIn } from '../../../test/searches';

const find = (events: LogonEvent[], rules: Rule[], compared: Partial<Comparing> = {}) => {
  const naming = createNaming(comparing(compared));
  return findAllAttacks([], { ...searchIn(windowOf(events, rules, naming), naming), rules });
};
const found = async (events: LogonEvent[], rules: Rule[], compared: Partial<Comparing> = {}) =>
  (await find(events, rules, compared)).map(({ rule: { id }, group }) => [id, group.kind, group.value]);
const accounts = (count: number, overrides: Partial<LogonEvent> = {}) =>
  Array.from({ length: count }, (_, n) =>
    failedLogon({ account: `user${n}`, at: NOW - MINUTE + n, ...overrides }),
  );

const SOURCE = rule({ id: 'source', groupBy: 'source', threshold: 20 });
const HOST = rule({ id: 'host', groupBy: 'host', threshold: 50 });
const ON_HOST = sprayRule({ id: 'on_host', groupBy: 'host', withoutSource: true });
const DISTRIBUTED = sprayRule({ id: 'distributed', groupBy: 'account', of: 'source' });

describe('each rule catches what it is for', () => {
  it.each<[string, LogonEvent[], Rule, string[][]]>([
    ['guessing at one account', burst(5), rule(), [[rule().id, 'account', 'Guest']]],
    ['many tries from one address', accounts(20), SOURCE, [['source', 'source', '203.0.113.7']]],
    ['a machine under attack', accounts(50, { source: null }), HOST, [['host', 'host', 'DC01']]],
    ['spraying from one address', accounts(5), sprayRule(), [['spray', 'source', '203.0.113.7']]],
    ['spraying that logs no address', accounts(5, { source: null }), ON_HOST, [['on_host', 'host', 'DC01']]],
    [
      'guessing from many places',
      Array.from({ length: 5 }, (_, n) => failedLogon({ source: `203.0.113.${n}`, at: NOW - MINUTE + n })),
      DISTRIBUTED,
      [['distributed', 'account', 'Guest']],
    ],
    [
      'the attack that worked',
      [...burst(5), successfulLogon({ at: NOW - SECOND })],
      successRule(),
      [['success', 'account', 'Guest']],
    ],
  ])('%s', async (_what, events, one, expected) => expect(await found(events, [one])).toEqual(expected));
});

describe('each rule leaves alone what it is not for', () => {
  it.each<[string, LogonEvent[], Rule]>([
    ['one try fewer from the address', accounts(19), SOURCE],
    ['failures without an address are of no source', accounts(20, { source: null }), SOURCE],
    ['one account tried often is no spray', burst(50), sprayRule()],
    ['spraying with an address is not the rule for those without', accounts(5), ON_HOST],
    ['one address, however often, is not many', burst(50), DISTRIBUTED],
    ['a success without failures', [successfulLogon({ at: NOW })], successRule()],
    ['a success after four failures', [...burst(4), successfulLogon({ at: NOW })], successRule()],
    [
      'a success before the failures',
      [successfulLogon({ at: NOW - 5 * MINUTE }), ...burst(5)],
      successRule(),
    ],
    ["somebody else's success", [...burst(5), successfulLogon({ at: NOW, account: 'Anna' })], successRule()],
    ['lockouts are no failures', Array.from({ length: 9 }, () => lockout()), rule()],
    ['successes are no failures', Array.from({ length: 9 }, () => successfulLogon()), rule()],
  ])('%s', async (_what, events, one) => expect(await found(events, [one])).toEqual([]));
});

it('nothing is looked for in a run that is given up', async () => {
  const naming = createNaming(comparing());
  const search = searchIn(windowOf(burst(5), [rule()], naming), naming);
  const signal = AbortSignal.abort(new Error('given up'));
  await expect(findAllAttacks([], { ...search, rules: [rule()], signal })).rejects.toThrow('given up');
});

describe('several rules', () => {
  it('of one kind are several findings of one burst, each by its own threshold', async () => {
    const strict = rule({ id: 'strict', threshold: 3 });
    const lax = rule({ id: 'lax', threshold: 6 });
    expect((await found(burst(5), [strict, rule(), lax])).map(([id]) => id)).toEqual(['strict', rule().id]);
  });
});

describe('excluded accounts', () => {
  const machines = accounts(20).map((event, n) => ({ ...event, account: `WS${n}$` }));
  it.each<[string, Rule, number]>([
    ['are no group', rule({ threshold: 1 }), 0],
    ['are no member of a spray', sprayRule(), 0],
    ['count for their source', SOURCE, 1],
    ['count for their host', { ...HOST, threshold: 20 }, 1],
  ])('%s', async (_what, one, expected) =>
    expect(await found(machines, [one], { excludedAccounts: ['*$'] })).toHaveLength(expected),
  );
  it('are accounts like others where nothing is excluded', async () =>
    expect(await found(machines, [sprayRule()])).toHaveLength(1));
});

describe('the evidence', () => {
  it('of a spray names the accounts and counts every failure', async () => {
    const [spray] = await find([...accounts(5), ...accounts(2)], [sprayRule()]);
    expect(spray?.evidence).toMatchObject({ count: 7, accounts: { length: 5 } });
    expect(spray?.evidence.accounts[0]).toEqual({ value: 'user0', count: 2 });
  });
  it('of an attack that worked has the success, and no more failures for it', async () => {
    const success = successfulLogon({ at: NOW - SECOND, source: '203.0.113.9', host: 'FS01' });
    const [worked] = await find([...burst(5), success], [successRule()]);
    expect(worked).toMatchObject({ firedAt: NOW - SECOND });
    expect(worked?.evidence).toMatchObject({
      count: 5,
      last: NOW - SECOND,
      successCount: 1,
      successes: [{ at: NOW - SECOND, source: '203.0.113.9', host: 'FS01' }],
    });
  });
  it('of an account has its lockouts, also one that came after the last failure', async () => {
    const [guessing] = await find([...burst(5), lockout({ at: NOW })], [rule()]);
    expect(guessing?.evidence).toMatchObject({ count: 5, lockouts: 1, last: NOW - MINUTE });
  });
  it('keeps the oldest and the newest ten of many events', async () => {
    const events = burst(30);
    const [guessing] = await find(events, [rule()]);
    const ids = events.map(({ id }) => id);
    expect(guessing?.evidence.samples).toEqual([...ids.slice(0, 10), ...ids.slice(-10)]);
  });
});
