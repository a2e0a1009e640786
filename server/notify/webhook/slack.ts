import { i18n } from '@kbn/i18n';
import { escapedMarkup } from '../../../common/text/markup';
import type { Card } from './card';
import type { Fact } from './fact';
import { hexColour } from './colours';

/** The most characters of a section of Slack. */
export const SLACK_SECTION_MAX = 3_000;

/**
 * A line for the notification, and a coloured attachment with the facts. `verbatim` keeps Slack from making links and
 * mentions of names; what stands between `<` and `>` would be one, so both are escaped.
 */
export function slack(card: Card): object {
  const lines = [
    ...(card.intro === '' ? [] : [escapedMarkup(card.intro)]),
    ...card.facts.map(factLine),
    ...linkLine(card),
  ];
  const text = headline(card);
  return {
    text,
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    attachments: [
      {
        color: hexColour(card.severity),
        fallback: text,
        blocks: packed(lines, SLACK_SECTION_MAX).map((section) => ({
          type: 'section',
          text: { type: 'mrkdwn', text: section, verbatim: true },
        })),
      },
    ],
  };
}

/** `Brute force detected: Guest` */
function headline({ title, facts: [first] }: Card): string {
  return inCode(first ? `${title}: ${first.value}` : title);
}

const factLine = ({ name, value }: Fact) => `*${escapedMarkup(name)}:* \`${inCode(value)}\``;

/** Slack has no escape for a backtick, and it would end the code; within code nothing else means anything. */
const inCode = (text: string) => escapedMarkup(text).replaceAll('`', '\u02cb');

function linkLine({ link }: Card): string[] {
  if (link === null) return [];
  const words = i18n.translate('bruteForceAlerts.webhookText.open', { defaultMessage: 'Open in Kibana' });
  const address = escapedMarkup(link).replaceAll('|', '%7C');
  return [`<${address}|${escapedMarkup(words)}>`];
}

/** Lines as few texts of at most `max` characters. A line is never cut: each is far shorter. */
export function packed(lines: readonly string[], max: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= max)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}
