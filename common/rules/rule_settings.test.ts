import { ACCOUNT_RULE, DEFAULT_RULES } from './default_rules';
import { rulesSchema, toRule, type RuleInput } from './rule_settings';

const spray = DEFAULT_RULES.find(({ kind }) => kind === 'value_count') as RuleInput;
const issues = (rules: unknown) => {
  const result = rulesSchema.safeParse(rules);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const refusal = (change: Record<string, unknown>) => issues([{ ...ACCOUNT_RULE, ...change }]).join(' ');

it('takes the defaults, all of them switched on and each with an id of its own', () => {
  expect(issues(DEFAULT_RULES)).toEqual([]);
  expect(DEFAULT_RULES.every(({ enabled }) => enabled)).toBe(true);
});

it.each([0, -1, 1.5, 'five', 1e9, NaN, null])('refuses threshold %p and says what to enter', (threshold) =>
  expect(refusal({ threshold })).toMatch(/^0.threshold: .*must be a whole number from 1 to 1,000,000/),
);
it.each(['5', '0m', '400d', '', '-5m', '5 m', '1.5m', 5, null])(
  'refuses timespan %p and says what to enter',
  (timespan) => expect(refusal({ timespan })).toMatch(/^0.timespan: .*must be from 1s to 1d/),
);
it.each(['1s', '1d', '24h'])('takes timespan %p at the bounds', (timespan) =>
  expect(refusal({ timespan })).toBe(''),
);
it.each(['', 'A', '1x', 'a b', 'a'.repeat(65)])('refuses the id %p', (id) =>
  expect(refusal({ id })).toMatch(/^0.id: The id of a rule/),
);
it.each(['fatal', '', null])('refuses severity %p', (severity) =>
  expect(refusal({ severity })).toMatch(/^0.severity: The severity must be/),
);
it.each(['T1', 'T1110.1', 't1110', ''])('refuses technique %p', (technique) =>
  expect(refusal({ technique })).toMatch(/^0.technique: The technique must be/),
);
it('refuses a field that it does not know, by name', () =>
  expect(refusal({ treshold: 5 })).toMatch(/treshold/));
it('refuses no rule at all, and more than fifty', () => {
  const many = Array.from({ length: 51 }, (_, n) => ({ ...ACCOUNT_RULE, id: `r${n}` }));
  expect([issues([]), issues(many)].flat()).toEqual(Array(2).fill(': There must be from 1 to 50 rules.'));
});
it('refuses two rules of one id, at the second', () =>
  expect(issues([ACCOUNT_RULE, ACCOUNT_RULE])).toMatchObject([
    expect.stringMatching(/^1.id: Two rules have the id failed_logons_of_one_account/),
  ]));
it('refuses to count the accounts of one account', () =>
  expect(issues([{ ...spray, groupBy: 'account' }])).toMatchObject([expect.stringMatching(/^0.of: /)]));

it('gives detection milliseconds', () =>
  expect(toRule(ACCOUNT_RULE)).toEqual({
    id: 'failed_logons_of_one_account',
    kind: 'event_count',
    groupBy: 'account',
    withoutSource: false,
    threshold: 5,
    timespan: 300_000,
    severity: 'medium',
    technique: 'T1110.001',
  }));
