import { i18n } from '@kbn/i18n';
import type { Entry } from './outbox_ports';

/** Why a delivery was given up or put off, and what to do. */
export type Why = Pick<Entry, 'lastErrorCode' | 'lastError' | 'remedy'>;

export const texts = {
  fault: (): Why => ({
    lastErrorCode: 'internal_error',
    lastError: i18n.translate('bruteForceAlerts.outbox.faultErrorMessage', {
      defaultMessage: 'The message could not be sent by a fault of the plugin or of its storage.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.faultRemedy', {
      defaultMessage: "It is tried again every minute, for six hours. Kibana's log has the exact error.",
    }),
  }),
  unfinished: (): Why => ({
    lastErrorCode: 'left_unfinished',
    lastError: i18n.translate('bruteForceAlerts.outbox.unfinishedErrorMessage', {
      defaultMessage: 'Kibana ended while this reminder was on its way: perhaps it arrived.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.unfinishedRemedy', {
      defaultMessage: 'Nothing to do: another reminder follows when the attack still goes on.',
    }),
  }),
  testUnfinished: (): Why => ({
    lastErrorCode: 'left_unfinished',
    lastError: i18n.translate('bruteForceAlerts.outbox.testUnfinishedErrorMessage', {
      defaultMessage: 'Kibana ended while the test message was on its way: perhaps it arrived.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.testUnfinishedRemedy', {
      defaultMessage: 'Look whether it is there, or send another one.',
    }),
  }),
  testTooOld: (): Why => ({
    lastErrorCode: 'too_old',
    lastError: i18n.translate('bruteForceAlerts.outbox.testTooOldErrorMessage', {
      defaultMessage: 'Not sent: for ten minutes the message could not be sent.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.testTooOldRemedy', {
      defaultMessage: 'Check that Kibana can reach the channel, then send another one.',
    }),
  }),
  notThere: (): Why => ({
    lastErrorCode: 'nothing_to_edit',
    lastError: i18n.translate('bruteForceAlerts.outbox.notThereErrorMessage', {
      defaultMessage:
        'The message was not changed: it was not delivered, or this channel cannot change messages.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.notThereRemedy', {
      defaultMessage: 'Nothing to do. The numbers as they are now stand here.',
    }),
  }),
  tooOld: (): Why => ({
    lastErrorCode: 'too_old',
    lastError: i18n.translate('bruteForceAlerts.outbox.tooOldErrorMessage', {
      defaultMessage:
        'Not delivered: for six hours the message could not be sent, and an old one must not pass for news.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.tooOldRemedy', {
      defaultMessage: 'Read the alert here. Check that Kibana ran all the time and could reach the channel.',
    }),
  }),
  notReady: (): Why => ({
    lastErrorCode: 'no_channel',
    lastError: i18n.translate('bruteForceAlerts.outbox.noChannelErrorMessage', {
      defaultMessage: 'Not delivered: for six hours the channel was not set up completely.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.noChannelRemedy', {
      defaultMessage: 'Complete the channel under Settings, for Telegram the bot token and the chat id.',
    }),
  }),
  channelGone: (): Why => ({
    lastErrorCode: 'channel_removed',
    lastError: i18n.translate('bruteForceAlerts.outbox.channelRemovedErrorMessage', {
      defaultMessage: 'Not delivered: the channel was removed while this message waited for it.',
    }),
    remedy: i18n.translate('bruteForceAlerts.outbox.channelRemovedRemedy', {
      defaultMessage: 'Read the alert here. Set up another channel under Settings.',
    }),
  }),
};
