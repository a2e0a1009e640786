import { i18n } from '@kbn/i18n';
import type { AttackMessage, ChannelMessage } from '../message/message';
import { factLines } from './facts';
import { headingLines } from './heading';
import type { TelegramHtml } from './bot_api_port';
import { renderSummary } from './summary_text';
import { named } from './values';

/** Telegram's limit: code points of the text after its markup was read (tdlib, option message_text_length_max). */
export const MESSAGE_MAX = 4_096;

/** The message about an attack. Whatever the fields hold, Telegram takes the result and shows the fields as text. */
export function renderAttack(message: AttackMessage): TelegramHtml {
  const lines = [...headingLines(message), ...factLines(message)];
  return lines.filter((line) => line !== '').join('\n') as TelegramHtml;
}

/** Makes the text of any message. */
export const render = (message: ChannelMessage): TelegramHtml =>
  message.kind === 'attack' ? renderAttack(message) : renderSummary(message);

/** What "Send test message" sends. `space`: the name of the Kibana space whose alerts come to this chat. */
export function renderTestMessage({ space }: { space: string }): TelegramHtml {
  const heading = i18n.translate('bruteForceAlerts.telegramText.testTitle', {
    defaultMessage: 'Test message',
  });
  const body = i18n.translate('bruteForceAlerts.telegramText.testBody', {
    defaultMessage:
      'Alerts about password guessing from the Kibana space {space} will arrive in this chat. Nothing is wrong: somebody pressed "Send test message" in Kibana.',
    values: { space: named(space) },
  });
  return `✅ <b>${heading}</b>\n${body}` as TelegramHtml;
}

/**
 * The same words without formatting, for the case that Telegram cannot read the formatting. At most `MESSAGE_MAX` code
 * points.
 */
export function toPlainText(html: TelegramHtml): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  // Every < of a field is escaped, so what still looks like a tag is one of ours.
  const text = html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
  const points = [...text];
  return points.length <= MESSAGE_MAX ? text : `${points.slice(0, MESSAGE_MAX - 1).join('')}…`;
}
