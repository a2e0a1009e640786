import { NO_HEARTBEAT } from '../../common/status/heartbeat';
import { LOOK_BACK } from '../../common/bounds';
import { NEWEST_FIRST } from '../../common/alerts/search';
import type { ElasticsearchClient, Logger } from '../../kibana_contracts/server';
import { createAlertReader } from '../adapters/storage/alert_reader';
import { createButtons } from '../adapters/storage/buttons_index';
import { createDeliveryReader } from '../adapters/storage/delivery_reader';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { createPairings } from '../adapters/storage/pairings_index';
import { createPeopleStore } from '../adapters/storage/people_index';
import { createSourceStore } from '../adapters/storage/source_document';
import { createUnreadChats } from '../adapters/storage/unread_chats';
import { hashOfNonce, randomWord } from '../adapters/telegram/nonce';
import { takeMessage, type SpaceStatus } from '../flow/chat_messages';
import type { AlertWorkPorts, OutboxPorts } from '../flow/outbox_ports';
import type { Chats, Reader } from '../flow/pairing_reader';
import { takePress } from '../flow/press';
import type { TelegramApi, TelegramFailure, TelegramWays } from '../notify/telegram/bot_api_port';
import { toFailure } from '../notify/telegram/errors';
import type { PairingApi } from '../notify/telegram/pairing_port';
import type { SecretsNotes } from '../record/secrets_port';
import type { Authority } from '../routes/authority_port';
import type { BotAccess } from '../routes/channels/pairing_port';
import type { BackgroundSettings } from '../routes/settings/settings_port';
import { toStatus } from '../routes/status/status_view';
import { chatChannelsOf, type BotChannel } from './chat_channels';

interface Storage {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
}

interface Parts extends Storage {
  settings: BackgroundSettings;
  secrets: SecretsNotes;
  outbox: OutboxPorts;
  telegram: TelegramWays<TelegramApi & PairingApi>;
  canEncrypt: boolean;
  authority: Pick<Authority, 'securityOn'>;
  pokeOutbox(): void;
  tellDeeds(space: string, alertIds: string[]): Promise<void>;
  clock(): number;
  logger: Logger;
}

/** What becomes of presses and messages, and which bots are to be read for them. */
export interface ChatWork {
  chats: Chats;
  /** Looks which channels there are. Gives the bots to be read, and how each is asked. */
  look(): Promise<Map<number, BotAccess>>;
}

/** What makes the buttons below messages. */
export const alertWorkOf = (
  internalClient: ElasticsearchClient,
  setUpIndices: () => Promise<void>,
): AlertWorkPorts => ({
  people: (space) => createPeopleStore(internalClient, space),
  buttons: createButtons(internalClient, setUpIndices),
  randomWord,
  hashOf: hashOfNonce,
});

export function chatsOf(parts: Parts): ChatWork {
  const { internalClient, setUpIndices, settings, outbox, telegram, pokeOutbox, tellDeeds, clock } = parts;
  const chatChannels = chatChannelsOf(settings);
  const channelsOf = async (botId: number) =>
    (await chatChannels()).filter((channel) => channel.botId === botId);
  const ports = {
    ...outbox,
    channelsOf,
    buttons: createButtons(internalClient, setUpIndices),
    people: (space: string) => createPeopleStore(internalClient, space),
    pairings: createPairings(internalClient, setUpIndices),
    statusOf: (space: string) => statusOf(parts, space),
    hashOf: hashOfNonce,
    pokeOutbox,
    tellDeeds,
    clock,
  };
  let wanted = new Map<number, BotAccess>();
  const portsOf = ({ botId }: Reader) => ({ ...ports, api: telegram(wanted.get(botId)?.proxy ?? null) });
  /** With the token as it is by now: somebody may have replaced it since the reading began. */
  const byNow = (reader: Reader) => ({ ...reader, token: wanted.get(reader.botId)?.token ?? reader.token });
  return {
    chats: {
      isWanted: (botId) => wanted.has(botId),
      press: (reader, press) => takePress(portsOf(reader), byNow(reader), press),
      message: (reader, message) => takeMessage(portsOf(reader), byNow(reader), message),
      note: noteOf(parts, channelsOf),
    },
    async look() {
      wanted = new Map((await chatChannels()).map(({ botId, token, proxy }) => [botId, { token, proxy }]));
      return wanted;
    },
  };
}

/** Stores a failure for the channels of a bot. Most polls say what the one before said, which is not stored again. */
function noteOf(
  { internalClient, setUpIndices }: Storage,
  channelsOf: (botId: number) => Promise<BotChannel[]>,
): Chats['note'] {
  const unread = createUnreadChats(internalClient, setUpIndices);
  const noted = new Map<number, string>();
  return async (botId, failure: TelegramFailure | null) => {
    const channels = await channelsOf(botId);
    const said = JSON.stringify([failure, channels.map(({ ref }) => ref)]);
    if (noted.get(botId) === said) return;
    for (const { ref } of channels) await unread.note(ref, failure && toFailure(failure));
    noted.set(botId, said);
  };
}

/** The status that the page shows, in short. */
async function statusOf(parts: Parts, space: string): Promise<SpaceStatus> {
  const { internalClient, setUpIndices, settings, canEncrypt, authority, clock } = parts;
  const now = clock();
  const [opened, memory, source, secrets, deliveries, alerts] = await Promise.all([
    settings.openIfReadable(space),
    createMemoryStore(internalClient, space, setUpIndices).read(),
    createSourceStore(internalClient, space, setUpIndices).read(),
    parts.secrets.read(space),
    createDeliveryReader(internalClient, space).overview(now - LOOK_BACK),
    createAlertReader(internalClient, space, clock).find({
      search: { workflow: ['open'], parts: false },
      order: NEWEST_FIRST,
      perPage: 1,
      after: null,
      withSummary: false,
    }),
  ]);
  const attributes = opened?.attributes ?? null;
  const heartbeat = NO_HEARTBEAT; // says nothing of the state
  const facts = {
    attributes,
    memory: { ...memory, source },
    secrets,
    deliveries,
    heartbeat,
    canEncrypt,
    now,
  };
  const { state, lastGoodTickAt } = toStatus({ ...facts, securityOn: authority.securityOn() });
  return {
    state,
    lastGoodAt: lastGoodTickAt,
    openAlerts: alerts.total,
    waitingMessages: deliveries.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}
