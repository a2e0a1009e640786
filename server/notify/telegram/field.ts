import { fitted } from '../../../common/text/fitted_text';
import { escapedMarkup } from '../../../common/text/markup';

/** A value from an event in the message: inside `code` Telegram makes no links, mentions or commands of it. */
export function code(text: string, max: number): string {
  return `<code>${escapedMarkup(fitted(text, max))}</code>`;
}
