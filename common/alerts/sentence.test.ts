import { alert, evidence } from '../../test/builders';
import { tallies } from '../../test/messages';
import type { Alert, AlertRule } from './alerts';
import type { Evidence } from './evidence';
import type { GroupBy } from '../rules/rules';
import { briefOf, limitOf, sentenceOf, whatOf } from './sentence';

const SPAN = { first: Date.parse('2026-11-22T03:08:04.000Z'), last: Date.parse('2026-11-22T03:12:16.000Z') };
const FROM = { sources: [{ value: '10.0.4.7', count: 23 }] };
const UNKNOWN = { sources: [] };
const VALUES: Record<GroupBy, string> = {
  account: 'svc_sql',
  source: '10.0.4.7',
  host: 'DC01',
  workstation: 'KALI',
};

const worked = (source: string | null, host: string | null): Change => ({
  rule: { kind: 'temporal_ordered' },
  evidence: { successes: [{ at: SPAN.last, source, host }], successCount: 1 },
});

interface Change {
  group?: GroupBy;
  rule?: Partial<AlertRule>;
  evidence?: Partial<Evidence>;
}

function told({ group = 'account', rule = {}, evidence: facts = {} }: Change): Alert {
  const base = alert();
  return alert({
    rule: { ...base.rule, ...rule },
    group: { kind: group, key: VALUES[group], value: VALUES[group], spellings: [VALUES[group]] },
    evidence: evidence({ count: 23, ...SPAN, ...FROM, accounts: tallies(12), ...facts }),
  });
}

const SPRAY = { kind: 'value_count', of: 'account', timespan: '10m' } as const;
const DISTRIBUTED = { kind: 'value_count', of: 'source', timespan: '10m' } as const;
const SUCCESS = { kind: 'temporal_ordered', timespan: '10m' } as const;
const logon = (source: string | null, host: string | null) => ({
  successes: [{ at: SPAN.last, source, host }],
  successCount: 1,
});
/** So many addresses, which together have all 23 failures. */
const addresses = (count: number) => ({
  sources: tallies(count).map((tally, n) => ({ ...tally, count: n === 0 ? 24 - count : 1 })),
});

const SENTENCES: Array<[Change, string]> = [
  // Failures of one group.
  [{}, '23 failed logons of svc_sql from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min'],
  [
    { evidence: UNKNOWN },
    '23 failed logons of svc_sql without an address in 4 min 12 s; the limit is 5 in 5 min',
  ],
  [{ group: 'source' }, '23 failed logons from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min'],
  [{ group: 'host' }, '23 failed logons on DC01 from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min'],
  [
    { group: 'host', evidence: UNKNOWN },
    '23 failed logons on DC01 without an address in 4 min 12 s; the limit is 5 in 5 min',
  ],
  [
    { group: 'workstation' },
    '23 failed logons by workstation KALI from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min',
  ],
  [
    { group: 'workstation', evidence: UNKNOWN },
    '23 failed logons by workstation KALI without an address in 4 min 12 s; the limit is 5 in 5 min',
  ],
  // Many accounts.
  [
    { rule: SPRAY, group: 'source' },
    '12 accounts tried from 10.0.4.7 in 4 min 12 s (23 failed logons); the limit is 5 accounts in 10 min',
  ],
  [
    { rule: SPRAY, group: 'host' },
    '12 accounts tried on DC01 from 10.0.4.7 in 4 min 12 s (23 failed logons); the limit is 5 accounts in 10 min',
  ],
  [
    { rule: { ...SPRAY, withoutSource: true }, group: 'host', evidence: UNKNOWN },
    '12 accounts tried on DC01 without an address in 4 min 12 s (23 failed logons); the limit is 5 accounts in 10 min',
  ],
  [
    { rule: SPRAY, group: 'workstation' },
    '12 accounts tried by workstation KALI from 10.0.4.7 in 4 min 12 s (23 failed logons); the limit is 5 accounts in 10 min',
  ],
  [
    { rule: SPRAY, group: 'workstation', evidence: UNKNOWN },
    '12 accounts tried by workstation KALI without an address in 4 min 12 s (23 failed logons); the limit is 5 accounts in 10 min',
  ],
  // From many addresses.
  [
    { rule: DISTRIBUTED, evidence: addresses(7) },
    '23 failed logons of svc_sql from 7 addresses in 4 min 12 s; the limit is 5 addresses in 10 min',
  ],
  [
    { rule: DISTRIBUTED, group: 'host', evidence: addresses(7) },
    '23 failed logons on DC01 from 7 addresses in 4 min 12 s; the limit is 5 addresses in 10 min',
  ],
  [
    { rule: DISTRIBUTED, group: 'workstation', evidence: addresses(7) },
    '23 failed logons by workstation KALI from 7 addresses in 4 min 12 s; the limit is 5 addresses in 10 min',
  ],
  // A logon that worked.
  [
    { rule: SUCCESS, evidence: logon('10.0.4.7', 'DC01') },
    'svc_sql logged on to DC01 from 10.0.4.7, with 23 failed logons in all; the limit is 5 in the 10 min before the logon',
  ],
  [
    { rule: SUCCESS, evidence: logon('10.0.4.7', null) },
    'svc_sql logged on from 10.0.4.7, with 23 failed logons in all; the limit is 5 in the 10 min before the logon',
  ],
  [
    { rule: SUCCESS, evidence: logon(null, 'DC01') },
    'svc_sql logged on to DC01, with 23 failed logons in all; the limit is 5 in the 10 min before the logon',
  ],
  [
    { rule: SUCCESS, evidence: logon(null, null) },
    'svc_sql logged on, with 23 failed logons in all; the limit is 5 in the 10 min before the logon',
  ],
];

describe('sentenceOf', () => {
  it.each(SENTENCES.map(([change, sentence]) => [sentence, change] as const))('%s', (sentence, change) =>
    expect(sentenceOf(told(change))).toBe(sentence),
  );
});

describe('whatOf', () => {
  it.each<[string, Change, string]>([
    [
      'several addresses are counted',
      { evidence: addresses(3) },
      '23 failed logons of svc_sql from 3 addresses in 4 min 12 s',
    ],
    [
      'an address that some failures came from is not that of all',
      { evidence: { sources: [{ value: '10.0.4.7', count: 3 }] } },
      '23 failed logons of svc_sql, some from 10.0.4.7, in 4 min 12 s',
    ],
    [
      'a list of addresses that was cut',
      { rule: DISTRIBUTED, evidence: { sources: tallies(50), count: 9_999, truncated: true } },
      '9,999 failed logons of svc_sql from at least 50 addresses in 4 min 12 s',
    ],
    [
      'a list of addresses that is just full',
      { evidence: { ...addresses(50), count: 23, truncated: false } },
      '23 failed logons of svc_sql from 50 addresses in 4 min 12 s',
    ],
    [
      'a list of accounts that was cut',
      { rule: SPRAY, group: 'source', evidence: { accounts: tallies(1_000), truncated: true } },
      'at least 1,000 accounts tried from 10.0.4.7 in 4 min 12 s (23 failed logons)',
    ],
    [
      'another list was cut, and that of the accounts was not',
      { rule: SPRAY, group: 'source', evidence: { accounts: tallies(999), truncated: true } },
      '999 accounts tried from 10.0.4.7 in 4 min 12 s (23 failed logons)',
    ],
    [
      'one failure',
      { evidence: { count: 1, sources: [{ value: '10.0.4.7', count: 1 }], first: SPAN.last } },
      '1 failed logon of svc_sql from 10.0.4.7 in less than 1 s',
    ],
    [
      'one account, one failure',
      { rule: SPRAY, group: 'source', evidence: { count: 1, accounts: tallies(1) } },
      '1 account tried from 10.0.4.7 in 4 min 12 s (1 failed logon)',
    ],
    ['one address', { rule: DISTRIBUTED }, '23 failed logons of svc_sql from 1 address in 4 min 12 s'],
    [
      'a logon after one failure',
      { rule: SUCCESS, evidence: { ...logon(null, null), count: 1 } },
      'svc_sql logged on, with 1 failed logon in all',
    ],
    [
      'failures that follow the logon',
      { rule: SUCCESS, evidence: { successes: [{ at: SPAN.first, source: null, host: 'DC01' }] } },
      'svc_sql logged on to DC01, with 23 failed logons in all',
    ],
  ])('%s', (_sentence, change, what) => expect(whatOf(told(change))).toBe(what));

  it.each<[string, Change]>([
    ['23 failed logons from 10.0.4.7 in 4 min 12 s', {}],
    ['23 failed logons in 4 min 12 s', { group: 'source' }],
    ['12 accounts tried in 4 min 12 s (23 failed logons)', { group: 'source', rule: { of: 'account' } }],
    ['Logged on to DC01 from 10.0.4.7, with 23 failed logons in all', { ...worked('10.0.4.7', 'DC01') }],
    ['Logged on to DC01, with 23 failed logons in all', { ...worked(null, 'DC01') }],
    ['Logged on from 10.0.4.7, with 23 failed logons in all', { ...worked('10.0.4.7', null) }],
    ['Logged on, with 23 failed logons in all', { ...worked(null, null) }],
  ])('without the group and the limit: %s', (sentence, change) =>
    expect(briefOf(told(change))).toBe(sentence),
  );

  it('takes a name as it is, and shows what it hides', () => {
    const odd = told({});
    odd.group = { ...odd.group, value: 'CORP\\<b>{x}\u202e' };
    expect(whatOf(odd)).toContain('of CORP\\<b>{x}\ufffd from');
  });

  it('cuts a name that would be all of the sentence', () => {
    const long = told({});
    long.group = { ...long.group, value: '😀'.repeat(300) };
    expect(whatOf(long)).toContain(` of ${'😀'.repeat(255)}… from`);
  });
});

describe('limitOf', () => {
  it.each<[Partial<AlertRule>, string]>([
    [{ threshold: 1 }, 'the limit is 1 in 5 min'],
    [{ threshold: 1_000_000 }, 'the limit is 1,000,000 in 5 min'],
    [{ ...SPRAY, threshold: 1 }, 'the limit is 1 account in 10 min'],
    [{ ...DISTRIBUTED, threshold: 1 }, 'the limit is 1 address in 10 min'],
    [{ ...DISTRIBUTED, threshold: 2, timespan: '90s' }, 'the limit is 2 addresses in 1 min 30 s'],
    [{ ...SUCCESS, threshold: 3 }, 'the limit is 3 in the 10 min before the logon'],
  ])('%j', (rule, limit) => expect(limitOf(told({ rule }))).toBe(limit));
});
