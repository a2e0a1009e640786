import { i18n } from '@kbn/i18n';
import { fitted } from '../../../common/text/fitted_text';
import type { MailContent } from './content';
import { LINK_MAX } from './values';

/** Why the reader gets the mail, below each. */
export const footer = (): string =>
  i18n.translate('bruteForceAlerts.emailText.footer', {
    defaultMessage:
      'Sent by Brute force alerts in Kibana, since this address is a recipient of one of its channels. All times are UTC.',
  });

/** A link, where its address is known and not too long to stay whole. */
export function linkTo(url: string | null, words: string): MailContent['link'] {
  if (url === null || [...url].length > LINK_MAX || !/^https?:\/\//i.test(url)) return null;
  return { words, url: fitted(url, LINK_MAX) };
}
