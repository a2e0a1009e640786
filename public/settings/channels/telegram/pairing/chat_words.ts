import { i18n } from '@kbn/i18n';
import type { PairedChat } from '../../../../../common/api/pairing';

/** A chat with its kind, as `Night shift (group)`. */
export function chatWords({ title, type, topicId }: PairedChat): string {
  const values = { title, type, topicId };
  if (topicId !== null) {
    return i18n.translate('bruteForceAlerts.pairing.topicOfChatLabel', {
      defaultMessage: '{title} (group, topic {topicId, number})',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.pairing.chatLabel', {
    defaultMessage: '{title} ({type, select, private {one person} channel {channel} other {group}})',
    values,
  });
}

/** The chat that answered and who asked for it, as the question to confirm. */
export function foundWords(chat: PairedChat): string {
  const values = { chat: chatWords(chat), person: chat.askedBy };
  if (chat.askedBy === null) {
    return i18n.translate('bruteForceAlerts.pairing.foundTitle', {
      defaultMessage: 'Send alerts to {chat}?',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.pairing.foundAskedByTitle', {
    defaultMessage: 'Send alerts to {chat}, asked for by {person}?',
    values,
  });
}
