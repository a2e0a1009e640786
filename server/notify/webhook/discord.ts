import { fitted } from '../../../common/text/fitted_text';
import type { Card } from './card';
import type { Fact } from './fact';
import { colourOf } from './colours';

/** Limits of an embed, in characters. */
export const DISCORD_MAX = { title: 256, description: 4_096 } as const;

/** One embed. It may mention nobody, whatever its text says. */
export const discord = (card: Card): object => ({
  allowed_mentions: { parse: [] },
  embeds: [
    {
      title: fitted(escaped(card.title), DISCORD_MAX.title),
      description: [card.intro === '' ? '' : escaped(card.intro), ...card.facts.map(factLine)]
        .filter((line) => line !== '')
        .join('\n'),
      color: colourOf(card.severity),
      ...(card.link === null ? {} : { url: card.link }),
    },
  ],
});

/** In code Discord makes no links, mentions or formatting. A backtick would end the code. */
const factLine = ({ name, value }: Fact) => `**${escaped(name)}:** \`${value.replaceAll('`', '\u02cb')}\``;

/** Discord takes a backslash before every sign that might mean something. */
const escaped = (text: string) => text.replace(/[\\*_~`|>#[\]()<@:-]/g, '\\$&');
