import type { Alert } from '../../common/alerts';
import type { Evidence } from '../../common/evidence';
import { alertSentence, firstAndMore, isActive, ruleText, statusWord, tallyText } from './alert_words';

const alert = (evidence: Partial<Evidence> = {}, rule: Partial<Alert['rule']> = {}): Alert => ({
  id: 'a1',
  status: 'active',
  rule: { id: 'r', kind: 'event_count', threshold: 5, timespan: '5m', ...rule },
  group: { kind: 'account', key: 'svc_sql', value: 'svc_sql', spellings: ['svc_sql'] },
  ordinal: 1,
  firedAt: '2026-11-22T18:04:12Z',
  detectedAt: '2026-11-22T18:04:13Z',
  updatedAt: '2026-11-22T18:04:13Z',
  held: null,
  evidence: {
    count: 23,
    first: '2026-11-22T18:00:00Z',
    last: '2026-11-22T18:04:12Z',
    spellings: [],
    sources: [{ value: '10.0.4.7', count: 23 }],
    hosts: [],
    workstations: [],
    logonTypes: [],
    reasons: [],
    timeline: [],
    truncated: false,
    ...evidence,
  },
});

describe('the sentence', () => {
  it('says who, from where, how often, how fast, and what the limit is', () =>
    expect(alertSentence(alert())).toBe(
      '23 failed logons of svc_sql from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min',
    ));

  it('says so where no address is known', () =>
    expect(alertSentence(alert({ sources: [] }))).toContain('from no known address in'));

  it('counts one as one, and thousands with their mark', () => {
    expect(alertSentence(alert({ count: 1 }))).toMatch(/^1 failed logon of/);
    expect(alertSentence(alert({ count: 12345 }))).toMatch(/^12,345 failed logons of/);
  });

  it('shows names as they are, braces and tags too', () => {
    const odd = alert();
    odd.group.value = '<b>{x}</b>';
    expect(alertSentence(odd)).toContain('of <b>{x}</b> from');
  });

  it('lets no name hide anything in it or turn the words around it', () => {
    const forged = alert({ sources: [{ value: '10.0.4.7\u200b', count: 23 }] });
    forged.group.value = 'a\u202Eb\n';
    expect(alertSentence(forged)).toContain('of a\ufffdb\ufffd from 10.0.4.7\ufffd in');
    expect(tallyText([{ value: '\u202Etset', count: 2 }])).toBe('\ufffdtset (2)');
  });

  it('stands a timespan that it cannot read', () =>
    expect(alertSentence(alert({}, { timespan: 'weekly' }))).toMatch(/5 in weekly$/));
});

it('names the first and how many more', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((value) => ({ value, count: 1 }));
  expect(firstAndMore([])).toBe('');
  expect([a].map((one) => one && firstAndMore([one]))).toEqual(['a']);
  expect(a && b && c && firstAndMore([a, b, c])).toBe('a and 2 more');
});

it('gives each value with its count', () =>
  expect(
    tallyText([
      { value: 'Wrong password', count: 2100 },
      { value: 'Locked out', count: 2 },
    ]),
  ).toBe('Wrong password (2,100), Locked out (2)'));

it('puts the rule into words', () =>
  expect(ruleText(alert().rule)).toBe('5 failed logons of one account within 5 min'));

it('has a word for each state', () =>
  expect([statusWord(true), statusWord(false)]).toEqual(['Active', 'Ended']));

it.each([
  ['at the quiet time', 'active', 15 * 60_000, true],
  ['quiet for longer, and nobody ran to write it down', 'active', 15 * 60_000 + 1, false],
  ['ended', 'recovered', 0, false],
] as const)('an attack is active or not: %s', (_sentence, status, quietFor, active) => {
  const last = alert().evidence.last;
  expect(isActive({ ...alert(), status }, Date.parse(last) + quietFor)).toBe(active);
});
