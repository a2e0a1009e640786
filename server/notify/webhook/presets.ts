import type { WebhookPreset } from '../../../common/channels/webhook';
import type { ChannelMessage } from '../message/message';
import { apprise, gotify, ntfy } from './phones';
import { cardOf, plainText, type Card } from './card';
import { discord } from './discord';
import { payloadOf } from './payload';
import { slack } from './slack';
import { teams } from './teams';

/** A message in the form of a preset. */
export interface Rendered {
  /** JSON. */
  body: string;
  /** The same in plain text, for the page of deliveries. */
  text: string;
}

const FORMS: Record<Exclude<WebhookPreset, 'json' | 'ntfy'>, (card: Card) => object> = {
  slack,
  discord,
  teams,
  gotify,
  apprise,
};

/** What people see of a message before it is sent. A program reads our own form, so it is shown as it is. */
export function previewOf(message: ChannelMessage, preset: WebhookPreset): string {
  const text = plainText(cardOf(message));
  return preset === 'json' ? JSON.stringify(payloadOf(message, text), null, 2) : text;
}

/** Makes the body of any message. `topic`: for ntfy, the last part of the URL. */
export function render(message: ChannelMessage, preset: WebhookPreset, topic: string): Rendered {
  const card = cardOf(message);
  const text = plainText(card);
  if (preset === 'json') return { body: JSON.stringify(payloadOf(message, text)), text };
  if (preset === 'ntfy') return { body: JSON.stringify(ntfy(card, topic)), text };
  return { body: JSON.stringify(FORMS[preset](card)), text };
}
