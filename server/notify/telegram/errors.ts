import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { Failure } from '../delivery/channel_sender_port';
import { failureOf } from '../delivery/failure';
import { fitsCode, fitsStatus } from '../delivery/error_rows';
import { codeInWords } from '../delivery/proxy_texts';
import { TELEGRAM_ERRORS } from './error_table';
import type { Recognition, TelegramErrorCode, TelegramErrorRow } from './error_table';
import { TELEGRAM_ERROR_TEXTS } from './error_texts';
import type { TelegramFailure } from './bot_api_port';

/** What the sender does next; see the kinds in the table. */
export type Reaction =
  | { kind: 'refused' | 'message_refused' | 'not_sent_retry' | 'unknown' | 'resend_plain' }
  | { kind: 'deferred'; retryAfterSeconds: number }
  | { kind: 'moved'; chatId: string };

export interface ClassifiedFailure {
  code: TelegramErrorCode;
  reaction: Reaction;
  /** Telegram's own words, or the error code of the network. */
  said: string;
  /** What happened, in plain words. */
  message: string;
  /** What to do about it. */
  remedy: string;
}

/**
 * How long to wait where Telegram defers without saying for how long. Its own server uses this number for its local
 * limits.
 */
const RETRY_AFTER_UNSAID_SECONDS = 60;
/**
 * The longest waits that are believed: the chat is told nothing meanwhile, and nothing shortens a wait. Telegram prolongs
 * the ban of whoever comes too early. What else stands in between and answers with a header knows nothing of the chat.
 */
const RETRY_AFTER_MOST_SECONDS = { telegram: 24 * 3_600, others: 5 * 60 } as const;

/**
 * Whether Telegram refused is decided by `ok`, not by the HTTP status. A refusal that came with status 200 names its
 * status in its first words. These are those words, from the source of the Bot API (Client.cpp).
 */
const STATUS_IN_WORDS: ReadonlyArray<readonly [string, number]> = [
  ['bad request', 400],
  ['unauthorized', 401],
  ['forbidden', 403],
  ['not found', 404],
  ['conflict', 409],
  ['misdirected request', 421],
  ['too many requests', 429],
  ['internal server error', 500],
];

/** Finds the row of the error table for a failed call. Never throws: the last row of each kind takes everything. */
export function classifyTelegramFailure(failure: TelegramFailure): ClassifiedFailure {
  const { code, reaction } = rowOf(failure);
  const texts = TELEGRAM_ERROR_TEXTS[code];
  return {
    code,
    reaction: reactionTo(failure, reaction),
    said: describe(failure),
    message: texts.message(),
    remedy: texts.remedy(),
  };
}

/** The failure as what is kept of it. */
export const toFailure = (failure: TelegramFailure): Failure => failureOf(classifyTelegramFailure(failure));

const PASSING = new Set<Reaction['kind']>(['deferred', 'not_sent_retry', 'unknown']);

/**
 * The failure as a problem for the settings page: what happened, Telegram's own words, and what to do. `field`: the
 * input to mark.
 */
export function telegramProblem(failure: TelegramFailure, field?: string): Problem {
  const { code, message, said, remedy, reaction } = classifyTelegramFailure(failure);
  const problem: Problem = {
    code,
    message: quoting(failure, message, said),
    remedy,
    // A failure that passes by itself, such as a flood limit, says nothing against the token or the chat.
    severity: PASSING.has(reaction.kind) ? 'warning' : 'error',
  };
  return field === undefined ? problem : { ...problem, field };
}

function rowOf(failure: TelegramFailure): TelegramErrorRow {
  const row = TELEGRAM_ERRORS.find(({ recognition }) => fits(recognition, failure));
  if (!row) throw new Error('The error table has no last row for this kind of failure.');
  return row;
}

function fits(recognition: Recognition, failure: TelegramFailure): boolean {
  if (failure.kind === 'network') {
    if (recognition.by !== 'network') return false;
    return (
      recognition.codes.some((pattern) => fitsCode(pattern, failure.code)) ||
      recognition.syscalls.some((syscall) => syscall === failure.syscall)
    );
  }
  if (recognition.by === 'network' || (recognition.by === 'telegram') !== failure.fromTelegram) return false;
  if (!fitsStatus(recognition.status, statusOf(failure))) return false;
  return recognition.by === 'other' || fitsWords(recognition.words, failure.description);
}

function statusOf(failure: Extract<TelegramFailure, { kind: 'answered' }>): number {
  if (!failure.fromTelegram || failure.httpStatus >= 300) return failure.httpStatus;
  const said = failure.description.toLowerCase();
  return STATUS_IN_WORDS.find(([words]) => said.startsWith(words))?.[1] ?? failure.httpStatus;
}

function fitsWords(words: readonly string[], description: string): boolean {
  const said = description.toLowerCase();
  return words.length === 0 || words.some((part) => said.includes(part));
}

function reactionTo(failure: TelegramFailure, kind: TelegramErrorRow['reaction']): Reaction {
  if (kind === 'deferred') return { kind, retryAfterSeconds: retryAfter(failure) };
  if (kind !== 'moved') return { kind };
  const chatId = failure.kind === 'answered' ? failure.migrateToChatId : undefined;
  // Without the new id there is nowhere to send it to.
  return chatId === undefined ? { kind: 'refused' } : { kind, chatId };
}

function retryAfter(failure: TelegramFailure): number {
  if (failure.kind !== 'answered') return RETRY_AFTER_UNSAID_SECONDS;
  const said = /retry after (\d{1,9})/i.exec(failure.description)?.[1] ?? RETRY_AFTER_UNSAID_SECONDS;
  const most = RETRY_AFTER_MOST_SECONDS[failure.fromTelegram ? 'telegram' : 'others'];
  return Math.min(failure.retryAfterSeconds ?? Number(said), most);
}

function describe(failure: TelegramFailure): string {
  if (failure.kind === 'answered') return failure.description;
  const said = codeInWords(failure.code, failure.detail);
  return failure.syscall === undefined || said !== failure.code ? said : `${said} (${failure.syscall})`;
}

function quoting(failure: TelegramFailure, message: string, description: string): string {
  const values = { message, description };
  if (failure.kind === 'answered' && failure.fromTelegram) {
    return i18n.translate('bruteForceAlerts.telegramErrors.telegramSaidErrorMessage', {
      defaultMessage: '{message} Telegram says: "{description}"',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.telegramErrors.detailErrorMessage', {
    defaultMessage: '{message} Detail: {description}',
    values,
  });
}
