import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { FailedOutcome, Refusal } from '../delivery/channel_sender_port';
import { fitsCode, fitsStatus } from '../delivery/error_rows';
import { failureOf } from '../delivery/failure';
import {
  EMAIL_ERRORS,
  type EmailErrorCode,
  type EmailErrorRow,
  type ReactionKind,
  type Recognition,
} from './error_table';
import { EMAIL_ERROR_TEXTS } from './error_texts';
import type { SmtpFailure } from './smtp_port';

export interface ClassifiedFailure {
  code: EmailErrorCode;
  reaction: ReactionKind;
  /** The server's own words, or those of the network. */
  said: string;
  /** What happened, in plain words. */
  message: string;
  /** What to do about it. */
  remedy: string;
}

/** How long to wait where a server asks for patience, ms. Greylisting usually lasts five minutes. */
export const PATIENCE = 5 * 60_000;

/** Finds the row of the error table for a failed talk. Never throws: the last row of each kind takes everything. */
export function classifyEmailFailure(failure: SmtpFailure): ClassifiedFailure {
  const { code, reaction } = rowOf(failure);
  const { message, remedy } = EMAIL_ERROR_TEXTS[code];
  return { code, reaction, said: failure.said, message: message(), remedy: remedy() };
}

/** The failure as what became of an attempt. */
export function toOutcome(failure: SmtpFailure): FailedOutcome {
  const classified = classifyEmailFailure(failure);
  const why = failureOf(classified);
  switch (classified.reaction) {
    case 'refused':
    case 'refused_once':
      return { kind: 'refused', by: 'channel', ...refusalOf(classified) };
    case 'message_refused':
      return { kind: 'refused', by: 'message', ...why };
    case 'wait':
      return { kind: 'deferred', waitMs: PATIENCE, onlyThis: true, ...why };
    case 'pause':
      return { kind: 'deferred', waitMs: PATIENCE, ...why };
    case 'not_sent_retry':
      return { kind: 'deferred', waitMs: null, ...why };
    case 'unknown':
      return { kind: 'unknown', ...why };
  }
}

/** Why the channel does not work, with whether it may be asked again by itself. */
export const refusalOf = (classified: ClassifiedFailure): Refusal => ({
  ...failureOf(classified),
  onlyByHand: classified.reaction === 'refused_once',
});

/** The failure as a problem for the settings page: what happened, the server's own words, and what to do. */
export function emailProblem(failure: SmtpFailure): Problem {
  const { code, message, said, remedy, reaction } = classifyEmailFailure(failure);
  return {
    code,
    message: quoting(failure, message, said),
    remedy,
    field: fieldOf(code, failure),
    // A failure that passes by itself, such as a busy server, says nothing against the channel.
    severity: LASTING.has(reaction) ? 'error' : 'warning',
  };
}

const LASTING = new Set<ReactionKind>(['refused', 'refused_once']);

function rowOf(failure: SmtpFailure): EmailErrorRow {
  const row = EMAIL_ERRORS.find(({ recognition }) => fits(recognition, failure));
  if (!row) throw new Error('The error table has no last row for this kind of failure.');
  return row;
}

function fits(recognition: Recognition, { stage, status, enhanced, said, code }: SmtpFailure): boolean {
  if ((recognition.by === 'answer') !== status > 0) return false;
  const { stages, words } = recognition;
  if (stages.length > 0 && !stages.includes(stage)) return false;
  const saysSo = words.some((part) => said.toLowerCase().includes(part));
  if (recognition.by === 'network') {
    const { codes } = recognition;
    return codes.length + words.length === 0 || saysSo || codes.some((pattern) => fitsCode(pattern, code));
  }
  if (!fitsStatus(recognition.status, status)) return false;
  return (
    recognition.enhanced.length + words.length === 0 || saysSo || recognition.enhanced.includes(enhanced)
  );
}

/** The input of the form that is most likely at fault. */
function fieldOf(code: EmailErrorCode, { stage }: SmtpFailure): string {
  if (code === 'no_greeting' || code === 'login_needs_tls') return 'options.tls';
  if (code === 'login_needed' || code === 'no_login_offered') return 'options.user';
  return FIELDS[stage] ?? 'options.host';
}
const FIELDS: Partial<Record<SmtpFailure['stage'], string>> = {
  tls: 'options.tls',
  starttls: 'options.tls',
  login: 'secrets.password',
  sender: 'options.from',
  recipients: 'options.recipients',
};

function quoting({ status }: SmtpFailure, message: string, said: string): string {
  const values = { message, said };
  if (status > 0) {
    return i18n.translate('bruteForceAlerts.emailErrors.serverSaidErrorMessage', {
      defaultMessage: '{message} The server says: "{said}"',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.emailErrors.detailErrorMessage', {
    defaultMessage: '{message} Detail: {said}',
    values,
  });
}
