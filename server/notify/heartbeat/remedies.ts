import { i18n } from '@kbn/i18n';
import type { WebhookErrorCode } from '../webhook/error_table';
import { WEBHOOK_REMEDIES } from '../webhook/error_texts';

const wrongAddress = () =>
  i18n.translate('bruteForceAlerts.heartbeat.wrongAddressRemedy', {
    defaultMessage:
      'The service knows no check at this address: it is wrong, was cut short, or the check was deleted or paused. Copy the whole URL again.',
  });
const refused = () =>
  i18n.translate('bruteForceAlerts.heartbeat.refusedRemedy', {
    defaultMessage:
      'The service refuses the call. Read what it says, check whether it wants GET or POST, and call it again.',
  });
const trouble = () =>
  i18n.translate('bruteForceAlerts.heartbeat.troubleRemedy', {
    defaultMessage:
      'The service, or a server in front of it, has trouble. It is called again in a minute. If it lasts, look whether it runs.',
  });
const slower = () =>
  i18n.translate('bruteForceAlerts.heartbeat.slowerRemedy', {
    defaultMessage: 'The service asks for fewer calls. Set more minutes between two calls.',
  });
const noAnswer = () =>
  i18n.translate('bruteForceAlerts.heartbeat.noAnswerRemedy', {
    defaultMessage:
      'No answer came. It is called again in a minute. If it lasts, look whether the service runs and Kibana can reach it.',
  });

const noSuchProxy = () =>
  i18n.translate('bruteForceAlerts.heartbeat.noSuchProxyRemedy', {
    defaultMessage: 'List the proxy in kibana.yml again, and restart Kibana.',
  });

/** What to do about a call that failed, by its code. What is the same for webhooks has the same words. */
export const HEARTBEAT_REMEDIES: Record<WebhookErrorCode, () => string> = {
  ...WEBHOOK_REMEDIES,
  proxy_not_listed: noSuchProxy,
  nothing_behind: wrongAddress,
  partly_failed: refused,
  message_refused: refused,
  message_too_large: refused,
  login_refused: refused,
  no_right: refused,
  address_unknown: wrongAddress,
  address_gone: wrongAddress,
  too_many_requests: slower,
  asks_again: trouble,
  other_refusal: refused,
  gateway_trouble: trouble,
  receiver_trouble: trouble,
  answer_unreadable: refused,
  timed_out: noAnswer,
  connection_lost: noAnswer,
};
