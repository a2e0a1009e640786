import type { ChatIdentity } from '../../../common/api/api';
import type { Secret } from '../../../common/channels/secret';
import type { Problem } from '../../../common/status/problems';
import type { TelegramAnswer } from './bot_api_port';
import type { TelegramErrorCode } from './error_table';
import { TELEGRAM_ERROR_TEXTS } from './error_texts';
import { classifyTelegramFailure, telegramProblem } from './errors';
import type { ChatWithRights, Membership, PairingApi } from './pairing_port';

/** A chat in which the bot may write, or why it may not and what to do about it. */
export type UsableChat = { ok: true; chat: ChatIdentity } | { ok: false; problem: Problem };

type Api = Pick<PairingApi, 'getChatWithRights' | 'getMembership' | 'showTyping'>;
interface Asked {
  token: Secret;
  botId: number;
  chatId: string;
  /** The input to mark where there is a problem. */
  field?: string;
}

/**
 * Finds out whether the bot may write in a chat, without writing. A group that became a supergroup meanwhile is answered
 * with its new id.
 */
export async function usableChat(api: Api, { token, botId, chatId, field }: Asked): Promise<UsableChat> {
  const found = await chatNow(api, token, chatId);
  if (!found.ok) return { ok: false, problem: telegramProblem(found.failure, field) };
  const { membersMaySend, ...chat } = found.result;
  if (chat.type === 'private') return { ok: true, chat };
  const member = await api.getMembership(token, chat.id, botId);
  if (!member.ok) return { ok: false, problem: telegramProblem(member.failure, field) };
  const code = missingRight({ ...chat, membersMaySend }, member.result);
  return code === undefined ? { ok: true, chat } : { ok: false, problem: problemOf(code, field) };
}

/** The chat as it is now. Only an attempt to write reveals the new id of a group that was upgraded. */
async function chatNow(api: Api, token: Secret, chatId: string): Promise<TelegramAnswer<ChatWithRights>> {
  const found = await api.getChatWithRights(token, chatId);
  if (!found.ok || found.result.type === 'supergroup' || found.result.type === 'channel') return found;
  const typing = await api.showTyping(token, chatId);
  if (typing.ok) return found;
  const { reaction } = classifyTelegramFailure(typing.failure);
  return reaction.kind === 'moved' ? api.getChatWithRights(token, reaction.chatId) : typing;
}

/** The row of the error table that a message would meet; undefined where the bot may write. */
function missingRight(
  { type, membersMaySend }: ChatWithRights,
  { status, canPost, canSend }: Membership,
): TelegramErrorCode | undefined {
  switch (status) {
    case 'kicked':
      return 'bot_kicked';
    case 'left':
      return 'bot_not_a_member';
    case 'creator':
      return undefined;
    case 'administrator':
      return type === 'channel' && !canPost ? 'admin_rights_needed' : undefined;
    case 'restricted':
      return canSend ? undefined : 'no_right_to_send_text';
    case 'member':
      if (type === 'channel') return 'admin_rights_needed';
      return membersMaySend ? undefined : 'no_right_to_send_text';
  }
}

const problemOf = (code: TelegramErrorCode, field: string | undefined): Problem => ({
  code,
  severity: 'error',
  message: TELEGRAM_ERROR_TEXTS[code].message(),
  remedy: TELEGRAM_ERROR_TEXTS[code].remedy(),
  ...(field === undefined ? {} : { field }),
});
