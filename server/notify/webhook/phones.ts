import type { Severity } from '../../../common/rules/rules';
import { fitted } from '../../../common/text/fitted_text';
import { bodyLines, type Card } from './card';
import { packed } from './slack';

/** ntfy makes a file of a longer message, bytes. */
export const NTFY_MAX_BYTES = 4_096;
/** Apprise hands a text on to services of which it cuts what is too long for them, characters. */
export const APPRISE_MAX = { title: 250, body: 4_000 } as const;
const TITLE_MAX = 250;

/** From 1 to 5; 3 is how ntfy rings by itself. */
const NTFY_PRIORITY: Record<Severity, number> = { low: 2, medium: 3, high: 4, critical: 5 };
const NTFY_TAG: Record<Severity, string> = {
  low: 'large_blue_circle',
  medium: 'yellow_circle',
  high: 'orange_circle',
  critical: 'rotating_light',
};
/** From 0 to 10; from 8 on Gotify's app rings loudly. */
const GOTIFY_PRIORITY: Record<Severity, number> = { low: 2, medium: 5, high: 7, critical: 10 };
const APPRISE_TYPE: Record<Severity, string> = {
  low: 'info',
  medium: 'warning',
  high: 'failure',
  critical: 'failure',
};

/** Plain text, which ntfy shows as it is. */
export const ntfy = (card: Card, topic: string): object => ({
  topic,
  title: fitted(card.title, TITLE_MAX),
  message: withinBytes(bodyLines(card), NTFY_MAX_BYTES),
  priority: card.severity === null ? 3 : NTFY_PRIORITY[card.severity],
  tags: [card.severity === null ? 'white_check_mark' : NTFY_TAG[card.severity]],
  ...(card.link === null ? {} : { click: card.link }),
});

/** Plain text, which Gotify shows as it is. */
export const gotify = (card: Card): object => ({
  title: fitted(card.title, TITLE_MAX),
  message: [...bodyLines(card), card.link ?? ''].filter((line) => line !== '').join('\n'),
  priority: card.severity === null ? 3 : GOTIFY_PRIORITY[card.severity],
  extras: {
    'client::display': { contentType: 'text/plain' },
    ...(card.link === null ? {} : { 'client::notification': { click: { url: card.link } } }),
  },
});

/** Plain text. Apprise may hand it to a service with mentions, so none is left in names. */
export const apprise = (card: Card): object => ({
  title: fitted(card.title, APPRISE_MAX.title),
  body:
    packed(
      [...bodyLines(card).map(withoutMentions), card.link ?? ''].filter((line) => line !== ''),
      APPRISE_MAX.body,
    )[0] ?? '',
  type: card.severity === null ? 'info' : APPRISE_TYPE[card.severity],
  format: 'text',
});

/** `@everyone` and `<!channel>` with a look-alike in place of their first sign. Addresses such as a@b stay. */
const withoutMentions = (text: string) =>
  text.replace(/@(?=everyone|here|channel|all\b)/gi, '\uff20').replace(/<(?=[@!#&])/g, '\uff1c');

/** As many whole lines as fit into `max` bytes of UTF-8. */
function withinBytes(lines: readonly string[], max: number): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += new TextEncoder().encode(line).length + 1;
    if (bytes > max) break;
    kept.push(line);
  }
  return kept.join('\n');
}
