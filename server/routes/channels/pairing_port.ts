import type { ChatIdentity, TelegramCheck } from '../../../common/api/api';
import type { PairedChat, PairingState, StartedPairing } from '../../../common/api/pairing';
import type { Secret } from '../../../common/channels/secret';

/** How a bot is asked. */
export interface BotAccess {
  token: Secret;
  /** A proxy of kibana.yml, by its name; null: as kibana.yml sets it for all channels. */
  proxy: string | null;
}

/** A pairing of a space and the token that it was started with. */
export interface NamedPairing extends BotAccess {
  space: string;
  id: string;
}

/** Naming a chat by writing to the bot from it. */
export interface Pairing {
  start(space: string, bot: BotAccess): Promise<TelegramCheck<StartedPairing>>;
  state(named: NamedPairing): Promise<PairingState>;
  confirm(named: NamedPairing): Promise<TelegramCheck<PairedChat>>;
  /** The chat that somebody typed, once the bot may write there. `field`: the input to mark where it may not. */
  checkChat(bot: BotAccess, chatId: string, field: string): Promise<TelegramCheck<ChatIdentity>>;
  cancel(named: Pick<NamedPairing, 'space' | 'id'>): Promise<void>;
}
