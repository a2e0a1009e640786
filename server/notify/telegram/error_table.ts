import { PROXY_CODES } from '../delivery/proxy_codes';

/**
 * What to do after a failure.
 * refused: Telegram will not take any message of ours there until somebody acts. message_refused: not this message.
 * deferred: Telegram says when to come back.
 * not_sent_retry: certainly not sent; the way there is disturbed. unknown: perhaps sent.
 * moved: the chat has a new id. resend_plain: the same words once more, without any formatting.
 */
export type ReactionKind =
  'refused' | 'message_refused' | 'deferred' | 'not_sent_retry' | 'unknown' | 'moved' | 'resend_plain';

/** How a failure is recognised. The first row that fits counts, so the special stand above the general. */
export type Recognition =
  /** Telegram answered with this status (or class of statuses) and one of these words, in lower case; none: any words. */
  | { by: 'telegram'; status: number | '4xx' | '5xx' | 'any'; words: readonly string[] }
  /** Something that is not Telegram answered: a proxy, a captive portal, a web server. */
  | { by: 'other'; status: number | '3xx' | '4xx' | '5xx' | 'any' }
  /** Nothing answered: the error code of Node or axios (a trailing * for any ending), or the call that failed. */
  | { by: 'network'; codes: readonly string[]; syscalls: readonly string[] };

interface Row {
  code: string;
  recognition: Recognition;
  reaction: ReactionKind;
}

const telegram = <C extends string>(
  code: C,
  status: number | '4xx' | '5xx' | 'any',
  words: readonly string[],
  reaction: ReactionKind,
) => ({ code, recognition: { by: 'telegram', status, words }, reaction }) as const;

const other = <C extends string>(
  code: C,
  status: number | '3xx' | '4xx' | '5xx' | 'any',
  reaction: ReactionKind,
) => ({ code, recognition: { by: 'other', status }, reaction }) as const;

const network = <C extends string>(
  code: C,
  codes: readonly string[],
  reaction: ReactionKind,
  syscalls: readonly string[] = [],
) => ({ code, recognition: { by: 'network', codes, syscalls }, reaction }) as const;

/**
 * Every way in which a call of the Bot API fails. Words are parts of Telegram's descriptions, from the sources of
 * tdlib/telegram-bot-api 10.0 and tdlib/td; Telegram may reword them, so the last row of each kind catches the rest.
 *
 * Only Telegram refuses for good, and a proxy that is not in kibana.yml any more. What else stands in the way (network,
 * TLS, a proxy) is tried again: whoever mends it does not touch the message, and the alert should then arrive by itself.
 */
export const TELEGRAM_ERRORS = [
  // The token
  telegram('token_malformed', 401, ['invalid token specified'], 'refused'),
  telegram('token_refused', 401, [], 'refused'),
  telegram('method_not_found', 404, ['method not found'], 'refused'),
  telegram('token_unknown', 404, [], 'refused'),
  telegram('token_not_allowed', 421, [], 'refused'),
  telegram('bot_logged_out', 400, ['logged out'], 'refused'),

  // The chat
  telegram('chat_id_empty', 400, ['chat_id is empty'], 'refused'),
  telegram('private_chat_not_found', 400, ['private chat not found'], 'refused'),
  telegram('chat_not_found', 400, ['chat not found'], 'refused'),
  telegram('peer_id_invalid', 400, ['peer_id_invalid'], 'refused'),
  telegram('bot_not_started', 403, ["bot can't initiate conversation"], 'refused'),
  telegram('bot_blocked', 403, ['bot was blocked by the user'], 'refused'),
  telegram('user_deactivated', 403, ['user is deactivated'], 'refused'),
  telegram(
    'chat_is_a_bot',
    403,
    ["can't send messages to bots", "can't send messages to the bot"],
    'refused',
  ),
  telegram('bot_kicked', 403, ['bot was kicked from'], 'refused'),
  telegram('bot_not_a_member', 403, ['bot is not a member of'], 'refused'),
  telegram('chat_deleted', 403, ['group chat was deleted'], 'refused'),
  telegram('chat_migrated', 400, ['upgraded to a supergroup'], 'moved'),

  // The right to write
  telegram('no_right_to_send_text', 400, ['not enough rights to send text messages'], 'refused'),
  telegram('admin_rights_needed', 400, ['need administrator rights in the channel'], 'refused'),
  telegram(
    'no_right_to_write',
    400,
    ['have no write access', 'chat_write_forbidden', 'chat_restricted', 'have no rights to send'],
    'refused',
  ),
  telegram('thread_not_found', 400, ['message thread not found'], 'refused'),
  telegram('topic_closed', 400, ['topic_closed'], 'refused'),
  telegram('topic_deleted', 400, ['topic_deleted'], 'refused'),

  // Faults of our message. Without formatting nearly all of them go away.
  telegram('text_empty', 400, ['message text is empty', 'text must be non-empty'], 'message_refused'),
  telegram('text_too_long', 400, ['message is too long', 'text is too long'], 'resend_plain'),
  telegram('formatting_refused', 400, ["can't parse entities"], 'resend_plain'),
  telegram(
    'options_refused',
    400,
    [
      'unsupported parse_mode',
      "can't parse link preview options",
      'object expected as reply markup',
      'reply markup is too long',
      'button_url_invalid',
      'button_data_invalid',
      'inline keyboard',
      'wrong http url',
    ],
    'resend_plain',
  ),
  telegram('not_modified', 400, ['message is not modified'], 'message_refused'),
  telegram(
    'nothing_to_edit',
    400,
    ['message to edit not found', "message can't be edited"],
    'message_refused',
  ),

  telegram('press_too_old', 400, ['query is too old'], 'message_refused'),

  // Reading updates
  telegram('webhook_active', 409, ['webhook is active'], 'refused'),
  telegram(
    'other_reader',
    409,
    ['terminated by other getupdates', 'terminated by setwebhook'],
    'not_sent_retry',
  ),

  // Too much, or trouble over there
  telegram('too_many_requests', 429, [], 'deferred'),
  telegram('telegram_trouble', '5xx', [], 'unknown'),
  telegram('other_refusal', '4xx', [], 'refused'),
  telegram('other_answer', 'any', [], 'unknown'),

  // Somebody else answered
  other('proxy_login', 407, 'not_sent_retry'),
  other('too_many_requests_gateway', 429, 'deferred'),
  other('redirected', '3xx', 'not_sent_retry'),
  other('not_telegram', '4xx', 'not_sent_retry'),
  other('gateway_trouble', '5xx', 'unknown'),
  other('answer_unreadable', 'any', 'unknown'),

  // The proxy did not connect
  network('proxy_not_listed', PROXY_CODES.proxy_not_listed, 'refused'),
  network('proxy_login_refused', PROXY_CODES.proxy_login_refused, 'not_sent_retry'),
  network('proxy_cannot_reach', PROXY_CODES.proxy_cannot_reach, 'not_sent_retry'),
  network('proxy_refused', PROXY_CODES.proxy_refused, 'not_sent_retry'),
  network('proxy_protocol', PROXY_CODES.proxy_protocol, 'not_sent_retry'),
  network('proxy_unreachable', PROXY_CODES.proxy_unreachable, 'not_sent_retry'),

  // Nobody answered
  network(
    'certificate_refused',
    ['UNABLE_TO_*', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_*', 'ERR_TLS_CERT_*'],
    'not_sent_retry',
  ),
  network('no_tls', ['EPROTO', 'ERR_SSL_*'], 'not_sent_retry'),
  network('host_unknown', ['ENOTFOUND', 'EAI_*'], 'not_sent_retry', ['getaddrinfo']),
  network('unreachable', ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'], 'not_sent_retry', ['connect']),
  network('timed_out', ['ECONNABORTED', 'ETIMEDOUT', 'ERR_CANCELED'], 'unknown'),
  network('connection_lost', ['*'], 'unknown'),
] as const satisfies readonly Row[];

export type TelegramErrorRow = (typeof TELEGRAM_ERRORS)[number];
/** Stable name of a kind of failure, for programs, tests and the stored delivery. */
export type TelegramErrorCode = TelegramErrorRow['code'];
