import { ACCOUNT_RULE } from './default_rules';
import type { RuleInput } from './rule_settings';

const isAsked = (rule: RuleInput) => rule.kind === 'event_count' && rule.groupBy === 'account';

/** The rule that `GET /api/detect/bruteforce` asks about: failures of one account, as it is set or as it comes. */
export const accountRuleOf = ({ rules }: { rules: RuleInput[] }): RuleInput =>
  rules.find((rule) => isAsked(rule) && rule.enabled) ?? rules.find(isAsked) ?? ACCOUNT_RULE;
