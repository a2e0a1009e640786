import type { BotIdentity, ChatIdentity } from '../../../common/api/api';
import type { PairedChat } from '../../../common/api/pairing';
import type { Secret } from '../../../common/channels/secret';
import type { TelegramAnswer, TelegramFailure } from './bot_api_port';

/** A bot with what it may do in groups. */
export interface BotAbilities extends BotIdentity {
  canJoinGroups: boolean;
}

/** What somebody wrote where the bot can read it. */
export interface IncomingMessage {
  chat: ChatIdentity;
  text: string;
  /** Null outside of the topics of a group. */
  topicId: number | null;
  /** The public name of the chat, without @; null where it has none. */
  chatName: string | null;
  /**
   * Who wrote it; null where Telegram does not say, as in channels. `id`: null where only a name is told. For an
   * administrator who stays anonymous `name` is that of the group, and `id` is null.
   */
  from: { id: number | null; name: string; isBot: boolean } | null;
  /** Whether it was written elsewhere, or by way of another bot. */
  isForwarded: boolean;
  /** Telegram's own note that the group got another id, which is this; else null. */
  movedTo: string | null;
}

/** Somebody pressed a button below one of the bot's messages. */
export interface ButtonPress {
  /** The press, to be answered under this id. */
  id: string;
  data: string;
  /** Where the message stands; null where Telegram does not say. `name`: as `chatName`. */
  chat: { id: string; name: string | null } | null;
  from: { id: number; name: string; isBot: boolean };
}

/** `message` and `press` are null for every other kind of update. */
export interface TelegramUpdate {
  id: number;
  message: IncomingMessage | null;
  press: ButtonPress | null;
}

/** What the bot may do in a chat. */
export interface Membership {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  /** In channels, for administrators. */
  canPost: boolean;
  /** In groups, for restricted members. */
  canSend: boolean;
}

/** A chat and whether its members may write there. */
export interface ChatWithRights extends ChatIdentity {
  membersMaySend: boolean;
}

/** The calls of the Bot API that pairing makes. They never throw for what Telegram or the network does. */
export interface PairingApi {
  getBot(token: Secret): Promise<TelegramAnswer<BotAbilities>>;
  /** The host that receives the bot's updates in our place; null where there is none. */
  getWebhookHost(token: Secret): Promise<TelegramAnswer<string | null>>;
  /**
   * Waits up to `waitSeconds` for updates from `offset` on; 0 asks without waiting. Those below `offset` are forgotten by
   * Telegram.
   */
  getUpdates(
    token: Secret,
    asked: { offset: number | undefined; waitSeconds: number },
    signal?: AbortSignal,
  ): Promise<TelegramAnswer<TelegramUpdate[]>>;
  /** Tells whoever pressed a button what became of it, in at most 200 characters. `loud`: until they close it. */
  answerPress(
    token: Secret,
    answer: { pressId: string; text: string; loud: boolean },
    signal?: AbortSignal,
  ): Promise<TelegramAnswer<true>>;
  getChatWithRights(token: Secret, chatId: string): Promise<TelegramAnswer<ChatWithRights>>;
  getMembership(token: Secret, chatId: string, botId: number): Promise<TelegramAnswer<Membership>>;
  /** Shows "typing" in the chat for a moment. It fails as a message would, also where a group has another id by now. */
  showTyping(token: Secret, chatId: string): Promise<TelegramAnswer<true>>;
}

/** A pairing as it is stored. Times are epoch milliseconds. */
export interface Pairing {
  id: string;
  space: string;
  /** Only this is kept of the nonce. */
  nonceHash: string;
  bot: BotIdentity;
  expiresAt: number;
  /** The chat that answered first; null until one did. From then on the nonce is used up. */
  found: PairedChat | null;
  /** Why the last look for answers failed; null where it did not. */
  failure: TelegramFailure | null;
}

/** A stored pairing, which can be written only while nobody else has written it since. */
export interface StoredPairing {
  pairing: Pairing;
  revision: { seqNo: number; primaryTerm: number };
}

/** The pairings of all spaces. */
export interface Pairings {
  create(pairing: Pairing): Promise<void>;
  /** Null where there is none with this id in this space. */
  read(space: string, id: string): Promise<StoredPairing | null>;
  /** Those of a bot in all spaces that still wait for an answer. */
  waitingFor(botId: number, now: number): Promise<StoredPairing[]>;
  /** False where somebody else wrote or removed it since it was read. */
  write(stored: StoredPairing): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** A group got another id: what was found there, and is not confirmed yet, is found in that one. */
  followGroup(botId: number, from: string, to: string): Promise<void>;
  /** Removes those whose time was up before `now`, in all spaces. */
  removeExpired(now: number): Promise<void>;
}

/** Which Kibana reads the updates of a bot: two at a time would take them from each other. */
export interface ReaderLease {
  /** True where `holder` may read until `until`: nobody else may, or their time is up. */
  hold(botId: number, holder: string, now: number, until: number): Promise<boolean>;
  /** Lets others read at once. */
  release(botId: number, holder: string): Promise<void>;
}
