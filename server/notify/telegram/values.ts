import { i18n } from '@kbn/i18n';
import type { Listing } from '../message/message';
import { SHORT_ID, firstOfId, listed, orNoName } from '../message/values';
import { code } from './field';

/**
 * The most code points of one field, so that even the longest message stays below the limit. Windows allows 1,024 for
 * a user principal name and 63 for a host; what is longer is no name.
 */
export const FIELD_MAX = { account: 256, title: 64, value: 100, link: 1_024 } as const;
/** The most values of a list that a message names. */
const LIST_MAX = 3;

/** A value from an event, in `code`. */
export const named = (text: string, max: number = FIELD_MAX.value): string => code(orNoName(text), max);

/** The first values, and how many more there are: `a, b, c and 9 more`. */
export function names(listing: Listing): string {
  return listed(listing, LIST_MAX, ({ value }) => named(value));
}

/** The first values, each with how often it was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export function countedNames(listing: Listing): string {
  return listed(listing, LIST_MAX, ({ value, count }) => `${named(value)} (${count})`);
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
export const shortId = (alertId: string): string => code(firstOfId(alertId), SHORT_ID);
