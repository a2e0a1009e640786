import { ACCOUNT_RULE } from './default_rules';
import type { RuleInput } from './rule_settings';

const isAsked = (rule: RuleInput) => rule.kind === 'event_count' && rule.groupBy === 'account';

/**
 * The rule that `GET /api/detect/bruteforce` applies: the first enabled rule that counts failures of one account, else
 * the first disabled one, else the default.
 */
export const accountRuleOf = ({ rules }: { rules: RuleInput[] }): RuleInput =>
  rules.find((rule) => isAsked(rule) && rule.enabled) ?? rules.find(isAsked) ?? ACCOUNT_RULE;
