import {
  burst,
  comparing,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';
import type { LogonEvent } from '../../common/alerts/events';
import type { Rule } from '../../common/rules/rules';

/** A space after a run in which domains are kept apart. */
async function after(events: LogonEvent[], rules: Rule[] = [rule()]) {
  const space = new FakeSpace();
  space.events = events;
  await runAt(space, NOW, { rules, comparing: comparing({ keepDomainsApart: true }) });
  const alerts = [...space.alerts.values()].map(({ alert }) => alert);
  return {
    counts: Object.fromEntries(alerts.map(({ group, evidence }) => [group.key, evidence.count])),
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
