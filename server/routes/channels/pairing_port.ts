import type { ChatIdentity, TelegramCheck } from '../../../common/api/api';
import type { PairedChat, PairingState, StartedPairing } from '../../../common/api/pairing';
import type { Secret } from '../../../common/channels/secret';

/** A pairing of a space and the token that it was started with. */
export interface NamedPairing {
  space: string;
  id: string;
  token: Secret;
}

/** Naming a chat by writing to the bot from it. */
export interface Pairing {
  start(space: string, token: Secret): Promise<TelegramCheck<StartedPairing>>;
  state(named: NamedPairing): Promise<PairingState>;
  confirm(named: NamedPairing): Promise<TelegramCheck<PairedChat>>;
  /** The chat that somebody typed, once the bot may write there. `field`: the input to mark where it may not. */
  checkChat(token: Secret, chatId: string, field: string): Promise<TelegramCheck<ChatIdentity>>;
  cancel(named: Omit<NamedPairing, 'token'>): Promise<void>;
}
