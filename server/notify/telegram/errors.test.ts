import { TELEGRAM_ERRORS } from './error_table';
import type { TelegramErrorCode } from './error_table';
import { TELEGRAM_ERROR_TEXTS } from './error_texts';
import { classifyTelegramFailure, telegramProblem } from './errors';
import type { Reaction } from './errors';
import type { TelegramFailure } from './bot_api_port';

type Answered = Extract<TelegramFailure, { kind: 'answered' }>;
const says = (httpStatus: number, description: string, more: Partial<Answered> = {}): TelegramFailure => ({
  kind: 'answered',
  httpStatus,
  description,
  fromTelegram: true,
  ...more,
});
const page = (httpStatus: number, more: Partial<Answered> = {}) =>
  says(httpStatus, `HTTP ${httpStatus}, not in the form of the Bot API`, { fromTelegram: false, ...more });
const bad = (words: string, more: Partial<Answered> = {}) => says(400, `Bad Request: ${words}`, more);
const forbidden = (words: string) => says(403, `Forbidden: ${words}`);
const network = (code: string, syscall?: string): TelegramFailure => ({ kind: 'network', code, syscall });

const REFUSED: Reaction = { kind: 'refused' };
const MESSAGE_REFUSED: Reaction = { kind: 'message_refused' };
const RETRY: Reaction = { kind: 'not_sent_retry' };
const UNKNOWN: Reaction = { kind: 'unknown' };
const PLAIN: Reaction = { kind: 'resend_plain' };
const wait = (retryAfterSeconds: number): Reaction => ({ kind: 'deferred', retryAfterSeconds });

const YEARS = { retryAfterSeconds: 999_999_999 };

/** What Telegram, or the way to it, says in full; the row it must be; what happens next. */
const CASES: ReadonlyArray<readonly [string, TelegramErrorCode, TelegramFailure, Reaction]> = [
  ['a revoked or wrong token', 'token_refused', says(401, 'Unauthorized'), REFUSED],
  [
    'a malformed token, own server',
    'token_malformed',
    says(401, 'Unauthorized: invalid token specified'),
    REFUSED,
  ],
  ['a malformed token, public server', 'token_unknown', says(404, 'Not Found'), REFUSED],
  ['a method that is too new', 'method_not_found', says(404, 'Not Found: method not found'), REFUSED],
  [
    'a server for other bots',
    'token_not_allowed',
    says(421, 'Misdirected Request: unallowed token specified'),
    REFUSED,
  ],
  ['a bot that moved', 'bot_logged_out', says(400, 'Logged out'), REFUSED],
  ['no chat id', 'chat_id_empty', bad('chat_id is empty'), REFUSED],
  ['a wrong chat id', 'chat_not_found', bad('chat not found'), REFUSED],
  ['a person unknown to the bot', 'private_chat_not_found', bad('private chat not found'), REFUSED],
  ['a group unknown to the bot', 'peer_id_invalid', bad('PEER_ID_INVALID'), REFUSED],
  [
    'a person who never pressed Start',
    'bot_not_started',
    forbidden("bot can't initiate conversation with a user"),
    REFUSED,
  ],
  ['a person who blocked the bot', 'bot_blocked', forbidden('bot was blocked by the user'), REFUSED],
  ['a deleted account', 'user_deactivated', forbidden('user is deactivated'), REFUSED],
  ['the id of a bot, before 2026', 'chat_is_a_bot', forbidden("bots can't send messages to bots"), REFUSED],
  ['the id of a bot, now', 'chat_is_a_bot', forbidden("the bot can't send messages to the bot"), REFUSED],
  ['removed from a group', 'bot_kicked', forbidden('bot was kicked from the group chat'), REFUSED],
  ['removed from a supergroup', 'bot_kicked', forbidden('bot was kicked from the supergroup chat'), REFUSED],
  ['removed from a channel', 'bot_kicked', forbidden('bot was kicked from the channel chat'), REFUSED],
  ['not in the group', 'bot_not_a_member', forbidden('bot is not a member of the group chat'), REFUSED],
  ['not in the channel', 'bot_not_a_member', forbidden('bot is not a member of the channel chat'), REFUSED],
  ['a deleted group', 'chat_deleted', forbidden('the group chat was deleted'), REFUSED],
  [
    'a group that became a supergroup',
    'chat_migrated',
    bad('group chat was upgraded to a supergroup chat', { migrateToChatId: '-1001' }),
    { kind: 'moved', chatId: '-1001' },
  ],
  [
    'a migration without its new id',
    'chat_migrated',
    bad('group chat was upgraded to a supergroup chat'),
    REFUSED,
  ],
  [
    'a muted bot',
    'no_right_to_send_text',
    bad('not enough rights to send text messages to the chat'),
    REFUSED,
  ],
  [
    'a channel without rights',
    'admin_rights_needed',
    bad('need administrator rights in the channel chat'),
    REFUSED,
  ],
  ['no write access', 'no_right_to_write', bad('have no write access to the chat'), REFUSED],
  ['no write access, raw code', 'no_right_to_write', bad('CHAT_WRITE_FORBIDDEN'), REFUSED],
  ['a restricted chat, raw code', 'no_right_to_write', bad('CHAT_RESTRICTED'), REFUSED],
  ['no rights to send', 'no_right_to_write', bad('have no rights to send a message'), REFUSED],
  ['an unknown topic', 'thread_not_found', bad('message thread not found'), REFUSED],
  ['a closed topic', 'topic_closed', bad('TOPIC_CLOSED'), REFUSED],
  ['a deleted topic', 'topic_deleted', bad('TOPIC_DELETED'), REFUSED],
  ['no text', 'text_empty', bad('message text is empty'), MESSAGE_REFUSED],
  ['only blanks', 'text_empty', bad('text must be non-empty'), MESSAGE_REFUSED],
  ['too many characters', 'text_too_long', bad('message is too long'), PLAIN],
  ['too many bytes', 'text_too_long', bad('text is too long'), PLAIN],
  [
    'broken markup',
    'formatting_refused',
    bad('can\'t parse entities: Unsupported start tag "br" at byte offset 3'),
    PLAIN,
  ],
  ['an unknown parse mode', 'options_refused', bad('unsupported parse_mode'), PLAIN],
  ['bad preview options', 'options_refused', bad("can't parse link preview options JSON object"), PLAIN],
  ['a bad keyboard', 'options_refused', bad('object expected as reply markup'), PLAIN],
  ['a long keyboard', 'options_refused', bad('reply markup is too long'), PLAIN],
  ['a refused button address', 'options_refused', bad('BUTTON_URL_INVALID'), PLAIN],
  ['refused button data', 'options_refused', bad('BUTTON_DATA_INVALID'), PLAIN],
  ['a wrong button address', 'options_refused', bad('wrong HTTP URL specified'), PLAIN],
  [
    'an edit that changes nothing',
    'not_modified',
    bad('message is not modified: specified new …'),
    MESSAGE_REFUSED,
  ],
  ['an edit of nothing', 'nothing_to_edit', bad('message to edit not found'), MESSAGE_REFUSED],
  ['an edit that is not allowed', 'nothing_to_edit', bad("message can't be edited"), MESSAGE_REFUSED],
  [
    'a press that waited too long',
    'press_too_old',
    bad('query is too old and response timeout expired or query ID is invalid'),
    MESSAGE_REFUSED,
  ],
  [
    'a button that does nothing',
    'options_refused',
    bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    PLAIN,
  ],
  [
    'a webhook of another application',
    'webhook_active',
    says(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook …"),
    REFUSED,
  ],
  [
    'another reader',
    'other_reader',
    says(409, 'Conflict: terminated by other getUpdates request; make sure that …'),
    RETRY,
  ],
  ['a new webhook', 'other_reader', says(409, 'Conflict: terminated by setWebhook request'), RETRY],
  [
    'too many messages',
    'too_many_requests',
    says(429, 'Too Many Requests: retry after 7', { retryAfterSeconds: 7 }),
    wait(7),
  ],
  [
    'too many messages, the number only in words',
    'too_many_requests',
    says(429, 'Too Many Requests: retry after 3605'),
    wait(3_605),
  ],
  ['too many messages, no number', 'too_many_requests', says(429, 'Too Many Requests'), wait(60)],
  ['trouble at Telegram', 'telegram_trouble', says(500, 'Internal Server Error: restart'), UNKNOWN],
  ['trouble with a status that is new', 'telegram_trouble', says(599, 'Something new'), UNKNOWN],
  ['a refusal that is new', 'other_refusal', bad('SOMETHING_NEW'), REFUSED],
  ['a refusal with a status that is new', 'other_refusal', says(418, 'Something new'), REFUSED],
  ['ok false under 200, without known words', 'other_answer', says(200, 'Something new'), UNKNOWN],
  ['ok false under 200, judged by ok', 'chat_not_found', says(200, 'Bad Request: chat not found'), REFUSED],
  ['ok false under 200, a refused token', 'token_refused', says(200, 'Unauthorized'), REFUSED],
  ['a proxy that wants a login', 'proxy_login', page(407), RETRY],
  ['a gateway that slows down', 'too_many_requests_gateway', page(429, { retryAfterSeconds: 9 }), wait(9)],
  ['a gateway: five minutes at most', 'too_many_requests_gateway', page(429, YEARS), wait(300)],
  ['Telegram: a day at most', 'too_many_requests', says(429, 'Too Many Requests', YEARS), wait(86_400)],
  ['a redirect to a login page', 'redirected', page(302), RETRY],
  ['a page that blocks', 'not_telegram', page(403), RETRY],
  ['a page that is not found', 'not_telegram', page(404), RETRY],
  ['a bad gateway', 'gateway_trouble', page(502), UNKNOWN],
  ['a gateway that timed out', 'gateway_trouble', page(504), UNKNOWN],
  ['a page instead of an answer', 'answer_unreadable', page(200), UNKNOWN],
  ['a proxy that refuses the login', 'proxy_login_refused', network('PROXY_AUTH', 'connect'), RETRY],
  ['a proxy that is not in kibana.yml', 'proxy_not_listed', network('PROXY_NOT_LISTED'), REFUSED],
  ['a proxy that refuses to connect', 'proxy_refused', network('PROXY_HTTP_403', 'connect'), RETRY],
  ['a proxy of SOCKS with a rule', 'proxy_refused', network('PROXY_REPLY_2', 'connect'), RETRY],
  ['a proxy that gets no answer', 'proxy_cannot_reach', network('PROXY_HTTP_504', 'connect'), RETRY],
  ['a proxy of SOCKS without a way', 'proxy_cannot_reach', network('PROXY_REPLY_4', 'connect'), RETRY],
  ['what is no proxy', 'proxy_protocol', network('PROXY_PROTOCOL', 'connect'), RETRY],
  ['no proxy at the port', 'proxy_unreachable', network('PROXY_ECONNREFUSED', 'connect'), RETRY],
  ['no proxy of the name', 'proxy_unreachable', network('PROXY_ENOTFOUND', 'connect'), RETRY],
  ['an unknown host', 'host_unknown', network('ENOTFOUND', 'getaddrinfo'), RETRY],
  ['DNS that is down', 'host_unknown', network('EAI_AGAIN', 'getaddrinfo'), RETRY],
  ['an unknown host, by its call', 'host_unknown', network('ESOMETHING', 'getaddrinfo'), RETRY],
  ['nobody listens', 'unreachable', network('ECONNREFUSED', 'connect'), RETRY],
  ['no route to the host', 'unreachable', network('EHOSTUNREACH', 'connect'), RETRY],
  ['no network', 'unreachable', network('ENETUNREACH', 'connect'), RETRY],
  ['no connection in time', 'unreachable', network('ETIMEDOUT', 'connect'), RETRY],
  ['a reset before anything left', 'unreachable', network('ECONNRESET', 'connect'), RETRY],
  ...[
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ].map((code) => [`certificate: ${code}`, 'certificate_refused', network(code, 'connect'), RETRY] as const),
  ['https to a plain port', 'no_tls', network('EPROTO', 'connect'), RETRY],
  ['https to a plain port, newer Node', 'no_tls', network('ERR_SSL_WRONG_VERSION_NUMBER'), RETRY],
  ['no answer in time', 'timed_out', network('ECONNABORTED'), UNKNOWN],
  ['no answer in time, from the socket', 'timed_out', network('ETIMEDOUT', 'read'), UNKNOWN],
  ['a reset', 'connection_lost', network('ECONNRESET', 'read'), UNKNOWN],
  ['a broken pipe', 'connection_lost', network('EPIPE', 'write'), UNKNOWN],
  ['an answer that was cut', 'connection_lost', network('ERR_BAD_RESPONSE'), UNKNOWN],
];

describe('classifyTelegramFailure', () => {
  it.each(CASES)('%s is %s', (_name, code, failure, reaction) => {
    expect(classifyTelegramFailure(failure)).toMatchObject({ code, reaction });
  });

  it('has a case for every row of the table', () => {
    const tested = new Set(CASES.map(([, code]) => code));
    expect(TELEGRAM_ERRORS.map(({ code }) => code).filter((code) => !tested.has(code))).toEqual([]);
  });

  it('compares words without case', () => {
    expect(classifyTelegramFailure(says(403, 'FORBIDDEN: BOT WAS BLOCKED BY THE USER')).code).toBe(
      'bot_blocked',
    );
  });

  it("keeps Telegram's own words, and names the code where nobody spoke", () => {
    expect(classifyTelegramFailure(bad('chat not found')).said).toBe('Bad Request: chat not found');
    expect(classifyTelegramFailure(network('ECONNREFUSED', 'connect')).said).toBe('ECONNREFUSED (connect)');
    expect(classifyTelegramFailure(network('EPIPE')).said).toBe('EPIPE');
  });
});

describe('the texts', () => {
  it.each(Object.entries(TELEGRAM_ERROR_TEXTS))('%s says what happened and what to do', (_code, texts) => {
    expect(texts.message()).toMatch(/^[A-Z][^{}]+\.$/);
    expect(texts.remedy()).toMatch(/^[A-Z][^{}]+\.$/);
  });

  it('are different for every row, so that no two failures look the same', () => {
    const messages = Object.values(TELEGRAM_ERROR_TEXTS).map(({ message }) => message());
    expect(new Set(messages).size).toBe(messages.length);
  });
});

describe('telegramProblem', () => {
  it('quotes Telegram and marks the field', () => {
    expect(telegramProblem(bad('chat not found'), 'settings.telegramChatId')).toEqual({
      code: 'chat_not_found',
      message: expect.stringContaining('Telegram says: "Bad Request: chat not found"'),
      remedy: expect.stringContaining('minus'),
      field: 'settings.telegramChatId',
      severity: 'error',
    });
  });

  it.each([
    ['a refused token sends people to BotFather', says(401, 'Unauthorized'), /@BotFather/],
    ['a malformed token sends people to BotFather', says(404, 'Not Found'), /@BotFather/],
    ['a chat that is not found: the -100 is missing', bad('chat not found'), /-100/],
    ['a chat that is not found: the @name of a person', bad('chat not found'), /@name of a person/],
    ['a chat that is not found: the bot was not added', bad('chat not found'), /not added/],
    ['a chat that is not found: Start was not pressed', bad('chat not found'), /press Start/],
  ])('%s', (_name, failure, words) => {
    expect(telegramProblem(failure).remedy).toMatch(words);
  });

  it('puts no words into the mouth of Telegram where something else spoke', () => {
    const { message } = telegramProblem(page(502));
    expect(message).not.toContain('Telegram says');
    expect(message).toContain('HTTP 502');
  });

  it.each([
    ['a refusal is an error', bad('chat not found'), 'error'],
    [
      'a flood limit passes',
      says(429, 'Too Many Requests: retry after 5', { retryAfterSeconds: 5 }),
      'warning',
    ],
    ["a gateway's bad moment passes", page(502), 'warning'],
    ['a name that is not found passes', network('ENOTFOUND', 'getaddrinfo'), 'warning'],
  ] as const)('%s', (_sentence, failure, severity) => {
    expect(telegramProblem(failure).severity).toBe(severity);
  });

  it('has no field where none is at fault', () => {
    expect(telegramProblem(network('ENOTFOUND', 'getaddrinfo'))).not.toHaveProperty('field');
  });
});
