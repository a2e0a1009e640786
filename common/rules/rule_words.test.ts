import { alert } from '../../test/builders';
import { DEFAULT_RULES } from './default_rules';
import {
  countText,
  groupWord,
  ruleName,
  type RuleShape,
  ruleText,
  severityWord,
  shapeOfAlert,
  shapeOfRule,
} from './rule_words';
import { SEVERITIES, type GroupBy } from './rules';

const GROUPS: GroupBy[] = ['account', 'source', 'host', 'workstation'];
const shape = (overrides: Partial<RuleShape> = {}): RuleShape => ({
  kind: 'event_count',
  groupBy: 'account',
  of: null,
  withoutSource: false,
  ...overrides,
});

it('has a sentence for each default rule', () =>
  expect(DEFAULT_RULES.map((rule) => ruleName(shapeOfRule(rule)))).toEqual([
    'Failed logons of one account',
    'Failed logons from one source address',
    'Failed logons on one host',
    'Accounts tried from one source address (password spraying)',
    'Accounts tried on one host (password spraying), where no source address is logged',
    'Addresses trying one account (distributed guessing)',
    'A successful logon after failures',
  ]));

it('names no two rules alike', () => {
  const shapes = GROUPS.flatMap((groupBy) => [
    shape({ groupBy }),
    shape({ groupBy, withoutSource: true }),
    shape({ kind: 'value_count', of: 'account', groupBy }),
    shape({ kind: 'value_count', of: 'source', groupBy }),
  ]);
  expect(new Set(shapes.map(ruleName)).size).toBe(shapes.length);
});

it('knows of an alert what it knows of its rule', () => {
  const { rule, group } = alert();
  const spray = { ...rule, kind: 'value_count', of: 'account', withoutSource: true } as const;
  expect(shapeOfAlert({ rule: spray, group: { ...group, kind: 'host' } })).toEqual(
    shape({ kind: 'value_count', of: 'account', groupBy: 'host', withoutSource: true }),
  );
});

it.each([
  ['failures', shape(), 1, '1 failed logon'],
  ['failures, thousands of them', shape(), 12_345, '12,345 failed logons'],
  ['accounts', shape({ kind: 'value_count', of: 'account', groupBy: 'source' }), 5, '5 accounts'],
  ['addresses', shape({ kind: 'value_count', of: 'source' }), 1, '1 address'],
  ['the failures before a success', shape({ kind: 'temporal_ordered' }), 5, '5 failed logons'],
] as const)('says what is counted: %s', (_what, counted, count, text) =>
  expect(countText(counted, count)).toBe(text),
);

it('says a rule with its numbers', () =>
  expect(ruleText(shape(), { threshold: 5, timespan: '90s' })).toBe(
    'Failed logons of one account: 5 failed logons within 1 min 30 s',
  ));

it('stands a timespan that is still being typed', () =>
  expect(ruleText(shape(), { threshold: 5, timespan: '5' })).toMatch(/within 5$/));

it('has a word for each group and severity', () => {
  expect(GROUPS.map(groupWord)).toEqual(['Account', 'Source address', 'Host', 'Workstation']);
  expect(SEVERITIES.map(severityWord)).toEqual(['Low', 'Medium', 'High', 'Critical']);
});
