import { i18n } from '@kbn/i18n';
import type { Alert } from '../../common/alerts/alerts';
import { MIN_QUIET } from '../../common/bounds';
import { durationMs } from '../../common/time';
import { ACCOUNTS_MAX, type Success, type Tally } from '../../common/alerts/evidence';
import { ruleText, shapeOfAlert } from '../../common/rules/rule_words';
import { briefOf, sentenceOf } from '../../common/alerts/sentence';
import { visible } from '../../common/text/visible_text';
import { formatFullTime, formatNumber } from '../shared/format';

/** `23 failed logons of svc_sql from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min`, with nothing hidden in a name. */
export const alertSentence = (alert: Alert) => visible(sentenceOf(alert));

/** The same for a table that names the group beside it: without the group and without the limit. */
export const briefly = (alert: Alert) => visible(briefOf(alert));

/** `10.0.4.7 (19), 10.0.4.9 (4)` */
export const tallyText = (tallies: Tally[]) =>
  tallies.map(({ value, count }) => `${visible(value)} (${formatNumber(count)})`).join(', ');

/** The most values of a fact that are named on the page. */
const NAMED = 50;

/** The values of a fact that are named, and how many more there are. */
export const namedOf = (tallies: Tally[]): { named: Tally[]; more: number } => ({
  named: tallies.slice(0, NAMED),
  more: Math.max(0, tallies.length - NAMED),
});

/** How many accounts were tried: `12:`; empty for none. Where the evidence left accounts out: `At least 1,000:`. */
export function accountsCount({ accounts, truncated }: Alert['evidence']): string {
  if (accounts.length === 0) return '';
  const values = { count: accounts.length };
  return truncated && accounts.length >= ACCOUNTS_MAX
    ? i18n.translate('bruteForceAlerts.alert.atLeastAccountsLabel', {
        defaultMessage: 'At least {count, number}:',
        values,
      })
    : i18n.translate('bruteForceAlerts.alert.accountsLabel', {
        defaultMessage: '{count, number}:',
        values,
      });
}

/** `Nov 22, 2026, 18:04:12 UTC, from 10.0.4.7, on DC01` */
export function successText({ at, source, host }: Success, timeZone?: string): string {
  const time = formatFullTime(at, timeZone);
  const from = source === null ? withoutAddress() : fromText(source);
  if (host === null) return `${time}, ${from}`;
  return i18n.translate('bruteForceAlerts.alert.successOnHostLabel', {
    defaultMessage: '{time}, {from}, on {host}',
    values: { time, from, host: visible(host) },
  });
}

const fromText = (source: string) =>
  i18n.translate('bruteForceAlerts.alert.fromLabel', {
    defaultMessage: 'from {source}',
    values: { source: visible(source) },
  });
const withoutAddress = () =>
  i18n.translate('bruteForceAlerts.alert.withoutAddressLabel', {
    defaultMessage: 'without a source address',
  });

/** The rule as it was when the alert was raised. */
export const alertRuleText = (alert: Alert) => ruleText(shapeOfAlert(alert), alert.rule);

/** `Seen by 3 rules`; empty where only the rule of this alert saw the attack. */
export function seenByText({ rule, linked }: Pick<Alert, 'rule' | 'linked'>): string {
  if (linked.length === 0) return '';
  const rules = new Set([rule.id, ...linked.map(({ ruleId }) => ruleId)]);
  return i18n.translate('bruteForceAlerts.alert.seenByLabel', {
    defaultMessage: 'Seen by {rules, plural, one {# rule} other {# rules}}',
    values: { rules: rules.size },
  });
}

/**
 * Whether an attack goes on at `now` (epoch ms). While detection does not run nobody writes down that one has ended, so
 * what has been quiet for long enough is not shown as active, whatever is stored.
 */
export function isActive({ status, evidence, rule }: Alert, now: number): boolean {
  const quiet = Math.max(durationMs(rule.timespan), MIN_QUIET);
  return status === 'active' && now - evidence.last <= quiet;
}

export const statusWord = (active: boolean) =>
  active
    ? i18n.translate('bruteForceAlerts.alert.activeLabel', { defaultMessage: 'Active' })
    : i18n.translate('bruteForceAlerts.alert.endedLabel', { defaultMessage: 'Ended' });
