import { i18n } from '@kbn/i18n';
import type { Tally } from '../../../common/alerts/evidence';
import type { Listing } from './message';

/** How many characters of an alert's id a message shows. */
export const SHORT_ID = 8;

/** The first characters of an alert's id, by which people find the alert. */
export const firstOfId = (alertId: string): string => [...alertId].slice(0, SHORT_ID).join('');

/** `2026-11-22 03:12:04` in UTC, of epoch milliseconds. */
export const atSecond = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** A word in place of an empty value, so that no line of a message is without content. */
export function orNoName(text: string): string {
  if (text.trim() !== '') return text;
  return i18n.translate('bruteForceAlerts.message.noName', { defaultMessage: '(no name)' });
}

/**
 * The first values, and how many more there are: `a, b, c and 9 more`. `max`: the most values that are named. `show`:
 * writes one of them.
 */
export function listed({ total, isCut, top }: Listing, max: number, show: (tally: Tally) => string): string {
  const shown = top.slice(0, max).map(show).join(', ');
  const more = total - max;
  if (more <= 0) return shown;
  if (isCut) {
    return i18n.translate('bruteForceAlerts.message.atLeastMore', {
      defaultMessage: '{shown} and at least {more, number} more',
      values: { shown, more },
    });
  }
  return i18n.translate('bruteForceAlerts.message.more', {
    defaultMessage: '{shown} and {more, number} more',
    values: { shown, more },
  });
}
