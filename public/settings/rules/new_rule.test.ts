import { BOUNDS } from '../../../common/bounds';
import { DEFAULT_RULES } from '../../../common/rules/default_rules';
import { rulesSchema } from '../../../common/rules/rule_settings';
import { shapeOfRule } from '../../../common/rules/rule_words';
import {
  type Choice,
  chosen,
  COUNTED,
  FIRST_CHOICE,
  groupsFor,
  mayAddRule,
  newRule,
  shapeOfChoice,
} from './new_rule';
import { toRuleDraft, toRuleInput } from './rule_draft';

const choice = (overrides: Partial<Choice> = {}): Choice => ({ ...FIRST_CHOICE, ...overrides });
const everyChoice = COUNTED.flatMap((counted) =>
  groupsFor(counted).flatMap((groupBy) =>
    [false, true].map((withoutSource) => choice({ counted, groupBy, withoutSource })),
  ),
);

it.each(everyChoice)(
  'makes a rule that may be saved of $counted by $groupBy, without source $withoutSource',
  (one) => {
    const rule = newRule(one, DEFAULT_RULES);
    expect(rulesSchema.safeParse([...DEFAULT_RULES, rule]).error?.issues).toBeUndefined();
    expect(shapeOfRule(rule)).toEqual(shapeOfChoice(one));
  },
);

it('gives each another id, also several of one kind', () => {
  const rules = everyChoice.reduce((all, one) => [...all, newRule(one, all)], DEFAULT_RULES);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(newRule(choice(), rules).id).toMatch(/^failed_logons_of_one_account_\d$/);
});

it('says in the id what the rule looks for', () =>
  expect(newRule(choice({ counted: 'accounts', groupBy: 'workstation', withoutSource: true }), []).id).toBe(
    'value_count_of_account_by_workstation_without_source',
  ));

it.each([
  [
    'as the default of its kind',
    choice({ counted: 'accounts', groupBy: 'source' }),
    5,
    '10m',
    'high',
    'T1110.003',
  ],
  ['as the nearest default', choice({ groupBy: 'workstation' }), 5, '5m', 'medium', 'T1110.001'],
  [
    'as the same group without an address',
    choice({ groupBy: 'host', withoutSource: true }),
    50,
    '5m',
    'low',
    'T1110',
  ],
  ['as a success', choice({ counted: 'success' }), 5, '10m', 'critical', 'T1078'],
] as const)('begins %s', (_what, one, threshold, timespan, severity, technique) =>
  expect(newRule(one, [])).toMatchObject({ threshold, timespan, severity, technique, enabled: true }),
);

describe('a choice that cannot be', () => {
  it.each([
    ['accounts of one account', choice({ counted: 'accounts' }), { groupBy: 'source' }],
    ['addresses of one address', choice({ counted: 'addresses', groupBy: 'source' }), { groupBy: 'account' }],
    ['a success of a host', choice({ counted: 'success', groupBy: 'host' }), { groupBy: 'account' }],
    [
      'an address where none is',
      choice({ groupBy: 'source', withoutSource: true }),
      { withoutSource: false },
    ],
    [
      'addresses where none is',
      choice({ counted: 'addresses', groupBy: 'host', withoutSource: true }),
      { withoutSource: false },
    ],
  ])('becomes one that can: %s', (_what, one, expected) => expect(chosen(one)).toMatchObject(expected));
});

it('stops where the server would refuse more', () => {
  const rules = (count: number) =>
    Array.from({ length: count }, () => toRuleDraft(newRule(FIRST_CHOICE, [])));
  expect(mayAddRule(rules(BOUNDS.rules.max - 1))).toBe(true);
  expect(mayAddRule(rules(BOUNDS.rules.max))).toBe(false);
});

it.each(['', 'x', '-1', '5e3', '0x10', ' 5'])('takes the threshold %p for no number', (threshold) =>
  expect(DEFAULT_RULES.map((rule) => toRuleInput({ ...toRuleDraft(rule), threshold }).threshold)).toEqual(
    DEFAULT_RULES.map(() => NaN),
  ),
);
it.each([
  ['5', 5],
  ['1.5', 1.5],
  ['007', 7],
])('reads the threshold %p as %p', (threshold, value) =>
  expect(DEFAULT_RULES.map((rule) => toRuleInput({ ...toRuleDraft(rule), threshold }).threshold)).toEqual(
    DEFAULT_RULES.map(() => value),
  ),
);
