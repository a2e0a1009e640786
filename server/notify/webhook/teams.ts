import { i18n } from '@kbn/i18n';
import type { Severity } from '../../../common/rules/rules';
import type { Card } from './card';
import type { Fact } from './fact';

/** The largest message that Teams takes from a webhook, bytes. */
export const TEAMS_MAX_BYTES = 28 * 1_024;

/** Teams knows names of colours only. */
const COLOURS: Record<Severity, string> = {
  low: 'accent',
  medium: 'warning',
  high: 'warning',
  critical: 'attention',
};

/**
 * An Adaptive Card, as a workflow "when a Teams webhook request is received" takes it. All text is in runs, which show
 * it as it is: other text of a card is Markdown.
 */
export const teams = (card: Card): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        msteams: { width: 'Full' },
        body: [
          line([{ ...run(card.title), size: 'large', weight: 'bolder', color: colourOf(card) }]),
          ...(card.intro === '' ? [] : [line([run(card.intro)])]),
          ...card.facts.map(factLine),
        ],
        ...(card.link === null
          ? {}
          : { actions: [{ type: 'Action.OpenUrl', title: openText(), url: card.link }] }),
      },
    },
  ],
});

const colourOf = ({ severity }: Card) => (severity === null ? 'good' : COLOURS[severity]);
const run = (text: string) => ({ type: 'TextRun', text });
const line = (inlines: object[]) => ({ type: 'RichTextBlock', inlines, spacing: 'small' });
const factLine = ({ name, value }: Fact) => line([{ ...run(`${name}: `), weight: 'bolder' }, run(value)]);

const openText = () =>
  i18n.translate('bruteForceAlerts.webhookText.openButton', { defaultMessage: 'Open in Kibana' });
