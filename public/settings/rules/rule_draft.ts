import type { RuleInput } from '../../../common/rules/rule_settings';

type Typed<R> = R extends RuleInput ? Omit<R, 'threshold'> & { threshold: string } : never;

/** A rule as it is in the form: the threshold is the text that was typed. */
export type RuleDraft = Typed<RuleInput>;

/** The fields of a rule that can be wrong, in the order of its panel. */
export const RULE_FIELDS = ['threshold', 'timespan', 'severity'] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

export const toRuleDraft = (rule: RuleInput): RuleDraft => ({ ...rule, threshold: String(rule.threshold) });

/** A threshold that is no number becomes NaN, which validation refuses with its own words. */
export const toRuleInput = (rule: RuleDraft): RuleInput => ({
  ...rule,
  threshold: /^\d+(\.\d+)?$/.test(rule.threshold) ? Number(rule.threshold) : NaN,
});
