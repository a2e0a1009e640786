import { visible } from '../../common/visible_text';

/** Text from an event as it may be shown: one line, nothing hidden, at most `max` code points, cut with … */
export function fitted(text: string, max: number): string {
  const shown = visible(text);
  // Spread walks by code points, so that no character is cut in two.
  const points = [...shown];
  return points.length <= max ? shown : `${points.slice(0, max - 1).join('')}…`;
}

/** The three characters that mean something in Telegram's HTML (facts of the Bot API: formatting options). */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A value from an event in the message: inside `code` Telegram makes no links, mentions or commands of it. */
export function code(text: string, max: number): string {
  return `<code>${escaped(fitted(text, max))}</code>`;
}
