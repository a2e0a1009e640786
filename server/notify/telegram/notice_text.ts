import { fitted } from '../../../common/text/fitted_text';
import { escapedMarkup } from '../../../common/text/markup';
import type { NoticeMessage } from '../message/message';
import { noticeWords } from '../message/notice_words';
import type { TelegramHtml } from './bot_api_port';
import { code } from './field';
import { FIELD_MAX } from './values';

/** Long enough for what is to be done. */
const VALUE_MAX = 400;

/** The message about trouble of detection itself. */
export function renderNotice(message: NoticeMessage): TelegramHtml {
  const { title, lines, facts } = noticeWords(message);
  const { state, link } = message;
  return [
    `${state === 'began' ? '⚠️' : '✅'} <b>${escapedMarkup(title)}</b>`,
    ...lines.map(escapedMarkup),
    ...facts.map(({ name, value }) => `${escapedMarkup(name)}: ${code(value, VALUE_MAX)}`),
    link === null || [...link].length > FIELD_MAX.link ? '' : escapedMarkup(fitted(link, FIELD_MAX.link)),
  ]
    .filter((line) => line !== '')
    .join('\n') as TelegramHtml;
}
