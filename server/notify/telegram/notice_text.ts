import { fitted } from '../../../common/text/fitted_text';
import { escapedMarkup } from '../../../common/text/markup';
import { dailyWords, isAllQuiet } from '../message/daily_words';
import type { DailyMessage, NoticeMessage } from '../message/message';
import { noticeWords, type NoticeWords } from '../message/notice_words';
import type { TelegramHtml } from './bot_api_port';
import { code } from './field';
import { FIELD_MAX } from './values';

/** Long enough for what is to be done. */
const VALUE_MAX = 400;

/** The message about trouble of detection itself. */
export const renderNotice = (message: NoticeMessage): TelegramHtml =>
  rendered(noticeWords(message), { isGood: message.state === 'over', link: message.link });

/** The message that says every day how detection does. */
export const renderDaily = (message: DailyMessage): TelegramHtml =>
  rendered(dailyWords(message), { isGood: isAllQuiet(message), link: message.link });

function rendered(
  { title, lines, facts }: NoticeWords,
  { isGood, link }: { isGood: boolean; link: string | null },
): TelegramHtml {
  return [
    `${isGood ? '✅' : '⚠️'} <b>${escapedMarkup(title)}</b>`,
    ...lines.map(escapedMarkup),
    ...facts.map(({ name, value }) => `${escapedMarkup(name)}: ${code(value, VALUE_MAX)}`),
    link === null || [...link].length > FIELD_MAX.link ? '' : escapedMarkup(fitted(link, FIELD_MAX.link)),
  ]
    .filter((line) => line !== '')
    .join('\n') as TelegramHtml;
}
