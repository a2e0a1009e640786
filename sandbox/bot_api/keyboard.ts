import type { Refusal } from './refusals';
import { isObject, parseJson } from './request_parameters';

/** A button below a message. Exactly one of `callback_data` and `url` is there. */
export interface Button {
  text: string;
  callback_data?: string;
  url?: string;
}

/** So many buttons Telegram keeps of a message (server limit), and so many in a row. */
const BUTTONS_MAX = 100;
const ROW_MAX = 8;
const DATA_BYTES_MAX = 64;

/** The buttons of `reply_markup`, row by row; none where it is absent. Or why Telegram refuses them. */
export function readKeyboard(markup: unknown): Button[][] | Refusal {
  if (markup === undefined) return [];
  const given = typeof markup === 'string' ? parseJson(markup) : markup;
  if (!isObject(given)) return badRequest('object expected as reply markup');
  const rows = given['inline_keyboard'];
  if (rows === undefined) return [];
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    return badRequest('can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array');
  const buttons = rows.map((row: unknown[]) => row.map(readButton));
  const refusal = buttons.flat().find((button) => 'status' in button);
  if (refusal) return refusal as Refusal;
  if (buttons.flat().length > BUTTONS_MAX || buttons.some((row) => row.length > ROW_MAX))
    return badRequest('reply markup is too long');
  return (buttons as Button[][]).filter((row) => row.length > 0);
}

function readButton(given: unknown): Button | Refusal {
  if (!isObject(given)) return unparsed('Object expected');
  const { text, callback_data: data, url } = given;
  if (typeof text !== 'string' || text.trim() === '') return unparsed('Text must be non-empty');
  if (/\p{Cs}/u.test(text)) return badRequest('strings must be encoded in UTF-8');
  if (typeof data === 'string' && url === undefined) {
    const bytes = Buffer.byteLength(data, 'utf8');
    return bytes >= 1 && bytes <= DATA_BYTES_MAX
      ? { text, callback_data: data }
      : badRequest('BUTTON_DATA_INVALID');
  }
  if (typeof url === 'string' && data === undefined) return readAddress(text, url);
  return unparsed('Text buttons are unallowed in the inline keyboard');
}

/** By reports, the server refuses localhost and hosts without a domain, and everything but the web and tg. */
function readAddress(text: string, url: string): Button | Refusal {
  if (!URL.canParse(url)) return badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  const { protocol, hostname } = new URL(url);
  if (protocol === 'tg:') return { text, url };
  const isPublic = hostname.includes('.') && !hostname.endsWith('.localhost') && !hostname.startsWith('127.');
  return ['http:', 'https:'].includes(protocol) && isPublic
    ? { text, url }
    : badRequest('BUTTON_URL_INVALID');
}

const unparsed = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);

function badRequest(words: string): Refusal {
  return { status: 400, description: `Bad Request: ${words}` };
}
