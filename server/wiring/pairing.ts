import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElasticsearchClient, Logger } from '../../kibana_contracts/server';
import { createPairings, createReaderLease } from '../adapters/storage/pairings_index';
import { hashOfNonce, isNonce, randomWord } from '../adapters/telegram/nonce';
import { cancelPairing, checkChat, confirmPairing, startPairing, stateOfPairing } from '../flow/pairing';
import { readAnswers, type ReaderPorts } from '../flow/pairing_reader';
import type { TelegramWays } from '../notify/telegram/bot_api_port';
import type { PairingApi } from '../notify/telegram/pairing_port';
import type { BotAccess, Pairing } from '../routes/channels/pairing_port';
import { reasonOf } from '../../common/text/reason_of';
import type { ChatWork } from './chats';

interface PairingParts {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  telegram: TelegramWays<PairingApi>;
  chats: ChatWork;
  clock(): number;
  logger: Logger;
}

/** Pairing as the routes use it, and the readers of this Kibana, one a bot. */
export interface PairingWork {
  pairing: Pairing;
  /** Lets go of every bot. */
  stop(): Promise<void>;
}

/** From now on it also sees to it that the bots are read from whose chats alerts are worked on. */
export function pairingWork(parts: PairingParts): PairingWork {
  const { internalClient, setUpIndices, telegram, clock, logger } = parts;
  const pairings = createPairings(internalClient, setUpIndices);
  const lease = createReaderLease(internalClient, setUpIndices);
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const { chats, look } = parts.chats;
  const reading = { telegram, pairings, lease, chats, isNonce, clock, wait };
  const readers = new Readers(reading, look, logger);
  readers.watch();
  const portsOf = (bot: BotAccess) => ({
    api: telegram(bot.proxy),
    pairings,
    randomWord,
    hashOf: hashOfNonce,
    read: (botId: number) => readers.read(botId, bot),
    clock,
  });
  return {
    pairing: {
      start: (space, bot) => startPairing(portsOf(bot), space, bot.token),
      state: (named) => stateOfPairing(portsOf(named), named),
      confirm: (named) => confirmPairing(portsOf(named), named),
      checkChat: (bot, chatId, field) => checkChat(portsOf(bot), bot.token, chatId, field),
      cancel: (named) => cancelPairing({ pairings }, named),
    },
    stop: () => readers.stop(),
  };
}

/** What reading needs, whatever the proxy. */
type ReadingParts = Omit<ReaderPorts, 'api'> & Pick<PairingParts, 'telegram'>;

/** How often it is looked which bots are to be read, ms. */
const LOOK_EVERY = 10_000;

/** What this Kibana reads, at most once a bot. It ends by itself when nothing of the bot is waited for any more. */
class Readers {
  readonly #running = new Map<number, Promise<void>>();
  readonly #controller = new AbortController();
  readonly #holder = randomUUID();
  /** How each bot is asked, as it was said last. */
  readonly #bots = new Map<number, BotAccess>();

  #timer: NodeJS.Timeout | undefined;
  #failed = '';

  constructor(
    private readonly parts: ReadingParts,
    private readonly look: ChatWork['look'],
    private readonly logger: Logger,
  ) {}

  read(botId: number, bot: BotAccess): void {
    const { signal } = this.#controller;
    // Also for a reading that has begun: its token or proxy may have been replaced.
    this.#bots.set(botId, bot);
    if (signal.aborted || this.#running.has(botId)) return;
    const reader = { botId, token: bot.token, holder: this.#holder };
    const reading = readAnswers({ ...this.parts, api: this.#apiOf(botId, bot) }, reader, signal)
      .catch((error: Error) => {
        // The page asks every few seconds how far a pairing is, and the watch looks again, which begins anew.
        if (!signal.aborted) this.logger.warn(`Answers to a bot could not be read: ${error.message}`);
      })
      .finally(() => this.#running.delete(botId));
    this.#running.set(botId, reading);
  }

  /** Asks as it is known by now how the bot is asked. */
  #apiOf(botId: number, first: BotAccess): ReaderPorts['api'] {
    return {
      getUpdates: (_token, asked, signal) => {
        const { token, proxy } = this.#bots.get(botId) ?? first;
        return this.parts.telegram(proxy).getUpdates(token, asked, signal);
      },
    };
  }

  /** Reads what the look says, from now on. */
  watch(): void {
    this.#timer ??= setInterval(() => void this.#readWanted(), LOOK_EVERY).unref();
  }

  /** Where another Kibana reads a bot, it is asked for again at the next look: that one may end. */
  async #readWanted(): Promise<void> {
    try {
      for (const [botId, bot] of await this.look()) this.read(botId, bot);
      this.#failed = '';
    } catch (error) {
      const why = reasonOf(error);
      if (why !== this.#failed) this.logger.warn(`Which bots are to be read could not be looked up: ${why}`);
      this.#failed = why;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#controller.abort();
    await Promise.all(this.#running.values());
  }
}
