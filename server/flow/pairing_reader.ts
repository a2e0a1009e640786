import type { Secret } from '../../common/channels/secret';
import { chatOfMessage, nonceIn } from '../notify/telegram/pairing';
import type {
  ButtonPress,
  IncomingMessage,
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
/**
 * Between two looks where the last one failed, ms. Somebody watches a pairing; a chat is read for as long as it is set so,
 * and another program that reads the same bot is not to be disturbed every few seconds.
 */
const AFTER_FAILURE = { pairing: 5 * SECOND, chats: 30 * SECOND } as const;

/** What reading needs. */
export interface ReaderPorts {
  api: Pick<PairingApi, 'getUpdates'>;
  pairings: Pick<Pairings, 'waitingFor' | 'write'>;
  lease: ReaderLease;
  chats: Chats;
  /** Whether the nonce has this hash; takes the same time for every wrong nonce. */
  isNonce(nonce: string, hash: string): boolean;
  clock(): number;
  /** Rejects where the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** What becomes of what people press and write in the chats of channels, besides pairing. */
export interface Chats {
  /** Whether this Kibana is to read the bot for that. */
  isWanted(botId: number): boolean;
  /** Does what a press asks for. Never throws. */
  press(reader: Reader, press: ButtonPress): Promise<void>;
  /** Answers a message that asks for something. Never throws. */
  message(reader: Reader, message: IncomingMessage): Promise<void>;
  /** Stores why the bot could not be read, or that it could. */
  note(botId: number, failure: TelegramFailure | null): Promise<void>;
}

/** A bot, and this Kibana as its reader. */
export interface Reader {
  botId: number;
  token: Secret;
  /** Different for each Kibana. */
  holder: string;
}

/**
 * Reads what people write to a bot, and what they press below its messages, for as long as pairings of it wait for an
 * answer, in whichever space, or alerts are worked on from its chats. Ends at once where another Kibana reads. Other
 * messages are forgotten, as they are for any program that reads a bot's updates. What was read is confirmed to Telegram
 * after it was done, so what a Kibana that ended was about to do comes again.
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
  const { api, pairings, lease, clock, chats } = ports;
  const { botId, token, holder } = reader;
  let offset: number | undefined;
  while (!signal.aborted) {
    const waiting = await pairings.waitingFor(botId, clock());
    if (waiting.length === 0 && !chats.isWanted(botId)) break;
    if (!(await lease.hold(botId, holder, clock(), clock() + LEASE))) return;
    const answer = await api.getUpdates(token, { offset, waitSeconds: WAIT_SECONDS }, signal);
    if (signal.aborted) return;
    const failure = answer.ok ? null : answer.failure;
    await note(ports, waiting, failure);
    if (chats.isWanted(botId)) await chats.note(botId, failure);
    if (!answer.ok) {
      await ports.wait(waiting.length > 0 ? AFTER_FAILURE.pairing : AFTER_FAILURE.chats, signal);
      continue;
    }
    for (const update of answer.result) {
      await take(ports, reader, update);
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

async function take(ports: ReaderPorts, reader: Reader, { message, press }: TelegramUpdate): Promise<void> {
  if (press) await ports.chats.press(reader, press);
  if (!message) return;
  await pair(ports, reader.botId, message);
  await ports.chats.message(reader, message);
}

/** Gives the chat of the message to the pairing whose nonce it carries. The first chat that answers keeps it. */
async function pair(
  { pairings, isNonce, clock }: ReaderPorts,
  botId: number,
  message: IncomingMessage,
): Promise<void> {
  // Read anew: a pairing may have been cancelled, or noted with a failure, since.
  for (const { pairing, revision } of await pairings.waitingFor(botId, clock())) {
    const nonce = nonceIn(message, pairing.bot.username);
    if (nonce === null || !isNonce(nonce, pairing.nonceHash)) continue;
    await pairings.write({ pairing: { ...pairing, failure: null, found: chatOfMessage(message) }, revision });
  }
}
