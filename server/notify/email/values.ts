import { i18n } from '@kbn/i18n';
import type { Tally } from '../../../common/alerts/evidence';
import { fitted } from '../../../common/text/fitted_text';
import type { Listing } from '../message/message';

/** The most code points of one name, so that even the longest mail stays small. Windows allows 1,024 for a user. */
export const NAME_MAX = 256;
/** The most code points of a name in a subject: phones show some forty. */
export const SUBJECT_NAME_MAX = 80;
/** A longer link leads nowhere when mail software breaks it, so it is left out. */
export const LINK_MAX = 1_024;
/** The most values of a list that a mail names. */
const LIST_MAX = 5;
const SHORT_ID = 8;

/** A name from an event: one line, nothing hidden, never empty. */
export function named(text: string, max: number = NAME_MAX): string {
  if (text.trim() !== '') return fitted(text, max);
  return i18n.translate('bruteForceAlerts.emailText.noName', { defaultMessage: '(no name)' });
}

/** `2026-11-22 03:12:04` in UTC. */
export const atSecond = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** The first characters of an alert's id, by which people find the alert. */
export const shortId = (alertId: string): string => named([...alertId].slice(0, SHORT_ID).join(''));

/** The first values, each with how often it was seen, and how many more there are: `a (7), b (2) and 9 more`. */
export const countedNames = (listing: Listing): string =>
  listed(listing, ({ value, count }) => `${named(value)} (${count})`);

/** The first values, and how many more there are: `a, b and 9 more`. */
export const names = (listing: Listing): string => listed(listing, ({ value }) => named(value));

function listed({ total, isCut, top }: Listing, show: (tally: Tally) => string): string {
  const shown = top.slice(0, LIST_MAX).map(show).join(', ');
  const more = total - LIST_MAX;
  if (more <= 0) return shown;
  if (isCut) {
    return i18n.translate('bruteForceAlerts.emailText.atLeastMore', {
      defaultMessage: '{shown} and at least {more, number} more',
      values: { shown, more },
    });
  }
  return i18n.translate('bruteForceAlerts.emailText.more', {
    defaultMessage: '{shown} and {more, number} more',
    values: { shown, more },
  });
}
