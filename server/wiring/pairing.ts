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

interface PairingParts {
  internalClient: ElasticsearchClient;
  setUpIndices(): Promise<void>;
  api: PairingApi;
  clock(): number;
  logger: Logger;
}

/** Pairing as the routes use it, and the readers of this Kibana, one a bot. */
export interface PairingWork {
  pairing: Pairing;
  /** Lets go of every bot. */
  stop(): Promise<void>;
}

export function pairingWork({ internalClient, setUpIndices, api, clock, logger }: PairingParts): PairingWork {
  const pairings = createPairings(internalClient, setUpIndices);
  const lease = createReaderLease(internalClient, setUpIndices);
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const readers = new Readers({ api, pairings, lease, isNonce, clock, wait }, logger);
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

/** What this Kibana reads, at most once a bot. It ends by itself when no pairing of the bot waits any more. */
class Readers {
  readonly #running = new Map<number, Promise<void>>();
  readonly #controller = new AbortController();
  readonly #holder = randomUUID();

  constructor(
    private readonly ports: ReaderPorts,
    private readonly logger: Logger,
  ) {}

  read(botId: number, token: Secret): void {
    const { signal } = this.#controller;
    if (signal.aborted || this.#running.has(botId)) return;
    const reading = readAnswers(this.ports, { botId, token, holder: this.#holder }, signal)
      .catch((error: Error) => {
        // The page asks every few seconds how far the pairing is, which begins anew.
        if (!signal.aborted) this.logger.warn(`Answers to a bot could not be read: ${error.message}`);
      })
      .finally(() => this.#running.delete(botId));
    this.#running.set(botId, reading);
  }

  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.all(this.#running.values());
  }
}
