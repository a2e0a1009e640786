import { fitted } from '../../../common/text/fitted_text';
import type { Listing } from '../message/message';
import { firstOfId, listed, orNoName } from '../message/values';

/** The most code points of one name, so that even the longest mail stays small. Windows allows 1,024 for a user. */
export const NAME_MAX = 256;
/** The most code points of a name in a subject: phones show some forty. */
export const SUBJECT_NAME_MAX = 80;
/** A longer link leads nowhere when mail software breaks it, so it is left out. */
export const LINK_MAX = 1_024;
/** The most values of a list that a mail names. */
const LIST_MAX = 5;

/** A name from an event: one line, nothing hidden, never empty. */
export const named = (text: string, max: number = NAME_MAX): string => fitted(orNoName(text), max);

/** The first characters of an alert's id, by which people find the alert. */
export const shortId = (alertId: string): string => named(firstOfId(alertId));

/** The first values, each with how often it was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export const countedNames = (listing: Listing): string =>
  listed(listing, LIST_MAX, ({ value, count }) => `${named(value)} (${count})`);

/** The first values, and how many more there are: `a, b and 9 more`. */
export const names = (listing: Listing): string => listed(listing, LIST_MAX, ({ value }) => named(value));
