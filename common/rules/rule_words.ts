import { i18n } from '@kbn/i18n';
import type { Alert } from '../alerts/alerts';
import { formatSpan, parseDuration } from '../time';
import type {
  EventCountRule,
  GroupBy,
  RuleKind,
  Severity,
  TemporalOrderedRule,
  ValueCountRule,
} from './rules';

/** What a rule looks for, apart from its numbers: enough to name it. */
export interface RuleShape {
  kind: RuleKind;
  groupBy: GroupBy;
  /** What different values are counted of; null where failures are counted. */
  of: 'account' | 'source' | null;
  withoutSource: boolean;
}

/** A rule of detection, of the settings, or as it is typed. */
type AnyRule =
  | Pick<EventCountRule, 'kind' | 'groupBy' | 'withoutSource'>
  | Pick<ValueCountRule, 'kind' | 'groupBy' | 'of' | 'withoutSource'>
  | Pick<TemporalOrderedRule, 'kind' | 'groupBy'>;

export const shapeOfRule = (rule: AnyRule): RuleShape => ({
  kind: rule.kind,
  groupBy: rule.groupBy,
  of: rule.kind === 'value_count' ? rule.of : null,
  withoutSource: rule.kind !== 'temporal_ordered' && rule.withoutSource,
});

export const shapeOfAlert = ({ rule, group }: Pick<Alert, 'rule' | 'group'>): RuleShape => ({
  kind: rule.kind,
  groupBy: group.kind,
  of: rule.of,
  withoutSource: rule.withoutSource,
});

/** What a rule looks for, in words: `Failed logons of one account`. */
export function ruleName(shape: RuleShape): string {
  const name = nameOf(shape);
  if (!shape.withoutSource) return name;
  return i18n.translate('bruteForceAlerts.rule.withoutSourceLabel', {
    defaultMessage: '{name}, where no source address is logged',
    values: { name },
  });
}

function nameOf({ kind, groupBy, of }: RuleShape): string {
  if (kind === 'temporal_ordered') {
    return i18n.translate('bruteForceAlerts.rule.successLabel', {
      defaultMessage: 'A successful logon after failures',
    });
  }
  if (kind === 'event_count') return FAILURES[groupBy]();
  return of === 'source' ? ADDRESSES[groupBy]() : ACCOUNTS[groupBy]();
}

const FAILURES: Record<GroupBy, () => string> = {
  account: () =>
    i18n.translate('bruteForceAlerts.rule.failuresOfAccountLabel', {
      defaultMessage: 'Failed logons of one account',
    }),
  source: () =>
    i18n.translate('bruteForceAlerts.rule.failuresFromSourceLabel', {
      defaultMessage: 'Failed logons from one source address',
    }),
  host: () =>
    i18n.translate('bruteForceAlerts.rule.failuresOnHostLabel', {
      defaultMessage: 'Failed logons on one host',
    }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.rule.failuresFromWorkstationLabel', {
      defaultMessage: 'Failed logons from one workstation',
    }),
};

const ACCOUNTS: Record<GroupBy, () => string> = {
  account: () =>
    i18n.translate('bruteForceAlerts.rule.accountsOfAccountLabel', {
      defaultMessage: 'Accounts tried of one account',
    }),
  source: () =>
    i18n.translate('bruteForceAlerts.rule.accountsFromSourceLabel', {
      defaultMessage: 'Accounts tried from one source address (password spraying)',
    }),
  host: () =>
    i18n.translate('bruteForceAlerts.rule.accountsOnHostLabel', {
      defaultMessage: 'Accounts tried on one host (password spraying)',
    }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.rule.accountsFromWorkstationLabel', {
      defaultMessage: 'Accounts tried from one workstation (password spraying)',
    }),
};

const ADDRESSES: Record<GroupBy, () => string> = {
  account: () =>
    i18n.translate('bruteForceAlerts.rule.addressesOfAccountLabel', {
      defaultMessage: 'Addresses trying one account (distributed guessing)',
    }),
  source: () =>
    i18n.translate('bruteForceAlerts.rule.addressesOfSourceLabel', {
      defaultMessage: 'Addresses of one source address',
    }),
  host: () =>
    i18n.translate('bruteForceAlerts.rule.addressesOnHostLabel', {
      defaultMessage: 'Addresses trying one host (distributed guessing)',
    }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.rule.addressesOfWorkstationLabel', {
      defaultMessage: 'Addresses trying under one workstation name (distributed guessing)',
    }),
};

/** What a threshold counts, with its number: `5 accounts`. */
export function countText({ kind, of }: Pick<RuleShape, 'kind' | 'of'>, count: number): string {
  if (kind === 'value_count' && of === 'account') {
    return i18n.translate('bruteForceAlerts.rule.accountCountLabel', {
      defaultMessage: '{count, plural, one {# account} other {# accounts}}',
      values: { count },
    });
  }
  if (kind === 'value_count') {
    return i18n.translate('bruteForceAlerts.rule.addressCountLabel', {
      defaultMessage: '{count, plural, one {# address} other {# addresses}}',
      values: { count },
    });
  }
  return i18n.translate('bruteForceAlerts.rule.failureCountLabel', {
    defaultMessage: '{count, plural, one {# failed logon} other {# failed logons}}',
    values: { count },
  });
}

/** A rule with its numbers: `Failed logons of one account: 5 failed logons within 5 min`. */
export function ruleText(shape: RuleShape, { threshold, timespan }: Limit): string {
  const ms = parseDuration(timespan);
  return i18n.translate('bruteForceAlerts.rule.withLimitLabel', {
    defaultMessage: '{name}: {count} within {timespan}',
    values: {
      name: ruleName(shape),
      count: countText(shape, threshold),
      timespan: ms === undefined ? timespan : formatSpan(ms),
    },
  });
}

interface Limit {
  threshold: number;
  /** As people write it, e.g. `5m`. */
  timespan: string;
}

const GROUPS: Record<GroupBy, () => string> = {
  account: () => i18n.translate('bruteForceAlerts.group.accountLabel', { defaultMessage: 'Account' }),
  source: () => i18n.translate('bruteForceAlerts.group.sourceLabel', { defaultMessage: 'Source address' }),
  host: () => i18n.translate('bruteForceAlerts.group.hostLabel', { defaultMessage: 'Host' }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.group.workstationLabel', { defaultMessage: 'Workstation' }),
};

/** `Account`, `Source address`, `Host`, `Workstation` */
export const groupWord = (kind: GroupBy) => GROUPS[kind]();

const SEVERITY_WORDS: Record<Severity, () => string> = {
  low: () => i18n.translate('bruteForceAlerts.severity.lowLabel', { defaultMessage: 'Low' }),
  medium: () => i18n.translate('bruteForceAlerts.severity.mediumLabel', { defaultMessage: 'Medium' }),
  high: () => i18n.translate('bruteForceAlerts.severity.highLabel', { defaultMessage: 'High' }),
  critical: () => i18n.translate('bruteForceAlerts.severity.criticalLabel', { defaultMessage: 'Critical' }),
};

export const severityWord = (severity: Severity) => SEVERITY_WORDS[severity]();
