import { i18n } from '@kbn/i18n';
import type { AttackMessage, ChannelMessage, TestMessage } from '../message/message';
import { atSecond } from '../message/values';
import { factLines } from './facts';
import { headingLines } from './heading';
import type { TelegramHtml } from './bot_api_port';
import { renderDaily, renderNotice } from './notice_text';
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
export function render(message: ChannelMessage): TelegramHtml {
  switch (message.kind) {
    case 'attack':
      return renderAttack(message);
    case 'summary':
      return renderSummary(message);
    case 'notice':
      return renderNotice(message);
    case 'daily':
      return renderDaily(message);
    case 'test':
      return renderTest(message);
  }
}

/** The message that somebody asked for, to see whether the channel works. It cannot be taken for an alert. */
export function renderTest(message: TestMessage): TelegramHtml {
  const heading = i18n.translate('bruteForceAlerts.telegramText.testTitle', {
    defaultMessage: 'Test message',
  });
  const body = i18n.translate('bruteForceAlerts.telegramText.testBody', {
    defaultMessage:
      'Alerts about password guessing from the Kibana space {space} will arrive in this chat, by the channel {channel}. Nothing is wrong.',
    values: { space: named(message.space), channel: named(message.channel) },
  });
  return `✅ <b>${heading}</b>\n${body}\n${askedLine(message)}` as TelegramHtml;
}

function askedLine({ askedBy, at }: TestMessage): string {
  const when = atSecond(at);
  if (askedBy === null) {
    return i18n.translate('bruteForceAlerts.telegramText.testAsked', {
      defaultMessage: 'Asked for in Kibana at {when} UTC.',
      values: { when },
    });
  }
  return i18n.translate('bruteForceAlerts.telegramText.testAskedBy', {
    defaultMessage: 'Asked for in Kibana by {person} at {when} UTC.',
    values: { person: named(askedBy), when },
  });
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
