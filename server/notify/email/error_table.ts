import type { SmtpStage } from './smtp_port';

/**
 * What to do after a failure.
 * refused: the server will not take any mail of this channel until somebody acts. refused_once: as refused, and asking
 * again by itself would try the same login again. message_refused: not this mail.
 * wait: the server asks for patience with this mail; some minutes. pause: with all mail of the login, since it speaks of
 * itself or of the login. not_sent_retry: certainly not sent, perhaps soon.
 * unknown: perhaps sent.
 */
export type ReactionKind =
  'refused' | 'refused_once' | 'message_refused' | 'wait' | 'pause' | 'not_sent_retry' | 'unknown';

type Status = number | '4xx' | '5xx' | 'any';

/** How a failure is recognised. The first row that fits counts, so the special stand above the general. */
export type Recognition =
  /**
   * The server answered with this status (or class of statuses), at one of these stages, and with this enhanced status
   * or one of these words, in lower case. Empty lists: any.
   */
  | {
      by: 'answer';
      stages: readonly SmtpStage[];
      status: Status;
      enhanced: readonly string[];
      words: readonly string[];
    }
  /** Nothing answered: the code (a trailing * for any ending), or words of the error, in lower case. */
  | { by: 'network'; stages: readonly SmtpStage[]; codes: readonly string[]; words: readonly string[] };

interface Row {
  code: string;
  recognition: Recognition;
  reaction: ReactionKind;
}

interface Answered {
  stages?: readonly SmtpStage[];
  enhanced?: readonly string[];
  words?: readonly string[];
}
const answer = <C extends string>(
  code: C,
  status: Status,
  reaction: ReactionKind,
  { stages = [], enhanced = [], words = [] }: Answered = {},
) => ({ code, recognition: { by: 'answer', stages, status, enhanced, words }, reaction }) as const;

const network = <C extends string>(
  code: C,
  reaction: ReactionKind,
  { stages = [], codes = [], words = [] }: Omit<Answered, 'enhanced'> & { codes?: readonly string[] } = {},
) => ({ code, recognition: { by: 'network', stages, codes, words }, reaction }) as const;

/** How a server says that it gets too much. */
const SLOWED = {
  enhanced: ['4.7.0', '4.3.2', '4.5.3', '4.4.5'],
  words: ['too many', 'rate limit', 'throttl', 'concurrent'],
};

/**
 * Every way in which a talk with a mail server fails. Statuses are those of RFC 5321, 4954 and 3463; words are parts of
 * answers of Microsoft 365, Gmail, Postfix and Exim, which may change, so the last rows of each kind catch the rest.
 *
 * 4xx is tried again, 5xx is refused for good. A login that was refused is never tried again by itself, not even by a
 * probe: servers lock accounts out.
 */
export const EMAIL_ERRORS = [
  // The login
  answer('app_password_needed', 534, 'refused_once', { stages: ['login'] }),
  answer('basic_login_disabled', 535, 'refused_once', {
    stages: ['login'],
    enhanced: ['5.7.139'],
    words: ['smtpclientauthentication is disabled', 'basic authentication is disabled'],
  }),
  answer('login_needs_tls', 538, 'refused', { stages: ['login'] }),
  answer('login_needs_tls', 530, 'refused', {
    stages: ['login', 'sender'],
    words: ['starttls'],
  }),
  answer('login_refused', 535, 'refused_once', { stages: ['login'] }),
  answer('login_refused', '5xx', 'refused_once', {
    stages: ['login'],
    enhanced: ['5.7.8', '5.7.3', '5.7.0'],
  }),
  // Some servers answer a wrong password so.
  answer('login_unsupported', '5xx', 'refused_once', { stages: ['login'] }),
  answer('login_put_off', '4xx', 'pause', { stages: ['login'] }),
  answer('login_needed', 530, 'refused', { stages: ['sender', 'recipients'] }),
  answer('login_needed', '5xx', 'refused', {
    stages: ['sender', 'recipients'],
    words: ['authentication required', 'must be authenticated', 'not authenticated', 'auth first'],
  }),

  // What the server says at the door
  answer('starttls_missing', '5xx', 'refused', { stages: ['starttls'] }),
  answer('starttls_put_off', '4xx', 'not_sent_retry', { stages: ['starttls'] }),
  answer('unwelcome', '5xx', 'refused', { stages: ['connect', 'tls', 'greeting'] }),

  // The mail
  answer('mailbox_full', '5xx', 'refused', {
    stages: ['recipients', 'data', 'answer'],
    enhanced: ['5.2.2'],
    words: ['mailbox full', 'over quota', 'mailbox is full'],
  }),
  answer('too_large', 552, 'message_refused', { stages: ['sender', 'data', 'answer'] }),
  answer('too_large', '5xx', 'message_refused', {
    stages: ['sender', 'data', 'answer'],
    enhanced: ['5.3.4'],
  }),
  answer('sender_refused', '5xx', 'refused', {
    stages: ['sender', 'recipients', 'data', 'answer'],
    enhanced: ['5.7.60', '5.2.252', '5.1.7', '5.1.8'],
    words: ['sendasdenied', 'not allowed to send as', 'send as this sender', 'sender address rejected'],
  }),
  answer('sender_refused', '5xx', 'refused', { stages: ['sender'] }),
  answer('relay_refused', '5xx', 'refused', {
    stages: ['recipients'],
    enhanced: ['5.7.1', '5.7.64'],
    words: ['relay', 'relaying'],
  }),
  answer('recipient_unknown', '5xx', 'refused', {
    stages: ['recipients'],
    enhanced: ['5.1.1', '5.1.2', '5.1.10', '5.4.1'],
    words: ['unknown', 'does not exist', 'no such user', 'not found'],
  }),
  answer('recipient_refused', '5xx', 'refused', { stages: ['recipients'] }),
  answer('limit_reached', '5xx', 'pause', {
    stages: ['answer', 'data'],
    enhanced: ['5.4.5'],
    words: ['sending limit', 'quota exceeded', 'rate limit'],
  }),
  answer('content_refused', '5xx', 'message_refused', { stages: ['data', 'answer'] }),

  // Later. What is answered to a recipient is about that one: its mailbox is full, or its domain is not found.
  answer('server_slows_down', '4xx', 'pause', { stages: ['data', 'answer'], ...SLOWED }),
  answer('greylisted', 450, 'wait', { stages: ['recipients', 'data', 'answer'] }),
  answer('greylisted', 451, 'wait', { stages: ['recipients', 'data', 'answer'] }),
  answer('server_slows_down', 432, 'pause'),
  answer('server_slows_down', '4xx', 'wait', { stages: ['recipients'], ...SLOWED }),
  answer('server_slows_down', '4xx', 'pause', SLOWED),
  answer('server_closes', 421, 'not_sent_retry'),
  answer('no_room', 452, 'wait', { stages: ['recipients'] }),
  answer('no_room', 452, 'pause'),
  answer('server_puts_off', '4xx', 'not_sent_retry'),
  answer('other_answer_to_mail', 'any', 'unknown', { stages: ['answer'] }),
  answer('other_answer', 'any', 'not_sent_retry'),

  // Nobody answered
  network('address_refused', 'refused', { codes: ['ADDRESS_REFUSED'] }),
  network('no_login_offered', 'refused', { codes: ['NO_LOGIN_OFFERED'] }),
  network('authority_unreadable', 'refused', { codes: ['CERTIFICATE_AUTHORITY_UNREADABLE'] }),
  network('too_large', 'message_refused', { codes: ['TOO_LARGE'] }),
  network('answer_lost', 'unknown', { stages: ['answer'] }),
  network('host_unknown', 'not_sent_retry', { codes: ['ENOTFOUND', 'EAI_*', 'EDNS'] }),
  network('certificate_expired', 'refused', {
    stages: ['tls'],
    words: ['certificate has expired', 'not yet valid'],
  }),
  network('certificate_name', 'refused', {
    stages: ['tls'],
    words: ["does not match certificate's altnames"],
  }),
  network('no_tls', 'refused', {
    stages: ['tls'],
    words: ['wrong version number', 'packet length too long', 'unknown protocol', 'http request'],
  }),
  network('tls_too_old', 'refused', {
    stages: ['tls'],
    words: [
      'unsupported protocol',
      'alert protocol version',
      'alert handshake failure',
      'no protocols available',
    ],
  }),
  network('certificate_refused', 'refused', { stages: ['tls'], words: ['certificate', 'verif'] }),
  network('unreachable', 'not_sent_retry', {
    codes: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES'],
  }),
  network('unreachable', 'not_sent_retry', { stages: ['connect'] }),
  network('no_greeting', 'not_sent_retry', { stages: ['greeting'], codes: ['ETIMEDOUT'] }),
  network('timed_out', 'not_sent_retry', { codes: ['ETIMEDOUT'] }),
  network('connection_lost', 'not_sent_retry'),
] as const satisfies readonly Row[];

export type EmailErrorRow = (typeof EMAIL_ERRORS)[number];
/** Stable name of a kind of failure, for programs, tests and the stored delivery. */
export type EmailErrorCode = EmailErrorRow['code'];
