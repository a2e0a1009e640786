import { alert, evidence, MINUTE, NOW } from '../../test/builders';
import { ACCOUNTS_MAX, type Evidence } from '../../common/alerts/evidence';
import {
  accountsCount,
  alertRuleText,
  alertSentence,
  isActive,
  namedOf,
  seenByText,
  statusWord,
  successText,
  tallyText,
} from './alert_words';

const group = (value: string) => ({ ...alert().group, value });

describe('the sentence', () => {
  it('is the one of the alert', () =>
    expect(alertSentence(alert())).toBe(
      '5 failed logons of Guest from 203.0.113.7 in 4 s; the limit is 5 in 5 min',
    ));

  it('shows names as they are, braces and tags too', () =>
    expect(alertSentence(alert({ group: group('<b>{x}</b>') }))).toContain('of <b>{x}</b> from'));

  it('lets no name hide anything in it or turn the words around it', () => {
    const sources = [{ value: '10.0.4.7\u200b', count: 23 }];
    const forged = alert({ group: group('a\u202Eb\n'), evidence: evidence({ sources }) });
    expect(alertSentence(forged)).toContain('of a\ufffdb\ufffd from 10.0.4.7\ufffd in');
    expect(tallyText([{ value: '\u202Etset', count: 2 }])).toBe('\ufffdtset (2)');
  });
});

it('gives each value with its count', () =>
  expect(
    tallyText([
      { value: 'Wrong password', count: 2100 },
      { value: 'Locked out', count: 2 },
    ]),
  ).toBe('Wrong password (2,100), Locked out (2)'));

it.each([
  [2, 2, 0],
  [50, 50, 0],
  [62, 50, 12],
])('of %i values %i are named, and %i more are counted', (count, named, more) => {
  const all = Array.from({ length: count }, (_, n) => ({ value: `a${n}`, count: 1 }));
  expect(namedOf(all)).toEqual({ named: all.slice(0, named), more });
});

describe('how many accounts were tried', () => {
  const tried = (count: number, truncated = false): Evidence =>
    evidence({
      accounts: Array.from({ length: count }, (_, n) => ({ value: `a${n}`, count: 1 })),
      truncated,
    });
  it.each([
    ['none', tried(0), ''],
    ['some', tried(12), '12:'],
    ['others left out elsewhere', tried(62, true), '62:'],
    ['as many as an alert keeps, and no more', tried(ACCOUNTS_MAX), '1,000:'],
    ['more than an alert keeps', tried(ACCOUNTS_MAX, true), 'At least 1,000:'],
  ])('%s', (_what, of, text) => expect(accountsCount(of)).toBe(text));
});

it.each([
  ['everything known', { source: '10.0.4.7', host: 'DC01' }, 'from 10.0.4.7, on DC01'],
  ['no address', { source: null, host: 'DC01' }, 'without a source address, on DC01'],
  ['no host', { source: '10.0.4.7', host: null }, 'from 10.0.4.7'],
  ['odd names', { source: '\u202E', host: 'none' }, 'from \ufffd, on none'],
] as const)('says when, from where and on which host an attack worked: %s', (_what, place, text) =>
  expect(successText({ at: NOW, ...place }, 'UTC')).toBe(`Nov 22, 2026, 03:15:00 UTC, ${text}`),
);

it('puts the rule into words', () => {
  const spray = { ...alert().rule, kind: 'value_count', of: 'account', timespan: '10m' } as const;
  expect(alertRuleText(alert())).toBe('Failed logons of one account: 5 failed logons within 5 min');
  expect(alertRuleText(alert({ rule: spray, group: { ...group('10.0.4.7'), kind: 'source' } }))).toBe(
    'Accounts tried from one source address (password spraying): 5 accounts within 10 min',
  );
});

it.each([
  ['nothing where no other did', [], ''],
  ['each rule once', ['spray', 'spray', 'host'], 'Seen by 3 rules'],
  ['its own rule among them', [alert().rule.id], 'Seen by 1 rule'],
])('says how many rules saw it: %s', (_what, rules, text) =>
  expect(seenByText(alert({ linked: rules.map((ruleId, n) => ({ id: `a${n}`, ruleId })) }))).toBe(text),
);

it('has a word for each state', () =>
  expect([statusWord(true), statusWord(false)]).toEqual(['Active', 'Ended']));

it.each([
  ['at the quiet time', 'active', 15 * MINUTE, true],
  ['quiet for longer, and nobody ran to write it down', 'active', 15 * MINUTE + 1, false],
  ['ended', 'recovered', 0, false],
] as const)('an attack is active or not: %s', (_sentence, status, quietFor, active) =>
  expect(isActive(alert({ status }), evidence().last + quietFor)).toBe(active),
);
