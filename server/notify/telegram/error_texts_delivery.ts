import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from '../delivery/error_rows';

/** What people read when the message, Telegram or the way to it is at fault. */
export const DELIVERY_TEXTS = {
  text_empty: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.textEmptyErrorMessage', {
        defaultMessage: 'The message had no text.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.textEmptyRemedy', {
        defaultMessage: 'This is a defect of the plugin. Read the alert in Kibana and report the defect.',
      }),
  },
  text_too_long: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.textTooLongErrorMessage', {
        defaultMessage: 'The message is longer than Telegram takes.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.textTooLongRemedy', {
        defaultMessage:
          'It is sent again in a shorter form. If that fails too, read the alert in Kibana and report the defect.',
      }),
  },
  formatting_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.formattingRefusedErrorMessage', {
        defaultMessage: 'Telegram could not read the formatting of the message.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.formattingRefusedRemedy', {
        defaultMessage: 'It is sent again as plain text. Please report the defect.',
      }),
  },
  options_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.optionsRefusedErrorMessage', {
        defaultMessage:
          'Telegram did not take an extra of the message, such as a button or the preview setting.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.optionsRefusedRemedy', {
        defaultMessage: 'It is sent again as plain text. Please report the defect.',
      }),
  },
  not_modified: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.notModifiedErrorMessage', {
        defaultMessage: 'The message in the chat already says this.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.notModifiedRemedy', {
        defaultMessage: 'Nothing needs to be done.',
      }),
  },
  nothing_to_edit: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.nothingToEditErrorMessage', {
        defaultMessage: 'The message to change is gone or can no longer be changed.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.nothingToEditRemedy', {
        defaultMessage: 'Nothing needs to be done: the next message is a new one.',
      }),
  },
  press_too_old: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.pressTooOldErrorMessage', {
        defaultMessage: 'The press of a button was answered too late for Telegram to show the answer.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.pressTooOldRemedy', {
        defaultMessage: 'Nothing needs to be done: the message in the chat says what became of it.',
      }),
  },
  webhook_active: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.webhookActiveErrorMessage', {
        defaultMessage: 'Another application receives what is written to this bot.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.webhookActiveRemedy', {
        defaultMessage:
          'Use a bot of its own for alerts, made with @BotFather, or remove the webhook of the other application.',
      }),
  },
  other_reader: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherReaderErrorMessage', {
        defaultMessage: 'Another program reads what is written to this bot.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherReaderRemedy', {
        defaultMessage: 'Stop the other program, or use a bot of its own for alerts.',
      }),
  },
  too_many_requests: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tooManyRequestsErrorMessage', {
        defaultMessage: 'Telegram asks to slow down: too many messages went to this chat or from this bot.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tooManyRequestsRemedy', {
        defaultMessage:
          'Nothing needs to be done: the message is sent when Telegram allows it. If it happens often, use a bot of its own for alerts.',
      }),
  },
  telegram_trouble: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.telegramTroubleErrorMessage', {
        defaultMessage: 'Telegram has trouble of its own, and may or may not have sent the message.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.telegramTroubleRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, look for news of an outage of Telegram.',
      }),
  },
  other_refusal: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherRefusalErrorMessage', {
        defaultMessage: 'Telegram refused the message for a reason that the plugin does not know.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherRefusalRemedy', {
        defaultMessage: 'Read what Telegram says, correct it and send a test message.',
      }),
  },
  other_answer: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherAnswerErrorMessage', {
        defaultMessage:
          'Telegram gave an answer that the plugin does not know, and may or may not have sent the message.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.otherAnswerRemedy', {
        defaultMessage:
          'Look into the chat, then send a test message. If it stays, check the Telegram API URL in kibana.yml.',
      }),
  },
  proxy_login: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyLoginErrorMessage', {
        defaultMessage: 'The proxy on the way to Telegram wants a user name and password.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyLoginRemedy', {
        defaultMessage:
          "Put them into the proxy URL in kibana.yml, or let Kibana's host through without them, and restart Kibana.",
      }),
  },
  too_many_requests_gateway: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tooManyRequestsGatewayErrorMessage', {
        defaultMessage: 'Something on the way to Telegram, such as a proxy, asks to slow down.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tooManyRequestsGatewayRemedy', {
        defaultMessage:
          'Nothing needs to be done: the message is sent later. If it lasts, ask whoever runs the proxy.',
      }),
  },
  redirected: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.redirectedErrorMessage', {
        defaultMessage: 'Instead of Telegram something else answered and pointed to another address.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.redirectedRemedy', {
        defaultMessage:
          'Check the Telegram API URL in kibana.yml, and whether a proxy or a login page of the network stands in between.',
      }),
  },
  not_telegram: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.notTelegramErrorMessage', {
        defaultMessage:
          'Something that is not Telegram answered and let nothing through, for example a proxy.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.notTelegramRemedy', {
        defaultMessage:
          "Check the Telegram API URL in kibana.yml, and allow Kibana's host to reach Telegram in the proxy or firewall.",
      }),
  },
  gateway_trouble: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.gatewayTroubleErrorMessage', {
        defaultMessage:
          'A server on the way to Telegram has trouble, and the message may or may not have been sent.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.gatewayTroubleRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, check the proxy and look for news of an outage of Telegram.',
      }),
  },
  answer_unreadable: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.answerUnreadableErrorMessage', {
        defaultMessage:
          "The answer was not one of Telegram's, and the message may or may not have been sent.",
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.answerUnreadableRemedy', {
        defaultMessage:
          'Check the Telegram API URL in kibana.yml, and whether a proxy or a login page of the network stands in between.',
      }),
  },
  certificate_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.certificateRefusedErrorMessage', {
        defaultMessage:
          'The connection to Telegram shows a certificate that Kibana does not trust, as when a firewall inspects TLS.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.certificateRefusedRemedy', {
        defaultMessage:
          'Kibana does not trust the certificate that it was shown, as when a firewall inspects TLS. Give it the certificate authority of the firewall with the environment variable NODE_EXTRA_CA_CERTS (a file in PEM) and restart it, or exempt Telegram from inspection.',
      }),
  },
  no_tls: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noTlsErrorMessage', {
        defaultMessage:
          'The server does not speak TLS on this port: an https address leads to a plain http server.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noTlsRemedy', {
        defaultMessage:
          'In kibana.yml correct the Telegram API URL or the proxy URL: http instead of https, or another port.',
      }),
  },
  host_unknown: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.hostUnknownErrorMessage', {
        defaultMessage: "The name of Telegram's server, or of the proxy, cannot be resolved.",
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.hostUnknownRemedy', {
        defaultMessage:
          "Check DNS on Kibana's host. Where only a proxy reaches the internet, set its URL in kibana.yml.",
      }),
  },
  unreachable: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.unreachableErrorMessage', {
        defaultMessage: 'No connection to Telegram, or to the proxy, can be made.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.unreachableRemedy', {
        defaultMessage:
          "Allow Kibana's host to reach Telegram on port 443 in the firewall, or set a proxy or your own Bot API server in kibana.yml.",
      }),
  },
  timed_out: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.timedOutErrorMessage', {
        defaultMessage: 'Telegram did not answer in time, and may or may not have sent the message.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.timedOutRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, check the network and the proxy.',
      }),
  },
  connection_lost: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.connectionLostErrorMessage', {
        defaultMessage:
          'The connection broke before the answer came, and the message may or may not have been sent.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.connectionLostRemedy', {
        defaultMessage:
          'Nothing needs to be done: it is tried again. If it lasts, check the network and the proxy.',
      }),
  },
} satisfies Record<string, ErrorTexts>;
