import { i18n } from '@kbn/i18n';
import type { Tally } from '../../../common/alerts/evidence';
import type { Listing } from '../message/message';
import { code } from './field';

/**
 * The most code points of one field, so that even the longest message stays below the limit. Windows allows 1,024 for
 * a user principal name and 63 for a host; what is longer is no name.
 */
export const FIELD_MAX = { account: 256, title: 64, value: 100, link: 1_024 } as const;
/** The most values of a list that a message names. */
const LIST_MAX = 3;
const SHORT_ID = 8;

/** A value from an event, in `code`. */
export const named = (text: string, max: number = FIELD_MAX.value): string => code(orPlaceholder(text), max);

/** The first values, and how many more there are: `a, b, c and 9 more`. */
export function names(listing: Listing): string {
  return listed(listing, ({ value }) => named(value));
}

/** The first values, each with how often it was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export function countedNames(listing: Listing): string {
  return listed(listing, ({ value, count }) => `${named(value)} (${count})`);
}

/** How many there are, and the first of them: `12 (a, b, c and 9 more)`. */
export function numbered(listing: Listing): string {
  const values = { total: listing.total, names: names(listing) };
  return listing.isCut
    ? i18n.translate('bruteForceAlerts.telegramText.numberedAtLeast', {
        defaultMessage: 'at least {total, number} ({names})',
        values,
      })
    : i18n.translate('bruteForceAlerts.telegramText.numbered', {
        defaultMessage: '{total, number} ({names})',
        values,
      });
}

/** The first characters of an alert's id, by which people find the alert. */
export const shortId = (alertId: string): string => code([...alertId].slice(0, SHORT_ID).join(''), SHORT_ID);

/** `2026-11-22 03:12:04` in UTC, of epoch milliseconds. */
export const atSecond = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** A word in place of an empty value, so that no line of the message is without content. */
function orPlaceholder(text: string): string {
  if (text.trim() !== '') return text;
  return i18n.translate('bruteForceAlerts.telegramText.noName', { defaultMessage: '(no name)' });
}

function listed({ total, isCut, top }: Listing, show: (tally: Tally) => string): string {
  const shown = top.slice(0, LIST_MAX).map(show).join(', ');
  const more = total - LIST_MAX;
  if (more <= 0) return shown;
  if (isCut) {
    return i18n.translate('bruteForceAlerts.telegramText.atLeastMore', {
      defaultMessage: '{shown} and at least {more, number} more',
      values: { shown, more },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.more', {
    defaultMessage: '{shown} and {more, number} more',
    values: { shown, more },
  });
}
