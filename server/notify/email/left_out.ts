import { i18n } from '@kbn/i18n';
import { asciiAddress } from '../../../common/channels/email_address';
import { fitted } from '../../../common/text/fitted_text';
import type { Failure } from '../delivery/channel_sender_port';
import type { Rejection } from './smtp_port';

/** The most recipients that are named where the server did not take a mail for them. */
const NAMED_MAX = 50;
/** The most in a warning, which is one line. */
const WARNED_MAX = 3;

/** Which recipients did not get a mail that others got, and why: what the text of the delivery ends with. */
export function notTaken(rejected: readonly Rejection[]): string {
  const heading = i18n.translate('bruteForceAlerts.emailText.notTakenText', {
    defaultMessage: 'The server did not take it for:',
  });
  return [heading, ...rejected.slice(0, NAMED_MAX).map(lineOf)].join('\n');
}

/** The same as a warning, with what to do. They are not sent this mail again: the others would get a copy. */
export const leftOut = (rejected: readonly Rejection[]): Failure => ({
  code: 'recipients_left_out',
  said: i18n.translate('bruteForceAlerts.emailErrors.recipientsLeftOutErrorMessage', {
    defaultMessage:
      'the server did not take it for {count, plural, one {# recipient} other {# recipients}}: {named}{more, plural, =0 {} other {, and # more}}',
    values: {
      count: rejected.length,
      named: rejected.slice(0, WARNED_MAX).map(lineOf).join(', '),
      more: Math.max(0, rejected.length - WARNED_MAX),
    },
  }),
  remedy: rejected.every(isForNow) ? isLaterRemedy() : isGoneRemedy(),
});

const lineOf = ({ address, said }: Rejection) =>
  `${fitted(asciiAddress(address) ?? address, 254)} (${fitted(said, 200)})`;

/** Whether the server may take the next mail for that recipient. */
const isForNow = ({ status }: Rejection) => status < 500;

const isLaterRemedy = () =>
  i18n.translate('bruteForceAlerts.emailErrors.recipientsLaterRemedy', {
    defaultMessage:
      "Tell them: they do not get this mail any more, since the others would get it twice. The server may take the next one. If it keeps putting them off, check the addresses, or have Kibana's address exempted from greylisting.",
  });
const isGoneRemedy = () =>
  i18n.translate('bruteForceAlerts.emailErrors.recipientsGoneRemedy', {
    defaultMessage:
      'Tell them: they do not get this mail any more, since the others would get it twice. Then correct or remove the addresses that the server refuses, so that the next one arrives.',
  });
