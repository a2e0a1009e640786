import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from '../delivery/error_rows';

/** What people read when the mail, the server or the way to it is at fault. */
export const DELIVERY_TEXTS = {
  login_put_off: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginPutOffErrorMessage', {
        defaultMessage: 'The server does not take a login now, for example since there were too many.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginPutOffRemedy', {
        defaultMessage: 'Nothing needs to be done: it is tried again in some minutes.',
      }),
  },
  starttls_put_off: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.starttlsPutOffErrorMessage', {
        defaultMessage: 'The server cannot begin TLS now.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.starttlsPutOffRemedy', {
        defaultMessage: 'Nothing needs to be done: it is tried again.',
      }),
  },
  too_large: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.tooLargeErrorMessage', {
        defaultMessage: 'The mail is larger than the server takes.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.tooLargeRemedy', {
        defaultMessage: 'Read the alert in Kibana, and ask who runs the server to take mails of 100 kB.',
      }),
  },
  content_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.contentRefusedErrorMessage', {
        defaultMessage: 'The server did not take this mail, for example as spam.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.contentRefusedRemedy', {
        defaultMessage:
          "Read the server's answer. Ask who runs the server to let mail of this sender through.",
      }),
  },
  limit_reached: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.limitReachedErrorMessage', {
        defaultMessage: 'The account may send no more mail for now.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.limitReachedRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it happens often, use an account or relay without such a limit.',
      }),
  },
  greylisted: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.greylistedErrorMessage', {
        defaultMessage: 'The server asks to come back later (greylisting), or the mailbox is busy.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.greylistedRemedy', {
        defaultMessage:
          "It is tried again in some minutes. Where the server speaks of an address, check that address. Else nothing needs to be done; to be told at once, have Kibana's address exempted from greylisting.",
      }),
  },
  server_slows_down: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverSlowsDownErrorMessage', {
        defaultMessage: 'The server asks to slow down.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverSlowsDownRemedy', {
        defaultMessage: 'Nothing needs to be done: it is tried again in some minutes.',
      }),
  },
  server_closes: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverClosesErrorMessage', {
        defaultMessage: 'The server ended the talk, for example since it restarts. It did not take the mail.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverClosesRemedy', {
        defaultMessage: 'Nothing needs to be done: it is tried again.',
      }),
  },
  no_room: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noRoomErrorMessage', {
        defaultMessage: 'The server has no room for the mail now.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noRoomRemedy', {
        defaultMessage: 'Nothing needs to be done: it is tried again. If it lasts, ask who runs the server.',
      }),
  },
  server_puts_off: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverPutsOffErrorMessage', {
        defaultMessage: 'The server cannot take the mail now.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.serverPutsOffRemedy', {
        defaultMessage: "Nothing needs to be done: it is tried again. If it lasts, read the server's answer.",
      }),
  },
  other_answer: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.otherAnswerErrorMessage', {
        defaultMessage: 'The server gave an answer that is none of a mail server, and got no mail.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.otherAnswerRemedy', {
        defaultMessage: 'Check server and port, and whether something else answers there.',
      }),
  },
  other_answer_to_mail: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.otherAnswerToMailErrorMessage', {
        defaultMessage: "The server's answer to the mail cannot be read: it may or may not have taken it.",
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.otherAnswerToMailRemedy', {
        defaultMessage: 'Look into the mailbox, then send a test message.',
      }),
  },
  answer_lost: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.answerLostErrorMessage', {
        defaultMessage:
          'The mail was handed over, but the answer did not come: the server may or may not have taken it.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.answerLostRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again, with the same id, so that many mailboxes show it once.',
      }),
  },
  host_unknown: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.hostUnknownErrorMessage', {
        defaultMessage: 'The name of the server cannot be resolved.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.hostUnknownRemedy', {
        defaultMessage: "Check the name for typing errors, and DNS on Kibana's host.",
      }),
  },
  unreachable: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.unreachableErrorMessage', {
        defaultMessage: 'No connection to the server can be made.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.unreachableRemedy', {
        defaultMessage: "Check server and port, and allow Kibana's host to reach it in the firewall.",
      }),
  },
  no_greeting: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noGreetingErrorMessage', {
        defaultMessage:
          'Something answers at this port, but says nothing, as a server that waits for TLS does.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noGreetingRemedy', {
        defaultMessage: 'If the port is 465, choose TLS instead of STARTTLS. Else check server and port.',
      }),
  },
  timed_out: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.timedOutErrorMessage', {
        defaultMessage: 'The server did not answer in time. It did not take the mail.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.timedOutRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, check the server and the network.',
      }),
  },
  connection_lost: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.connectionLostErrorMessage', {
        defaultMessage: 'The connection broke before the mail was handed over.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.connectionLostRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, check the server and the network.',
      }),
  },
} satisfies Record<string, ErrorTexts>;
