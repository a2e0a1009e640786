import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Secret } from '../../common/channels/secret';
import type { ElasticsearchClient, Logger } from '../../kibana_contracts/server';
import { createPairings, createReaderLease } from '../adapters/storage/pairings_index';
import { hashOfNonce, isNonce, randomWord } from '../adapters/telegram/nonce';
import { cancelPairing, checkChat, confirmPairing, startPairing, stateOfPairing } from '../flow/pairing';
import { readAnswers, type ReaderPorts } from '../flow/pairing_reader';
import type { PairingApi } from '../notify/telegram/pairing_port';
import type { Pairing } from '../routes/channels/pairing_port';
import { reasonOf } from '../../common/text/reason_of';
import type { ChatWork } from './chats';

interface PairingParts {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  telegram: PairingApi;
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
  const { internalClient, setUpIndices, telegram: api, clock, logger } = parts;
  const pairings = createPairings(internalClient, setUpIndices);
  const lease = createReaderLease(internalClient, setUpIndices);
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const { chats, look } = parts.chats;
  const readers = new Readers({ api, pairings, lease, chats, isNonce, clock, wait }, look, logger);
  readers.watch();
  const read = (botId: number, token: Secret) => readers.read(botId, token);
  const ports = { api, pairings, randomWord, hashOf: hashOfNonce, read, clock };
  return {
    pairing: {
      start: (space, token) => startPairing(ports, space, token),
      state: (named) => stateOfPairing(ports, named),
      confirm: (named) => confirmPairing(ports, named),
      checkChat: (token, chatId, field) => checkChat(ports, token, chatId, field),
      cancel: (named) => cancelPairing(ports, named),
    },
    stop: () => readers.stop(),
  };
}

/** How often it is looked which bots are to be read, ms. */
const LOOK_EVERY = 10_000;

/** What this Kibana reads, at most once a bot. It ends by itself when nothing of the bot is waited for any more. */
class Readers {
  readonly #running = new Map<number, Promise<void>>();
  readonly #controller = new AbortController();
  readonly #holder = randomUUID();

  #timer: NodeJS.Timeout | undefined;
  #failed = '';

  constructor(
    private readonly ports: ReaderPorts,
    private readonly look: ChatWork['look'],
    private readonly logger: Logger,
  ) {}

  read(botId: number, token: Secret): void {
    const { signal } = this.#controller;
    if (signal.aborted || this.#running.has(botId)) return;
    const reading = readAnswers(this.ports, { botId, token, holder: this.#holder }, signal)
      .catch((error: Error) => {
        // The page asks every few seconds how far a pairing is, and the watch looks again, which begins anew.
        if (!signal.aborted) this.logger.warn(`Answers to a bot could not be read: ${error.message}`);
      })
      .finally(() => this.#running.delete(botId));
    this.#running.set(botId, reading);
  }

  /** Reads what the look says, from now on. */
  watch(): void {
    this.#timer ??= setInterval(() => void this.#readWanted(), LOOK_EVERY).unref();
  }

  /** Where another Kibana reads a bot, it is asked for again at the next look: that one may end. */
  async #readWanted(): Promise<void> {
    try {
      for (const [botId, token] of await this.look()) this.read(botId, token);
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
