import type { Secret } from '../../common/channels/secret';
import { chatOfMessage, nonceIn } from '../notify/telegram/pairing';
import type {
  PairingApi,
  Pairings,
  ReaderLease,
  StoredPairing,
  TelegramUpdate,
} from '../notify/telegram/pairing_port';
import type { TelegramFailure } from '../notify/telegram/bot_api_port';

const SECOND = 1_000;
/** Short enough to notice soon that nobody waits any more. */
const WAIT_SECONDS = 10;
/** Longer than a call can take, so that a second reader comes only where the first one is gone, ms. */
const LEASE = 45 * SECOND;
/** Between two looks where the last one failed, ms. */
const AFTER_FAILURE = 5 * SECOND;

/** What reading needs. */
export interface ReaderPorts {
  api: Pick<PairingApi, 'getUpdates'>;
  pairings: Pick<Pairings, 'waitingFor' | 'write'>;
  lease: ReaderLease;
  /** Whether the nonce has this hash; takes the same time for every wrong nonce. */
  isNonce(nonce: string, hash: string): boolean;
  clock(): number;
  /** Rejects where the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A bot, and this Kibana as its reader. */
export interface Reader {
  botId: number;
  token: Secret;
  /** Different for each Kibana. */
  holder: string;
}

/**
 * Reads what people write to a bot for as long as pairings of it wait for an answer, in whichever space. Ends at once
 * where another Kibana reads. Only a message with a nonce that waits is looked at; the others are forgotten, as they are
 * for any program that reads a bot's updates.
 */
export async function readAnswers(ports: ReaderPorts, reader: Reader, signal: AbortSignal): Promise<void> {
  const { lease, clock } = ports;
  if (!(await lease.hold(reader.botId, reader.holder, clock(), clock() + LEASE))) return;
  try {
    await readWhileAnyWaits(ports, reader, signal);
  } finally {
    await lease.release(reader.botId, reader.holder);
  }
}

async function readWhileAnyWaits(ports: ReaderPorts, reader: Reader, signal: AbortSignal): Promise<void> {
  const { api, pairings, lease, clock } = ports;
  const { botId, token, holder } = reader;
  let offset: number | undefined;
  while (!signal.aborted) {
    const waiting = await pairings.waitingFor(botId, clock());
    if (waiting.length === 0) break;
    if (!(await lease.hold(botId, holder, clock(), clock() + LEASE))) return;
    const answer = await api.getUpdates(token, { offset, waitSeconds: WAIT_SECONDS }, signal);
    if (signal.aborted) return;
    await note(ports, waiting, answer.ok ? null : answer.failure);
    if (!answer.ok) {
      await ports.wait(AFTER_FAILURE, signal);
      continue;
    }
    for (const update of answer.result) {
      await take(ports, botId, update);
      offset = update.id + 1;
    }
  }
  // Telegram forgets what was read only when it is asked for what comes behind it.
  if (offset !== undefined && !signal.aborted)
    await api.getUpdates(token, { offset, waitSeconds: 0 }, signal);
}

/** Stores why answers cannot be read, or that they can be again. */
async function note(
  { pairings }: ReaderPorts,
  waiting: StoredPairing[],
  failure: TelegramFailure | null,
): Promise<void> {
  for (const { pairing, revision } of waiting) {
    if (JSON.stringify(pairing.failure) === JSON.stringify(failure)) continue;
    await pairings.write({ pairing: { ...pairing, failure }, revision });
  }
}

/** Gives the chat of the message to the pairing whose nonce it carries. The first chat that answers keeps it. */
async function take(
  { pairings, isNonce, clock }: ReaderPorts,
  botId: number,
  { message }: TelegramUpdate,
): Promise<void> {
  if (!message) return;
  // Read anew: a pairing may have been cancelled, or noted with a failure, since.
  for (const { pairing, revision } of await pairings.waitingFor(botId, clock())) {
    const nonce = nonceIn(message, pairing.bot.username);
    if (nonce === null || !isNonce(nonce, pairing.nonceHash)) continue;
    await pairings.write({ pairing: { ...pairing, failure: null, found: chatOfMessage(message) }, revision });
  }
}
