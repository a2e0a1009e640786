import {
  burst,
  comparing,
  MINUTE,
  NOW,
  rule,
  SECOND,
  sprayRule,
  successfulLogon,
  successRule,
} from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';
import type { LogonEvent } from '../../common/alerts/events';
import type { Rule } from '../../common/rules/rules';

/** A space after a run. */
async function after(events: LogonEvent[], rules: Rule[] = [rule()], keepDomainsApart = true) {
  const space = new FakeSpace();
  space.events = events;
  await runAt(space, NOW, { rules, comparing: comparing({ keepDomainsApart }) });
  const alerts = [...space.alerts.values()].map(({ alert }) => alert);
  return {
    counts: Object.fromEntries(alerts.map(({ group, evidence }) => [group.key, evidence.count])),
    names: alerts.map(({ group }) => group.value),
    successes: Object.fromEntries(alerts.map(({ group, evidence }) => [group.key, evidence.successCount])),
    told: [...space.planned.values()].map(({ groupKey }) => groupKey).sort(),
  };
}

const corp = (count: number, end = NOW - MINUTE) =>
  burst(count, { account: 'guest', domain: 'CORP' }, SECOND, end);
/** As events 4771 and 4776 tell of them. */
const withoutDomain = (count: number, end = NOW - 2 * MINUTE) =>
  burst(count, { code: '4771', account: 'guest', domain: null }, SECOND, end);
const lab = (count: number) => burst(count, { account: 'LAB\\guest', domain: null }, SECOND, NOW - MINUTE);

describe('where domains are kept apart, failures without a domain', () => {
  it.each<[string, LogonEvent[], Record<string, number>]>([
    ['count for the account of the name', [...corp(3), ...withoutDomain(3)], { 'corp\\guest': 6 }],
    ['whichever came first', [...withoutDomain(3, NOW - SECOND), ...corp(3)], { 'corp\\guest': 6 }],
    ['are an attack of their own where nobody has the name', withoutDomain(5), { '\\guest': 5 }],
    ['do not make one attack of two domains', [...corp(2), ...lab(2), ...withoutDomain(2)], {}],
    [
      'count for each of two, as nobody can tell',
      [...corp(3), ...lab(1), ...withoutDomain(4)],
      { 'corp\\guest': 7, 'lab\\guest': 5 },
    ],
    [
      'make no attack on an account that had a failure long before',
      [...corp(1, NOW - 9 * MINUTE), ...withoutDomain(5)],
      { '\\guest': 5 },
    ],
  ])('%s', async (_what, events, counts) => expect((await after(events)).counts).toEqual(counts));

  it('let a logon of the account that follows count', async () => {
    const worked = successfulLogon({ account: 'guest', domain: 'CORP', at: NOW - SECOND });
    expect((await after([...withoutDomain(5), worked], [successRule()])).successes).toEqual({
      'corp\\guest': 1,
    });
  });

  it.each<[string, LogonEvent[], string[]]>([
    ['are told once with the account that they are of', [...corp(6), ...withoutDomain(6)], ['corp\\guest']],
    ['are told once where they are most of it', [...corp(1), ...withoutDomain(6)], ['corp\\guest']],
    [
      'hide no attack on another domain',
      [...corp(6), ...lab(7), ...withoutDomain(6)],
      ['corp\\guest', 'lab\\guest'],
    ],
  ])('%s', async (_what, events, told) => expect((await after(events)).told).toEqual(told));
});

describe('where domains are not kept apart, the own account of a machine', () => {
  const merged = (events: LogonEvent[], rules?: Rule[]) => after(events, rules, false);
  const local = (host: string, count: number, overrides: Partial<LogonEvent> = {}) =>
    burst(count, { account: 'Administrator', domain: host, host: `${host}.corp.lan`, ...overrides });
  const ofDomain = (count: number) => local('WEB03', count, { domain: 'CORP', host: 'DC01' });
  const bare = (host: string, count: number) => local(host, count, { domain: '-' });

  it.each<[string, LogonEvent[], Record<string, number>]>([
    [
      'is another one than that of the same name on another machine',
      [...local('WEB03', 5), ...local('FILE01', 7)],
      { 'web03\\administrator': 5, 'file01\\administrator': 7 },
    ],
    ['is not put together with it', [...local('WEB03', 4), ...local('FILE01', 4)], {}],
    [
      'is another one than that of the domain',
      [...local('WEB03', 5), ...ofDomain(6)],
      { 'web03\\administrator': 5, administrator: 6 },
    ],
    [
      'is told by the name of the machine in any form',
      [
        ...local('WEB03', 2),
        ...local('WEB03', 2, { domain: 'web03', host: 'WEB03' }),
        ...local('WEB03', 1, { account: 'web03\\ADMINISTRATOR', domain: null }),
      ],
      { 'web03\\administrator': 5 },
    ],
    [
      'may be that of failures without a domain on the machine',
      [...local('WEB03', 2), ...bare('WEB03', 3)],
      { 'web03\\administrator': 5 },
    ],
    ['is not that of failures without a domain elsewhere', [...local('WEB03', 4), ...bare('FILE01', 4)], {}],
  ])('%s', async (_what, events, counts) => expect((await merged(events)).counts).toEqual(counts));

  it('leaves failures that name no domain with those of domains', async () =>
    expect((await merged([...ofDomain(3), ...bare('WEB03', 3)])).counts).toEqual({ administrator: 6 }));

  it('is named with the machine', async () =>
    expect((await merged(local('WEB03', 5))).names).toEqual(['WEB03\\Administrator']));

  it('counts its own logons that worked, and no others', async () => {
    const worked = ['WEB03', 'FILE01', 'CORP'].map((domain) =>
      successfulLogon({ account: 'Administrator', domain, host: domain, at: NOW - SECOND }),
    );
    expect((await merged([...local('WEB03', 5), ...worked], [successRule()])).successes).toEqual({
      'web03\\administrator': 1,
    });
  });

  it('is a different account of a spray', async () => {
    const hosts = ['A', 'B', 'C', 'D', 'E'].flatMap((host) => local(host, 1, { source: '10.0.0.1' }));
    expect((await merged(hosts, [sprayRule({ threshold: 5 })])).counts).toEqual({ '10.0.0.1': 5 });
  });

  it.each<[string, LogonEvent[], string[]]>([
    ['for itself beside another one', [...local('WEB03', 5), ...local('FILE01', 7)], ['file01', 'web03']],
    [
      'once with the failures that it shares with the name',
      [...local('WEB03', 6), ...bare('WEB03', 6)],
      ['web03'],
    ],
    [
      'beside an attack on the account of the domain, which it does not hide',
      [...local('WEB03', 6), ...bare('WEB03', 2), ...ofDomain(7)],
      ['administrator', 'web03'],
    ],
  ])('is told %s', async (_what, events, told) =>
    expect((await merged(events)).told.map((key) => key.split('\\')[0])).toEqual(told),
  );
});
