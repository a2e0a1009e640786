import { fitted } from '../../../common/text/fitted_text';

/** The three characters that mean something in Telegram's HTML (facts of the Bot API: formatting options). */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A value from an event in the message: inside `code` Telegram makes no links, mentions or commands of it. */
export function code(text: string, max: number): string {
  return `<code>${escaped(fitted(text, max))}</code>`;
}
