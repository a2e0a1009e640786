/** What the Bot API answers when it says no. */
export interface Refusal {
  status: number;
  description: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

const badRequest = (words: string): Refusal => ({ status: 400, description: `Bad Request: ${words}` });
const forbidden = (words: string): Refusal => ({ status: 403, description: `Forbidden: ${words}` });

/** Every refusal in full, in the words of tdlib/telegram-bot-api 10.0 and tdlib/td. */
const WORDS = {
  token_malformed: { status: 401, description: 'Unauthorized: invalid token specified' },
  token_refused: { status: 401, description: 'Unauthorized' },
  method_not_found: { status: 404, description: 'Not Found: method not found' },
  token_unknown: { status: 404, description: 'Not Found' },
  token_not_allowed: { status: 421, description: 'Misdirected Request: unallowed token specified' },
  bot_logged_out: { status: 400, description: 'Logged out' },

  chat_id_empty: badRequest('chat_id is empty'),
  private_chat_not_found: badRequest('private chat not found'),
  chat_not_found: badRequest('chat not found'),
  peer_id_invalid: badRequest('PEER_ID_INVALID'),
  bot_not_started: forbidden("bot can't initiate conversation with a user"),
  bot_blocked: forbidden('bot was blocked by the user'),
  user_deactivated: forbidden('user is deactivated'),
  chat_is_a_bot: forbidden("the bot can't send messages to the bot"),
  bot_kicked: forbidden('bot was kicked from the group chat'),
  bot_not_a_member: forbidden('bot is not a member of the group chat'),
  chat_deleted: forbidden('the group chat was deleted'),
  chat_migrated: {
    ...badRequest('group chat was upgraded to a supergroup chat'),
    parameters: { migrate_to_chat_id: -1001000000001 },
  },

  no_right_to_send_text: badRequest('not enough rights to send text messages to the chat'),
  admin_rights_needed: badRequest('need administrator rights in the channel chat'),
  no_right_to_write: badRequest('have no write access to the chat'),
  thread_not_found: badRequest('message thread not found'),
  topic_closed: badRequest('TOPIC_CLOSED'),
  topic_deleted: badRequest('TOPIC_DELETED'),

  text_empty: badRequest('message text is empty'),
  text_too_long: badRequest('message is too long'),
  formatting_refused: badRequest('can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
  options_refused: badRequest("can't parse link preview options JSON object"),
  not_modified: badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ),
  nothing_to_edit: badRequest('message to edit not found'),

  press_too_old: badRequest('query is too old and response timeout expired or query ID is invalid'),
  webhook_active: {
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  },
  other_reader: {
    status: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  },
  too_many_requests: tooManyRequests(5),
  telegram_trouble: { status: 500, description: 'Internal Server Error: restart' },
  other_refusal: badRequest('SOMETHING_NEW'),
  other_answer: { status: 299, description: 'Something new' },
} satisfies Record<string, Refusal>;

/** A row of the plugin's error table, by its name there. */
export type RefusalCode = keyof typeof WORDS;
export const REFUSALS: Record<RefusalCode, Refusal> = WORDS;

export function tooManyRequests(seconds: number): Refusal {
  return {
    status: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
}
