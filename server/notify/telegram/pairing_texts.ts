import { i18n } from '@kbn/i18n';
import type { BotIdentity } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';

/** Another program is told of everything that people write to the bot, so no answer can be read here. */
export const webhookIsSet = ({ username }: BotIdentity, host: string): Problem => ({
  code: 'webhook_set',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.pairing.webhookErrorMessage', {
    defaultMessage:
      'The bot @{username} belongs to another program: a webhook sends everything that is written to it to {host}. Answers cannot be read here. The webhook was left as it is.',
    values: { username, host },
  }),
  remedy: i18n.translate('bruteForceAlerts.pairing.webhookRemedy', {
    defaultMessage:
      'Make a bot of its own for alerts: in Telegram, send /newbot to @BotFather, and paste its token here. Or type the chat id instead: messages can be sent all the same.',
  }),
});

/** The token of one bot was given for the pairing of another. */
export const otherBot = ({ username }: BotIdentity): Problem => ({
  code: 'other_bot',
  severity: 'error',
  field: 'botToken',
  message: i18n.translate('bruteForceAlerts.pairing.otherBotErrorMessage', {
    defaultMessage: 'The links were made for the bot @{username}, and this is the token of another one.',
    values: { username },
  }),
  remedy: i18n.translate('bruteForceAlerts.pairing.otherBotRemedy', {
    defaultMessage: 'Make new links with this token.',
  }),
});

/** Nobody has answered, or the ten minutes are over. */
export const nothingToConfirm = (): Problem => ({
  code: 'nothing_to_confirm',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.pairing.nothingToConfirmErrorMessage', {
    defaultMessage: 'No chat waits to be confirmed: links are good for ten minutes, and for one chat.',
  }),
  remedy: i18n.translate('bruteForceAlerts.pairing.nothingToConfirmRemedy', {
    defaultMessage: 'Make new links and open one of them in Telegram.',
  }),
});
