import { i18n } from '@kbn/i18n';
import type { Tally } from '../../../common/alerts/evidence';
import { fitted } from '../../../common/text/fitted_text';
import type { Listing } from '../message/message';

/** The most code points of one value: Windows allows 1,024 for a user principal name and 63 for a host. */
export const FIELD_MAX = { value: 100, account: 256, link: 1_024 } as const;
/** The most values of a list that a message names. */
const LIST_MAX = 3;
const SHORT_ID = 8;

/** A value from an event as one visible line. */
export const named = (text: string, max: number = FIELD_MAX.value): string =>
  text.trim() === ''
    ? i18n.translate('bruteForceAlerts.webhookText.noName', { defaultMessage: '(no name)' })
    : fitted(text, max);

/** The first characters of an alert's id, by which people find the alert. */
export const shortId = (alertId: string): string =>
  fitted([...alertId].slice(0, SHORT_ID).join(''), SHORT_ID);

/** `2026-11-22 03:12:04` in UTC, of epoch milliseconds. */
export const atSecond = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** The first values with how often each was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export const countedNames = (listing: Listing): string =>
  listed(listing, ({ value, count }) => `${named(value)} (${count})`);

/** How many there are, and the first of them: `12: a, b, c and 9 more`. */
export function numbered(listing: Listing): string {
  const values = { total: listing.total, names: listed(listing, ({ value }) => named(value)) };
  return listing.isCut
    ? i18n.translate('bruteForceAlerts.webhookText.numberedAtLeast', {
        defaultMessage: 'at least {total, number}: {names}',
        values,
      })
    : i18n.translate('bruteForceAlerts.webhookText.numbered', {
        defaultMessage: '{total, number}: {names}',
        values,
      });
}

function listed({ total, isCut, top }: Listing, show: (tally: Tally) => string): string {
  const shown = top.slice(0, LIST_MAX).map(show).join(', ');
  const more = total - LIST_MAX;
  if (more <= 0) return shown;
  return isCut
    ? i18n.translate('bruteForceAlerts.webhookText.atLeastMoreNames', {
        defaultMessage: '{shown} and at least {more, number} more',
        values: { shown, more },
      })
    : i18n.translate('bruteForceAlerts.webhookText.moreNames', {
        defaultMessage: '{shown} and {more, number} more',
        values: { shown, more },
      });
}
