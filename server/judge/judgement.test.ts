import type { Alert } from '../../common/alerts/alerts';
import { alert, evidence, MINUTE, NOW } from '../../test/builders';
import type { Severity } from '../../common/rules/rules';
import { judgedChannel } from '../../test/channels';
import { allSteps, past } from '../../test/judging';
import { NOTHING_KNOWN } from './channel';
import { combined } from './combined';
import { judgeWithout, judging, type Case, type Judgement } from './judgement';
import type { PastMessage } from './verdict';

const ruleOf = (id: string) => ({ ...alert().rule, id });
const group = (kind: Alert['group']['kind'], key: string) => ({ kind, key, value: key, spellings: [key] });
const S = '203.0.113.7';

/** Guessing at `key`, all of it from one source on one host. */
const ofAccount = (key: string, overrides: Partial<Alert> = {}) =>
  alert({
    id: `account-${key}`,
    rule: ruleOf('account'),
    group: group('account', key),
    evidence: evidence({ accounts: [{ value: key, count: 5 }] }),
    ...overrides,
  });
const ofSource = (accounts: Array<[string, number]>, overrides: Partial<Alert> = {}) =>
  alert({
    id: 'source',
    rule: ruleOf('source'),
    group: group('source', S),
    evidence: evidence({
      count: accounts.reduce((sum, [, count]) => sum + count, 0),
      accounts: accounts.map(([value, count]) => ({ value, count })),
      sources: [{ value: S, count: accounts.reduce((sum, [, count]) => sum + count, 0) }],
    }),
    ...overrides,
  });
const ofHost = (overrides: Partial<Alert> = {}) =>
  alert({ id: 'host', rule: ruleOf('host'), group: group('host', 'dc01'), severity: 'low', ...overrides });

const judgeAll = (given: Case): Judgement[] => allSteps(judging(given));

function decide(open: Alert[], { told = [], ...overrides }: Partial<Case> & { told?: PastMessage[] } = {}) {
  const given: Case = {
    open,
    recent: open,
    toldOf: ({ id }) => told.filter(({ alertId }) => alertId === id),
    cooldown: 15 * MINUTE,
    channel: judgedChannel(),
    facts: NOTHING_KNOWN,
    now: NOW,
    ...overrides,
  };
  const judgements = allSteps(combined([judgeAll(given)], given));
  return new Map(judgements.map((one) => [one.alertId, one]));
}
const reasons = (open: Alert[], given: Parameters<typeof decide>[1] = {}) =>
  Object.fromEntries([...decide(open, given)].map(([id, { verdicts }]) => [id, verdicts[0]?.verdict.reason]));
const toldOf = (alertId: string, reaches = true, severity: Severity = 'medium'): PastMessage =>
  past({ alertId, reaches, severity });

describe('one attack that several rules see', () => {
  it('at one account is told by its account, and source and host are part of it', () => {
    expect(reasons([ofHost(), ofSource([['guest', 5]]), ofAccount('guest')])).toEqual({
      'account-guest': 'first',
      source: 'same_attack',
      host: 'same_attack',
    });
  });
  it('at many accounts is told by its source, and the accounts are part of it', () => {
    const names = ['anna', 'bert', 'carl'];
    const spray = ofSource(names.map((name) => [name, 5]));
    expect(reasons([...names.map((name) => ofAccount(name)), spray])).toEqual({
      source: 'first',
      'account-anna': 'same_attack',
      'account-bert': 'same_attack',
      'account-carl': 'same_attack',
    });
  });
  it('says in each part of what, and in the whole which', () => {
    const decided = decide([ofSource([['guest', 5]]), ofAccount('guest')]);
    expect(decided.get('source')).toMatchObject({ partOf: 'account-guest', held: 'same_attack' });
    expect(decided.get('account-guest')).toMatchObject({
      partOf: null,
      linked: [{ id: 'source', ruleId: 'source' }],
    });
  });
  it('that people were told of before is not told again when another rule sees it', () => {
    const open = [ofSource([['guest', 25]]), ofAccount('guest')];
    expect(reasons(open, { told: [toldOf('account-guest')] })).toMatchObject({ source: 'same_attack' });
  });
  it('that has become graver is told again, once, and raises what people know', () => {
    const worked = ofAccount('guest', { id: 'success', rule: ruleOf('success'), severity: 'critical' });
    const known = ofAccount('guest');
    const decided = decide([known, worked], { told: [toldOf(known.id)] });
    expect(decided.get('success')?.verdicts[0]?.verdict).toEqual({ decision: 'notify', reason: 'severity' });
    expect(decided.get(known.id)).toMatchObject({
      severity: 'critical',
      verdicts: [{ verdict: { decision: 'hold' } }],
    });
    const later = [{ ...known, severity: 'critical' } as const, worked];
    expect(reasons(later, { told: [toldOf(known.id), toldOf('success', true, 'critical')] })).toEqual({
      success: 'cooldown',
      [known.id]: 'cooldown',
    });
  });
});

describe('an attack of its own is told, whatever else goes on', () => {
  it.each<[string, Alert, Alert]>([
    ['another account, although the same host is known', ofHost(), ofAccount('anna')],
    [
      'another account from another source',
      ofSource([['guest', 5]]),
      ofAccount('anna', {
        evidence: evidence({
          accounts: [{ value: 'anna', count: 5 }],
          sources: [{ value: '10.0.0.9', count: 5 }],
        }),
      }),
    ],
    [
      'a source of which the known account is less than half',
      ofAccount('guest'),
      ofSource([
        ['guest', 4],
        ['anna', 5],
      ]),
    ],
    [
      'an account behind a loopback address',
      ofSource([['guest', 5]], { group: group('source', '127.0.0.1') }),
      ofAccount('anna', { evidence: evidence({ sources: [{ value: '127.0.0.1', count: 5 }] }) }),
    ],
    [
      'one that goes on long after the known one',
      ofAccount('guest', { status: 'recovered' }),
      ofSource([['guest', 5]], {
        evidence: evidence({ accounts: [{ value: 'guest', count: 5 }], last: NOW + 15 * MINUTE }),
      }),
    ],
  ])('%s', (_what, known, other) =>
    expect(reasons([other], { recent: [known, other], told: [toldOf(known.id)] })).toEqual({
      [other.id]: 'first',
    }),
  );
  it('also where the message about the known one was refused', () => {
    const open = [ofSource([['guest', 5]]), ofAccount('guest')];
    const refused = { told: [toldOf('account-guest', false)] };
    expect(reasons(open, refused)).toMatchObject({ source: 'first' });
  });
  it('and nobody is told anything without a channel', () => {
    const open = [ofSource([['guest', 5]]), ofAccount('guest')];
    expect(judgeWithout(open)).toMatchObject([
      { alertId: 'source', held: 'no_channel', verdicts: [{ channelId: null, told: 0 }] },
      { alertId: 'account-guest', held: 'no_channel' },
    ]);
  });
});

describe('reminders', () => {
  const toldLongAgo = (id: string, severity: Severity = 'medium'): PastMessage =>
    past({ alertId: id, at: NOW - 20 * MINUTE, severity });
  const goesOn = { evidence: evidence({ accounts: [{ value: 'guest', count: 5 }], last: NOW }) };
  /** Of different accounts: none of them explains it. */
  const names = ['guest', 'anna', 'bert'];
  const spray = (overrides: Partial<Alert> = {}) =>
    ofSource([], {
      rule: { ...ruleOf('source'), of: 'account' },
      evidence: evidence({
        count: 15,
        accounts: names.map((value) => ({ value, count: 5 })),
        sources: [{ value: S, count: 15 }],
        last: NOW,
      }),
      ...overrides,
    });
  const guest = (overrides: Partial<Alert> = {}) => ofAccount('guest', { ...goesOn, ...overrides });
  const both = { told: [toldLongAgo('source'), toldLongAgo('account-guest')] };

  it('of an attack whose part and whole were both told come from the whole alone', () => {
    expect(reasons([guest(), spray()], both)).toEqual({ source: 'reminder', 'account-guest': 'same_attack' });
  });
  it('come from the part where the whole has ended', () => {
    expect(reasons([guest()], { ...both, recent: [guest(), spray({ status: 'recovered' })] })).toEqual({
      'account-guest': 'reminder',
    });
  });
  it('of two rules about one account come from the graver one', () => {
    const worked = guest({ id: 'success', rule: ruleOf('success'), severity: 'critical' });
    const told = [toldLongAgo('success', 'critical'), toldLongAgo('account-guest')];
    expect(reasons([guest(), worked], { told })).toEqual({
      success: 'reminder',
      'account-guest': 'same_attack',
    });
  });
});

describe('two attacks on one group that one run finds', () => {
  const first = ofAccount('guest', { id: 'earlier', status: 'recovered', firedAt: NOW - 40 * MINUTE });
  const second = ofAccount('guest', { id: 'later', status: 'recovered' });
  it('are told by one message, the earlier, and the other waits for the cooldown', () => {
    expect(reasons([second, first])).toEqual({ earlier: 'first', later: 'cooldown' });
  });
  it('are told by the one that goes on now, and the one that is over waits', () => {
    const goesOn = ofAccount('guest', { id: 'later', status: 'active' });
    expect(reasons([first, goesOn])).toEqual({ earlier: 'cooldown', later: 'first' });
  });
  it('the one that waited is told as first once the cooldown has passed', () => {
    const told = [past({ alertId: 'earlier', at: NOW - 15 * MINUTE })];
    expect(reasons([second], { toldOf: () => told })).toEqual({ later: 'first' });
  });
  it('by two rules or of two groups are told at once', () => {
    const other = ofAccount('anna', { id: 'anna' });
    expect(reasons([first, other])).toEqual({ earlier: 'first', anna: 'first' });
  });
});

it('judges very many in steps, a few for each alert', () => {
  const open = Array.from({ length: 1_000 }, (_, n) => ofAccount(`guest${n}`, { id: `id${n}` }));
  let steps = 0;
  for (const _step of judging({
    open,
    recent: open,
    toldOf: () => [],
    cooldown: 0,
    channel: judgedChannel(),
    facts: NOTHING_KNOWN,
    now: NOW,
  }))
    steps += 1;
  expect(steps).toBe(3 * open.length);
});
