import { i18n } from '@kbn/i18n';
import type { Alert } from '../../common/alerts';
import { MIN_QUIET } from '../../common/bounds';
import { durationMs, formatSpan } from '../../common/duration';
import type { Tally } from '../../common/evidence';
import { visible } from '../../common/visible_text';
import { formatDuration, formatNumber } from '../format';

/** `23 failed logons of svc_sql from 10.0.4.7 in 4 min 12 s; the limit is 5 in 5 min` */
export function alertSentence({ evidence, group, rule }: Alert): string {
  return i18n.translate('bruteForceAlerts.alert.sentenceLabel', {
    defaultMessage:
      '{count, plural, one {{shown} failed logon} other {{shown} failed logons}} of {account} from {sources} in {span}; the limit is {threshold} in {timespan}',
    values: {
      count: evidence.count,
      shown: formatNumber(evidence.count),
      account: visible(group.value),
      sources: sourcesText(evidence.sources),
      span: formatSpan(Date.parse(evidence.last) - Date.parse(evidence.first)),
      threshold: formatNumber(rule.threshold),
      timespan: formatDuration(rule.timespan),
    },
  });
}

function sourcesText(sources: Tally[]): string {
  if (sources.length > 0) return firstAndMore(sources);
  return i18n.translate('bruteForceAlerts.alert.noSourceLabel', { defaultMessage: 'no known address' });
}

/** `10.0.4.7 and 2 more`; empty where nothing is known. */
export function firstAndMore(tallies: Tally[]): string {
  const [first, ...rest] = tallies;
  if (!first) return '';
  if (rest.length === 0) return visible(first.value);
  return i18n.translate('bruteForceAlerts.alert.firstAndMoreLabel', {
    defaultMessage: '{first} and {count} more',
    values: { first: visible(first.value), count: rest.length },
  });
}

/** `10.0.4.7 (19), 10.0.4.9 (4)` */
export const tallyText = (tallies: Tally[]) =>
  tallies.map(({ value, count }) => `${visible(value)} (${formatNumber(count)})`).join(', ');

export function ruleText({ threshold, timespan }: Alert['rule']): string {
  return i18n.translate('bruteForceAlerts.alert.ruleLabel', {
    defaultMessage:
      '{threshold, plural, one {{shown} failed logon} other {{shown} failed logons}} of one account within {timespan}',
    values: { threshold, shown: formatNumber(threshold), timespan: formatDuration(timespan) },
  });
}

/**
 * Whether an attack goes on at `now` (epoch ms). While detection does not run nobody writes down that one has ended, so
 * what has been quiet for long enough is not shown as active, whatever is stored.
 */
export function isActive({ status, evidence, rule }: Alert, now: number): boolean {
  const quiet = Math.max(durationMs(rule.timespan), MIN_QUIET);
  return status === 'active' && now - Date.parse(evidence.last) <= quiet;
}

export const statusWord = (active: boolean) =>
  active
    ? i18n.translate('bruteForceAlerts.alert.activeLabel', { defaultMessage: 'Active' })
    : i18n.translate('bruteForceAlerts.alert.endedLabel', { defaultMessage: 'Ended' });
