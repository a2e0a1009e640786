import type { BotIdentity, ChatIdentity } from '../../../common/api/api';
import type { Secret } from '../../../common/channels/secret';

declare const fitted: unique symbol;
/** HTML that Telegram takes: escaped and within its limits. Only the renderer makes one. */
export type TelegramHtml = string & { readonly [fitted]: true };

/**
 * Why a call failed. `answered`: an answer came, from the Bot API or from something in front of it. `network`: no
 * answer came. It holds no URL, because the URL contains the token.
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
  | {
      kind: 'network';
      code: string;
      syscall?: string;
      /** What the code alone does not say, such as the name of a proxy. */
      detail?: string;
    };

export type TelegramAnswer<T> = { ok: true; result: T } | { ok: false; failure: TelegramFailure };

/** A button below a message. What is pressed comes back as `data`; one with a `url` only opens that. */
export type InlineButton = { text: string; data: string } | { text: string; url: string };
/** Rows of buttons. */
export type InlineKeyboard = InlineButton[][];

/** Where a new message goes, and how. */
export interface NewMessage {
  chatId: string;
  /** The topic of a group; null or absent for General, and where there are no topics. */
  topicId?: number | null;
  /** Without a sound. */
  silent?: boolean;
  /** Neither to be forwarded nor saved. */
  protect?: boolean;
  keyboard?: InlineKeyboard;
}

/**
 * The calls of the Bot API that the plugin makes. They never throw for what Telegram or the network does: such
 * failures are answers.
 */
export interface TelegramApi {
  getMe(token: Secret): Promise<TelegramAnswer<BotIdentity>>;
  getChat(token: Secret, chatId: string): Promise<TelegramAnswer<ChatIdentity>>;
  /** As `sendMessage`, for a message that is there. Without a keyboard it loses the one that it has. */
  editMessageText(
    token: Secret,
    message: { chatId: string; messageId: number; keyboard?: InlineKeyboard } & (
      { html: TelegramHtml } | { plain: string }
    ),
  ): Promise<TelegramAnswer<{ messageId: number; text: string }>>;
  /** `text` in the result is what Telegram shows, without markup. */
  sendMessage(
    token: Secret,
    message: NewMessage & ({ html: TelegramHtml } | { plain: string }),
  ): Promise<TelegramAnswer<{ messageId: number; text: string }>>;
}

/** Telegram by way of a proxy of kibana.yml, by its name; null: as kibana.yml sets it for all channels. */
export type TelegramWays<A = TelegramApi> = (proxy: string | null) => A;
