import type { BotIdentity, ChatIdentity, CheckTokenRequest } from './api';
import type { Problem } from '../status/problems';

/** POST telegram/pairing/_start. The token and the proxy as in telegram/_check_token. */
export type StartPairingRequest = CheckTokenRequest;

/** What a person needs to name a chat: one of these links opened, or the command posted, within ten minutes. */
export interface StartedPairing {
  /** Names the pairing in the other calls. */
  id: string;
  bot: BotIdentity;
  /** Opens a chat of one person with the bot. */
  personLink: string;
  /** Lets a person choose a group, to which the bot is added. Null where the bot may join no group. */
  groupLink: string | null;
  /** To post in a channel that has the bot as administrator, or in one topic of a group. */
  command: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** POST telegram/pairing/_state, _confirm and _cancel. The token and the proxy as in the start of the pairing. */
export interface PairingRequest extends StartPairingRequest {
  id: string;
}

/** A chat that somebody named. */
export interface PairedChat extends ChatIdentity {
  /** The topic of the group in which it was asked for; null outside of topics. */
  topicId: number | null;
  /** The name of the person who asked for it, as `@anna` or `Anna B`; null where Telegram does not say, as in channels. */
  askedBy: string | null;
}

/**
 * waiting: nobody has answered yet. `problems`: what keeps answers from being read, if anything does.
 * found: somebody named this chat; it is used only after it was confirmed.
 * over: there is no such pairing: its ten minutes are up, or it was confirmed or cancelled.
 */
export type PairingState =
  { state: 'waiting'; problems: Problem[] } | { state: 'found'; chat: PairedChat } | { state: 'over' };
