import type { WebhookPreset } from '../../../common/channels/webhook';
import { fitsCode } from '../delivery/error_rows';
import { PROXY_CODES } from '../delivery/proxy_codes';
import type { WebhookAnswer } from './webhook_port';

/** An answer of somebody, or none. Where kibana.yml forbids to ask, there is no row to find. */
export type Asked = Exclude<WebhookAnswer, { kind: 'forbidden' }>;

/**
 * What the outbox does after a failure.
 * refused: nothing goes there until somebody acts. message_refused: not this message, but perhaps the next one.
 * deferred: certainly not taken; later. unknown: perhaps taken.
 */
export type Reaction = 'refused' | 'message_refused' | 'deferred' | 'unknown';

interface Row {
  code: string;
  reaction: Reaction;
  fits(answer: Asked, preset: WebhookPreset): boolean;
}

const answered = <C extends string>(
  code: C,
  reaction: Reaction,
  isIt: (status: number) => boolean,
  preset?: WebhookPreset,
) =>
  ({
    code,
    reaction,
    fits: (answer: Asked, of: WebhookPreset) =>
      answer.kind === 'answered' &&
      answer.by === 'receiver' &&
      isIt(answer.status) &&
      (preset === undefined || preset === of),
  }) as const;

const proxied = <C extends string>(code: C, isIt: (status: number) => boolean) =>
  ({
    code,
    reaction: 'deferred',
    fits: (answer: Asked) => answer.kind === 'answered' && answer.by === 'proxy' && isIt(answer.status),
  }) as const;

/** `codes`: as Node names them, a trailing * for any ending. */
const failed = <C extends string>(code: C, reaction: Reaction, codes: readonly string[]) =>
  ({
    code,
    reaction,
    fits: (answer: Asked) =>
      answer.kind === 'failed' && codes.some((pattern) => fitsCode(pattern, answer.code)),
  }) as const;

const is =
  (...statuses: number[]) =>
  (status: number) =>
    statuses.includes(status);
const isClass = (hundreds: number) => (status: number) => Math.floor(status / 100) === hundreds;
const isAny = () => true;

/** Cloudflare's own codes for "the server behind did not answer as it should". */
const CLOUDFLARE = [520, 521, 522, 523, 524, 525, 526, 527];

/**
 * Every way in which a message does not arrive; the first row that fits counts.
 *
 * A 400 is the fault of one message: a filter in front of a receiver may dislike a name that an attacker chose, and must
 * not thereby close the channel for all others.
 */
export const WEBHOOK_ERRORS = [
  answered('nothing_behind', 'refused', is(204), 'apprise'),
  answered('partly_failed', 'unknown', is(424), 'apprise'),
  answered('redirected', 'refused', isClass(3)),
  answered('message_refused', 'message_refused', is(400, 415, 422)),
  answered('message_too_large', 'message_refused', is(413)),
  answered('login_refused', 'refused', is(401)),
  answered('no_right', 'refused', is(403)),
  answered('address_unknown', 'refused', is(404, 405)),
  answered('address_gone', 'refused', is(410)),
  answered('too_many_requests', 'deferred', is(429)),
  answered('asks_again', 'deferred', is(408, 425)),
  answered('other_refusal', 'refused', isClass(4)),
  answered('gateway_trouble', 'unknown', is(502, 504, ...CLOUDFLARE)),
  answered('receiver_trouble', 'deferred', isClass(5)),
  answered('answer_unreadable', 'unknown', isAny),

  proxied('proxy_login', is(407)),
  proxied('proxy_cannot_reach', is(502, 503, 504)),
  proxied('proxy_refused', isAny),
  failed('proxy_not_listed', 'refused', PROXY_CODES.proxy_not_listed),
  failed('proxy_login_refused', 'deferred', PROXY_CODES.proxy_login_refused),
  failed('proxy_cannot_reach', 'deferred', PROXY_CODES.proxy_cannot_reach),
  failed('proxy_refused', 'deferred', PROXY_CODES.proxy_refused),
  failed('proxy_protocol', 'deferred', PROXY_CODES.proxy_protocol),
  failed('proxy_unreachable', 'deferred', PROXY_CODES.proxy_unreachable),

  failed('certificate_of_another', 'deferred', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']),
  failed('certificate_out_of_date', 'deferred', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']),
  failed('certificate_untrusted', 'deferred', [
    'UNABLE_TO_*',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_*',
    'ERR_TLS_CERT_*',
  ]),
  failed('authorities_unreadable', 'deferred', ['CERTIFICATE_AUTHORITY_UNREADABLE']),
  failed('no_tls', 'deferred', ['EPROTO', 'ERR_SSL_*']),
  failed('host_unknown', 'deferred', ['ENOTFOUND', 'EAI_*']),
  {
    code: 'unreachable',
    reaction: 'deferred',
    fits: (answer: Asked) => answer.kind === 'failed' && !answer.isConnected,
  },
  failed('timed_out', 'unknown', ['ECONNABORTED', 'ETIMEDOUT']),
  failed('connection_lost', 'unknown', ['*']),
] as const satisfies readonly Row[];

/** Stable name of a kind of failure, for programs, tests and the stored delivery. */
export type WebhookErrorCode = (typeof WEBHOOK_ERRORS)[number]['code'];
