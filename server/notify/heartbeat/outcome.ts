import type { HeartbeatOutcome } from '../../../common/status/heartbeat';
import { WEBHOOK_ERRORS, type WebhookErrorCode } from '../webhook/error_table';
import { addressNotAllowed, hostNotAllowed, notAllowedRemedy } from '../webhook/error_texts';
import type { WebhookAnswer } from '../webhook/webhook_port';
import { HEARTBEAT_REMEDIES } from './remedies';

type Failed = Extract<HeartbeatOutcome, { ok: false }>;
type Forbidden = Extract<WebhookAnswer, { kind: 'forbidden' }>;

/** What healthchecks answers, with status 200, to a call that it does not count. */
const NOT_COUNTED: ReadonlyArray<[start: string, code: WebhookErrorCode]> = [
  ['OK (not found)', 'address_unknown'],
  ['OK (rate limited)', 'too_many_requests'],
];

/** What came of a call of the heartbeat's URL. Any 2xx is good, but for one that says that it was not counted. */
export function outcomeOf(answer: WebhookAnswer): HeartbeatOutcome {
  if (answer.kind === 'forbidden') return notAllowed(answer);
  const said = saidOf(answer);
  const code = codeOf(answer);
  return code === null ? { ok: true, said } : { ok: false, code, said, remedy: HEARTBEAT_REMEDIES[code]() };
}

/** Where kibana.yml does not let the heartbeat go to the host or the address of its URL. */
export const notAllowed = ({ what, value, line }: Forbidden): Failed => ({
  ok: false,
  code: `${what}_not_allowed`,
  said: what === 'host' ? hostNotAllowed(value) : addressNotAllowed(value),
  remedy: notAllowedRemedy(line),
});

type Asked = Exclude<WebhookAnswer, Forbidden>;

function codeOf(answer: Asked): WebhookErrorCode | null {
  if (answer.kind === 'answered' && answer.by === 'receiver' && Math.floor(answer.status / 100) === 2)
    return NOT_COUNTED.find(([start]) => answer.said.startsWith(start))?.[1] ?? null;
  const row = WEBHOOK_ERRORS.find(({ fits }) => fits(answer, 'json'));
  if (!row) throw new Error('The error table has no last row for this kind of answer.');
  return row.code;
}

function saidOf(answer: Asked): string {
  if (answer.kind === 'failed') return answer.code;
  return answer.said === '' ? `HTTP ${answer.status}` : `HTTP ${answer.status}: ${answer.said}`;
}
