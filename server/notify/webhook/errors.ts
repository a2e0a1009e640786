import type { WebhookPreset } from '../../../common/channels/webhook';
import type { Failure } from '../delivery/channel_sender_port';
import { codeInWords } from '../delivery/proxy_texts';
import { WEBHOOK_ERRORS, type Asked, type Reaction } from './error_table';
import { addressNotAllowed, hostNotAllowed, notAllowedRemedy, WEBHOOK_REMEDIES } from './error_texts';
import type { WebhookAnswer } from './webhook_port';

export interface Classified extends Failure {
  reaction: Reaction;
  /** How long the far side asks to wait, ms; null where it does not say. */
  waitMs: number | null;
}

/** How long to wait where a receiver asks to slow down without saying for how long, ms. */
const SLOW_DOWN_MS = 60_000;

/** What an answer means; null where the message was taken. */
export function classifyWebhookAnswer(answer: WebhookAnswer, preset: WebhookPreset): Classified | null {
  if (answer.kind === 'forbidden') return notAllowed(answer);
  if (isTaken(answer, preset)) return null;
  const row = WEBHOOK_ERRORS.find(({ fits }) => fits(answer, preset));
  if (!row) throw new Error('The error table has no last row for this kind of answer.');
  const asked = answer.kind === 'answered' ? answer.retryAfterMs : null;
  return {
    code: row.code,
    reaction: row.reaction,
    said: saidOf(answer),
    remedy: WEBHOOK_REMEDIES[row.code](),
    waitMs: asked ?? (row.code === 'too_many_requests' ? SLOW_DOWN_MS : null),
  };
}

/** Apprise answers 204 where it found nobody to tell. */
const isTaken = (answer: Asked, preset: WebhookPreset): boolean =>
  answer.kind === 'answered' &&
  answer.by === 'receiver' &&
  Math.floor(answer.status / 100) === 2 &&
  !(preset === 'apprise' && answer.status === 204);

const notAllowed = ({ what, value, line }: Extract<WebhookAnswer, { kind: 'forbidden' }>): Classified => ({
  code: `${what}_not_allowed`,
  reaction: 'refused',
  said: what === 'host' ? hostNotAllowed(value) : addressNotAllowed(value),
  remedy: notAllowedRemedy(line),
  waitMs: null,
});

function saidOf(answer: Asked): string {
  if (answer.kind === 'failed') return codeInWords(answer.code, answer.detail);
  return answer.said === '' ? `HTTP ${answer.status}` : `HTTP ${answer.status}: ${answer.said}`;
}
