import { ACCOUNT_RULE, DEFAULT_RULES } from '../common/rules/default_rules';
import type { RuleInput } from '../common/rules/rule_settings';

type Change = Partial<Pick<RuleInput, 'threshold' | 'timespan' | 'severity' | 'enabled'>>;

/** The default rules with that of one account changed and all others off: what one looks for is all that is found. */
export const rulesWith = (change: Change = {}): RuleInput[] =>
  DEFAULT_RULES.map((rule) =>
    rule.id === ACCOUNT_RULE.id ? { ...rule, ...change } : { ...rule, enabled: false },
  );
