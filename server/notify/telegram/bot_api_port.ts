import type { BotIdentity, ChatIdentity } from '../../../common/api/api';
import type { Secret } from '../../../common/channels/secret';

declare const fitted: unique symbol;
/** HTML that Telegram takes: escaped and within its limits. Only the renderer makes one. */
export type TelegramHtml = string & { readonly [fitted]: true };

/**
 * Why a call did not succeed, as it came over the wire. `answered`: the Bot API, or something in front of it, spoke.
 * `network`: no answer. Carries no URL, since the URL carries the token.
 */
export type TelegramFailure =
  | {
      kind: 'answered';
      httpStatus: number;
      /** Telegram's words, scrubbed; a short fixed text where the body was not Telegram's (HTML of a proxy). */
      description: string;
      /** Whether the body had Telegram's form. */
      fromTelegram: boolean;
      retryAfterSeconds?: number;
      migrateToChatId?: string;
    }
  | { kind: 'network'; code: string; syscall?: string };

export type TelegramAnswer<T> = { ok: true; result: T } | { ok: false; failure: TelegramFailure };

/** What the plugin asks of the Bot API. Never throws for what Telegram or the network does: that is an answer. */
export interface TelegramApi {
  getMe(token: Secret, signal?: AbortSignal): Promise<TelegramAnswer<BotIdentity>>;
  getChat(token: Secret, chatId: string, signal?: AbortSignal): Promise<TelegramAnswer<ChatIdentity>>;
  /** `text` in the result is what Telegram shows, without markup. */
  sendMessage(
    token: Secret,
    message: { chatId: string; html: TelegramHtml } | { chatId: string; plain: string },
    signal?: AbortSignal,
  ): Promise<TelegramAnswer<{ messageId: number; text: string }>>;
}
