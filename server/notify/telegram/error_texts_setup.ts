import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from '../delivery/error_rows';

/** What people read when the token, the chat or a right is at fault: somebody has to act. */
export const SETUP_TEXTS = {
  token_malformed: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenMalformedErrorMessage', {
        defaultMessage: 'Telegram does not take the bot token: it has not the form of one.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenMalformedRemedy', {
        defaultMessage:
          'Copy the token again from @BotFather (/mybots, your bot, API Token), save it in the settings and send a test message.',
      }),
  },
  token_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenRefusedErrorMessage', {
        defaultMessage: 'Telegram does not accept the bot token: it is wrong or was revoked.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenRefusedRemedy', {
        defaultMessage:
          'Copy the current token from @BotFather (/mybots, your bot, API Token), save it in the settings and send a test message.',
      }),
  },
  method_not_found: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.methodNotFoundErrorMessage', {
        defaultMessage:
          'The Bot API server does not know this call: it is too old, or its address has a wrong path.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.methodNotFoundRemedy', {
        defaultMessage: 'Update your own Bot API server, or correct the Telegram API URL in kibana.yml.',
      }),
  },
  token_unknown: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenUnknownErrorMessage', {
        defaultMessage:
          'Telegram knows no bot with this token: it was cut short, or "bot" stands in front of it.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenUnknownRemedy', {
        defaultMessage:
          'Copy the whole token again from @BotFather (/mybots, your bot, API Token). If it is right, check the Telegram API URL in kibana.yml.',
      }),
  },
  token_not_allowed: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenNotAllowedErrorMessage', {
        defaultMessage: 'This Bot API server serves only certain bots, and yours is not one of them.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.tokenNotAllowedRemedy', {
        defaultMessage:
          'Ask its administrator to allow the bot, or set another Telegram API URL in kibana.yml.',
      }),
  },
  bot_logged_out: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botLoggedOutErrorMessage', {
        defaultMessage: 'The bot was moved to another Bot API server.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botLoggedOutRemedy', {
        defaultMessage:
          'Set the Telegram API URL in kibana.yml to the server that the bot uses now. A move back takes at least ten minutes.',
      }),
  },
  chat_id_empty: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatIdEmptyErrorMessage', {
        defaultMessage: 'The message named no chat to go to.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatIdEmptyRemedy', {
        defaultMessage: 'Enter the chat id in the settings and send a test message.',
      }),
  },
  private_chat_not_found: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.privateChatNotFoundErrorMessage', {
        defaultMessage: 'Telegram knows no chat between this person and the bot.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.privateChatNotFoundRemedy', {
        defaultMessage:
          'Have the person open the bot in Telegram and press Start. Check that the id is theirs and the token is of the same bot.',
      }),
  },
  chat_not_found: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatNotFoundErrorMessage', {
        defaultMessage: 'Telegram finds no chat with this id that the bot can see.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatNotFoundRemedy', {
        defaultMessage:
          'Look for the usual mistakes: the minus of a group id or the -100 of a supergroup or channel id is missing; it is the @name of a person (only public groups and channels can be named so); the bot was not added to the group or channel; the person did not open the bot and press Start; the token is of another bot.',
      }),
  },
  peer_id_invalid: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.peerIdInvalidErrorMessage', {
        defaultMessage: 'Telegram does not let the bot see this group or channel.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.peerIdInvalidRemedy', {
        defaultMessage:
          'Add the bot to the group or channel, then copy the chat id again, with its minus or -100.',
      }),
  },
  bot_not_started: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botNotStartedErrorMessage', {
        defaultMessage: 'A bot may not write first, and this person has not started it.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botNotStartedRemedy', {
        defaultMessage: 'Have the person open the bot in Telegram and press Start, then send a test message.',
      }),
  },
  bot_blocked: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botBlockedErrorMessage', {
        defaultMessage: 'The person has blocked the bot.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botBlockedRemedy', {
        defaultMessage:
          'Have the person open the bot in Telegram and press Restart or Unblock, or choose another chat.',
      }),
  },
  user_deactivated: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.userDeactivatedErrorMessage', {
        defaultMessage: "The person's Telegram account was deleted.",
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.userDeactivatedRemedy', {
        defaultMessage: 'Choose another chat in the settings.',
      }),
  },
  chat_is_a_bot: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatIsABotErrorMessage', {
        defaultMessage: 'The chat id is that of a bot, and bots cannot receive messages from bots.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatIsABotRemedy', {
        defaultMessage: 'Enter the id of a person, a group or a channel.',
      }),
  },
  bot_kicked: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botKickedErrorMessage', {
        defaultMessage: 'The bot was removed from the chat.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botKickedRemedy', {
        defaultMessage:
          'Add the bot to the chat again; an administrator may first have to take it off the list of removed users. Then send a test message.',
      }),
  },
  bot_not_a_member: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botNotAMemberErrorMessage', {
        defaultMessage: 'The bot is not a member of the chat.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.botNotAMemberRemedy', {
        defaultMessage:
          'Add the bot to the group, or to the channel as an administrator with the right to post. Then send a test message.',
      }),
  },
  chat_deleted: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatDeletedErrorMessage', {
        defaultMessage: 'The group was deleted.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatDeletedRemedy', {
        defaultMessage: 'Choose another chat in the settings.',
      }),
  },
  chat_migrated: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatMigratedErrorMessage', {
        defaultMessage: 'The group became a supergroup and has a new id.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.chatMigratedRemedy', {
        defaultMessage:
          'Messages go to the new id by themselves. If this stays, enter the new id, which starts with -100, in the settings.',
      }),
  },
  no_right_to_send_text: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noRightToSendTextErrorMessage', {
        defaultMessage: 'The bot may not send text messages to this chat.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noRightToSendTextRemedy', {
        defaultMessage:
          'In the permissions of the group allow members to send messages, or make the bot an administrator.',
      }),
  },
  admin_rights_needed: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.adminRightsNeededErrorMessage', {
        defaultMessage: 'In a channel only administrators may post, and the bot is none.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.adminRightsNeededRemedy', {
        defaultMessage: 'Make the bot an administrator of the channel with the right to post messages.',
      }),
  },
  no_right_to_write: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noRightToWriteErrorMessage', {
        defaultMessage: 'The bot may read this chat and not write to it.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.noRightToWriteRemedy', {
        defaultMessage:
          'In the permissions of the chat allow the bot to send messages, or make it an administrator.',
      }),
  },
  thread_not_found: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.threadNotFoundErrorMessage', {
        defaultMessage: 'The group has no such topic: it was deleted.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.threadNotFoundRemedy', {
        defaultMessage:
          'Choose the chat and the topic again in the settings of the channel. Alerts go to the General topic until then.',
      }),
  },
  topic_closed: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.topicClosedErrorMessage', {
        defaultMessage: 'The topic of the group is closed.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.topicClosedRemedy', {
        defaultMessage:
          'Reopen the topic, or let the bot manage topics. Alerts go to the General topic until then.',
      }),
  },
  topic_deleted: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.topicDeletedErrorMessage', {
        defaultMessage: 'The topic of the group was deleted.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.topicDeletedRemedy', {
        defaultMessage:
          'Choose the chat and the topic again in the settings of the channel. Alerts go to the General topic until then.',
      }),
  },
} satisfies Record<string, ErrorTexts>;
