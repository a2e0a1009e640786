import { i18n } from '@kbn/i18n';
import type { ProxyErrorCode } from '../delivery/proxy_codes';
import { PROXY_TEXTS } from '../delivery/proxy_texts';
import type { WebhookErrorCode } from './error_table';

/** What is wrong with the proxy, and what to do: the far side said nothing. */
const ofProxy = (code: ProxyErrorCode) => () => {
  const { message, remedy } = PROXY_TEXTS[code];
  return `${message()} ${remedy()}`;
};

/** What to do about a failure, or that nothing needs to be done. Functions: the language is known once Kibana runs. */
export const WEBHOOK_REMEDIES: Record<WebhookErrorCode, () => string> = {
  nothing_behind: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.nothingBehindRemedy', {
      defaultMessage:
        'Apprise has no service to tell under this key. Add one in Apprise, or correct the key at the end of the URL.',
    }),
  partly_failed: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.partlyFailedRemedy', {
      defaultMessage:
        'Apprise could not tell all of its services, perhaps some. It is tried again. Look into the log of Apprise.',
    }),
  redirected: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.redirectedRemedy', {
      defaultMessage:
        'The address points to another one. Redirects are not followed, since they could lead anywhere. Enter the final address as the URL.',
    }),
  message_refused: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.messageRefusedRemedy', {
      defaultMessage:
        'The receiver did not take this message; others are still sent. Check that the chosen form (Slack, Discord, …) fits the receiver, and send a test message.',
    }),
  message_too_large: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.messageTooLargeRemedy', {
      defaultMessage:
        'The receiver takes no message of this size; others are still sent. Raise its limit to 64 KB, and read the alert in Kibana.',
    }),
  login_refused: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.loginRefusedRemedy', {
      defaultMessage:
        'The receiver does not accept the key or the login. Enter the header again (for example Authorization), save and send a test message.',
    }),
  no_right: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.noRightRemedy', {
      defaultMessage:
        'The receiver forbids it. Ask its administrator whether this webhook may still post there, then send a test message.',
    }),
  address_unknown: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.addressUnknownRemedy', {
      defaultMessage:
        'Nothing receives messages at this address: it is wrong, was cut short, or the webhook was deleted. Copy the whole URL again.',
    }),
  address_gone: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.addressGoneRemedy', {
      defaultMessage:
        'The webhook or its channel was removed or archived. Make a new webhook and enter its URL.',
    }),
  too_many_requests: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.tooManyRequestsRemedy', {
      defaultMessage: 'Nothing needs to be done: the receiver asks to slow down, and it is sent again then.',
    }),
  asks_again: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.asksAgainRemedy', {
      defaultMessage: 'Nothing needs to be done: the receiver asks to try again, and it is sent again.',
    }),
  other_refusal: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.otherRefusalRemedy', {
      defaultMessage: 'Read what the receiver says, correct it and send a test message.',
    }),
  gateway_trouble: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.gatewayTroubleRemedy', {
      defaultMessage:
        'A server in front of the receiver has trouble, and the message may have arrived. It is tried again. If it lasts, look whether the receiver runs.',
    }),
  receiver_trouble: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.receiverTroubleRemedy', {
      defaultMessage:
        'The receiver has trouble of its own. It is tried again. If it lasts, look whether it runs.',
    }),
  answer_unreadable: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.answerUnreadableRemedy', {
      defaultMessage:
        'The receiver gave an answer that means nothing, and the message may have arrived. Check the URL and send a test message.',
    }),
  proxy_login: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.proxyLoginRemedy', {
      defaultMessage:
        'The proxy wants a user name and password. Put them into the address of the proxy in kibana.yml and restart Kibana.',
    }),
  proxy_not_listed: ofProxy('proxy_not_listed'),
  proxy_login_refused: ofProxy('proxy_login_refused'),
  proxy_cannot_reach: ofProxy('proxy_cannot_reach'),
  proxy_refused: ofProxy('proxy_refused'),
  proxy_protocol: ofProxy('proxy_protocol'),
  proxy_unreachable: ofProxy('proxy_unreachable'),
  certificate_of_another: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.certificateOfAnotherRemedy', {
      defaultMessage:
        'The server shows the certificate of another name. Enter the URL with the name that the certificate has, or give the server one for its name.',
    }),
  certificate_out_of_date: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.certificateOutOfDateRemedy', {
      defaultMessage:
        "The server's certificate has expired or is not valid yet. Renew it, and check the clock of Kibana's host. It is tried again.",
    }),
  certificate_untrusted: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.certificateUntrustedRemedy', {
      defaultMessage:
        'Kibana does not trust who issued the certificate. Name the file of that authority in bruteForceAlerts.webhook.certificateAuthorities in kibana.yml and restart Kibana.',
    }),
  authorities_unreadable: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.authoritiesUnreadableRemedy', {
      defaultMessage:
        'A file of bruteForceAlerts.webhook.certificateAuthorities in kibana.yml cannot be read. Correct its path or let Kibana read it. It is tried again.',
    }),
  no_tls: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.noTlsRemedy', {
      defaultMessage:
        'The server does not speak HTTPS at this port. Correct the port, or put the receiver behind HTTPS.',
    }),
  host_unknown: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.hostUnknownRemedy', {
      defaultMessage:
        "The name of the host cannot be resolved. Check its spelling, and DNS on Kibana's host. Where only a proxy reaches it, choose one for the channel, or set bruteForceAlerts.webhook.proxyUrl in kibana.yml.",
    }),
  unreachable: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.unreachableRemedy', {
      defaultMessage:
        "No connection can be made. Look whether the receiver runs, and let Kibana's host through in the firewall. It is tried again.",
    }),
  timed_out: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.timedOutRemedy', {
      defaultMessage:
        'No answer came in time, and the message may have arrived. It is tried again. If it lasts, look whether the receiver is busy.',
    }),
  connection_lost: () =>
    i18n.translate('bruteForceAlerts.webhookErrors.connectionLostRemedy', {
      defaultMessage:
        'The connection broke before an answer came, and the message may have arrived. It is tried again.',
    }),
};

/** What to do where kibana.yml does not let a webhook go somewhere. `line`: the one that would allow it. */
export const notAllowedRemedy = (line: string): string =>
  i18n.translate('bruteForceAlerts.webhookErrors.notAllowedRemedy', {
    defaultMessage:
      'If webhooks shall go there, an administrator sets this line in kibana.yml and restarts Kibana: {line}',
    values: { line },
  });

export const hostNotAllowed = (host: string): string =>
  i18n.translate('bruteForceAlerts.webhookErrors.hostNotAllowedErrorMessage', {
    defaultMessage: 'The host {host} is not among those that webhooks may go to. Nothing was sent.',
    values: { host },
  });

export const addressNotAllowed = (address: string): string =>
  i18n.translate('bruteForceAlerts.webhookErrors.addressNotAllowedErrorMessage', {
    defaultMessage:
      "The host leads to the address {address}, which is not on the internet but in a network of one's own, and is not listed. Nothing was sent.",
    values: { address },
  });

export const urlLeadsElsewhere = () => ({
  said: i18n.translate('bruteForceAlerts.webhookErrors.urlElsewhereErrorMessage', {
    defaultMessage: 'The URL leads to another host than the one that is shown. Nothing was sent.',
  }),
  remedy: i18n.translate('bruteForceAlerts.webhookErrors.urlElsewhereRemedy', {
    defaultMessage: 'Enter the URL again, with the keys that belong to it.',
  }),
});

export const headersDiffer = () => ({
  said: i18n.translate('bruteForceAlerts.webhookErrors.headersDifferErrorMessage', {
    defaultMessage: 'The headers with values are not those that are named. Nothing was sent.',
  }),
  remedy: i18n.translate('bruteForceAlerts.webhookErrors.headersDifferRemedy', {
    defaultMessage: 'Enter the values of all headers again.',
  }),
});
