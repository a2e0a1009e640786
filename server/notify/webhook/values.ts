import { i18n } from '@kbn/i18n';
import { fitted } from '../../../common/text/fitted_text';
import type { Listing } from '../message/message';
import { SHORT_ID, firstOfId, listed, orNoName } from '../message/values';

/** The most code points of one value: Windows allows 1,024 for a user principal name and 63 for a host. */
export const FIELD_MAX = { value: 100, account: 256, link: 1_024 } as const;
/** The most values of a list that a message names. */
const LIST_MAX = 3;

/** A value from an event as one visible line. */
export const named = (text: string, max: number = FIELD_MAX.value): string => fitted(orNoName(text), max);

/** The first characters of an alert's id, by which people find the alert. */
export const shortId = (alertId: string): string => fitted(firstOfId(alertId), SHORT_ID);

/** The first values with how often each was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export const countedNames = (listing: Listing): string =>
  listed(listing, LIST_MAX, ({ value, count }) => `${named(value)} (${count})`);

/** How many there are, and the first of them: `12: a, b, c and 9 more`. */
export function numbered(listing: Listing): string {
  const values = { total: listing.total, names: listed(listing, LIST_MAX, ({ value }) => named(value)) };
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
