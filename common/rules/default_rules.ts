import type { RuleInput } from './rule_settings';

const rule = { enabled: true, withoutSource: false } as const;
/** Techniques of MITRE ATT&CK. */
const GUESSING = 'T1110.001';
const SPRAYING = 'T1110.003';
const BRUTE_FORCE = 'T1110';
const VALID_ACCOUNTS = 'T1078';

/** The rule that the mission of the project names: five failures of one account in five minutes. */
export const ACCOUNT_RULE: RuleInput = {
  ...rule,
  id: 'failed_logons_of_one_account',
  kind: 'event_count',
  groupBy: 'account',
  threshold: 5,
  timespan: '5m',
  severity: 'medium',
  technique: GUESSING,
};

/** What a new installation looks for. `docs/rules.md` says what each catches, and what it does not. */
export const DEFAULT_RULES: RuleInput[] = [
  ACCOUNT_RULE,
  {
    ...rule,
    id: 'failed_logons_from_one_source',
    kind: 'event_count',
    groupBy: 'source',
    threshold: 20,
    timespan: '5m',
    severity: 'medium',
    technique: GUESSING,
  },
  {
    ...rule,
    id: 'failed_logons_on_one_host',
    kind: 'event_count',
    groupBy: 'host',
    threshold: 50,
    timespan: '5m',
    severity: 'low',
    technique: BRUTE_FORCE,
  },
  {
    ...rule,
    id: 'accounts_tried_from_one_source',
    kind: 'value_count',
    of: 'account',
    groupBy: 'source',
    threshold: 5,
    timespan: '10m',
    severity: 'high',
    technique: SPRAYING,
  },
  {
    ...rule,
    id: 'accounts_tried_on_one_host',
    kind: 'value_count',
    of: 'account',
    groupBy: 'host',
    withoutSource: true,
    threshold: 5,
    timespan: '10m',
    severity: 'high',
    technique: SPRAYING,
  },
  {
    ...rule,
    id: 'sources_trying_one_account',
    kind: 'value_count',
    of: 'source',
    groupBy: 'account',
    threshold: 5,
    timespan: '10m',
    severity: 'high',
    technique: GUESSING,
  },
  {
    id: 'success_after_failures',
    enabled: true,
    kind: 'temporal_ordered',
    groupBy: 'account',
    threshold: 5,
    timespan: '10m',
    severity: 'critical',
    technique: VALID_ACCOUNTS,
  },
];
