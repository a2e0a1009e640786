import type { OutboxEntry } from '../common/outbox';
import type { AttackMessage } from './notify/message';
import type { Channel, Channels, Outbox } from './notify/outbox_port';
import { nextStep, RETRY, type NextStep } from './notify/retry_policy';
import { classifyTelegramFailure, type ClassifiedFailure } from './notify/telegram_errors';
import type { TelegramApi, TelegramFailure } from './notify/telegram_port';
import { renderAttack, toPlainText } from './notify/telegram_text';

/** How long a Kibana holds a delivery that it sends: longer than any attempt lasts, so that only a killed one loses it. */
const CLAIM = 60_000;
/** A space without a channel is looked at again after this. */
const NO_CHANNEL_WAIT = 60_000;

export type Entry = OutboxEntry<AttackMessage>;

export interface OutboxPorts {
  outbox: Outbox<AttackMessage>;
  channels: Channels;
  telegram: TelegramApi;
  clock(): number;
  /** Milliseconds, from 0 to RETRY.jitterMax. */
  jitter(): number;
  log(line: string): void;
}

/** What failed for a reason of our own is tried again after this. */
const SET_ASIDE = 60_000;
/** More rounds than this in one go mean that something keeps coming back: the next run of the task goes on. */
const MAX_ROUNDS = 50;

/** Sends everything that is due, one after the other, until nothing is. */
export async function drainOutbox(ports: OutboxPorts, signal?: AbortSignal): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await ports.outbox.due(ports.clock());
    if (due.length === 0) return;
    for (const entry of firstMessagesFirst(due)) {
      if (signal?.aborted) return;
      await deliverOrSetAside(ports, entry, signal);
    }
  }
}

/** One delivery that cannot even be tried must not hold up the others: it waits, and the log says why. */
async function deliverOrSetAside(ports: OutboxPorts, entry: Entry, signal?: AbortSignal): Promise<void> {
  try {
    await deliver(ports, entry, signal);
  } catch (error) {
    ports.log(
      `Delivery ${entry.id} was set aside: ${error instanceof Error ? error.message : 'unknown error'}`,
    );
    await ports.outbox.setAside(entry, ports.clock() + SET_ASIDE);
  }
}

const firstMessagesFirst = (due: Entry[]): Entry[] => [
  ...due.filter(({ reason }) => reason === 'first'),
  ...due.filter(({ reason }) => reason !== 'first'),
];

async function deliver(ports: OutboxPorts, entry: Entry, signal?: AbortSignal): Promise<void> {
  const channel = await ports.channels.of(entry.space);
  if (!channel) return waitForChannel(ports, entry);
  const paused = await ports.outbox.pausedUntil(channel.key);
  if (paused > ports.clock()) return ports.outbox.record(back(entry, paused));
  const claimed = await ports.outbox.claim(entry, ports.clock() + CLAIM);
  if (claimed) await attempt(ports, claimed, channel, signal);
}

/** A delivery whose space lost its channel waits; one that waited for too long is given up. */
async function waitForChannel(ports: OutboxPorts, entry: Entry): Promise<void> {
  const now = ports.clock();
  const isOld = now - entry.plannedAt >= RETRY.giveUpAfter;
  await ports.outbox.record(isOld ? { ...entry, status: 'expired' } : back(entry, now + NO_CHANNEL_WAIT));
}

const back = (entry: Entry, notBefore: number): Entry => ({
  ...entry,
  status: 'pending',
  claimedUntil: null,
  notBefore,
});

async function attempt(
  ports: OutboxPorts,
  entry: Entry,
  channel: Channel,
  signal?: AbortSignal,
): Promise<void> {
  const html = renderAttack(entry.message);
  const body = entry.plain
    ? { chatId: channel.chatId, plain: toPlainText(html) }
    : { chatId: channel.chatId, html };
  const answer = await ports.telegram.sendMessage(channel.token, body, signal);
  if (!answer.ok) return afterFailure(ports, entry, channel, answer.failure);
  await ports.outbox.record({
    ...entry,
    status: 'delivered',
    claimedUntil: null,
    deliveredAt: ports.clock(),
    messageId: answer.result.messageId,
    text: answer.result.text,
  });
}

async function afterFailure(
  ports: OutboxPorts,
  entry: Entry,
  channel: Channel,
  failure: TelegramFailure,
): Promise<void> {
  const failed = classifyTelegramFailure(failure);
  const { reaction } = failed;
  ports.log(`Delivery ${entry.id}: ${failed.code} (${failed.description})`);
  if (reaction.kind === 'moved') await ports.channels.moved(entry.space, reaction.chatId);
  const step = nextStep({
    attempts: entry.attempts,
    reason: entry.reason,
    plannedAt: entry.plannedAt,
    now: ports.clock(),
    reaction,
    plain: entry.plain,
    jitter: ports.jitter(),
  });
  if (reaction.kind === 'deferred' && step.kind === 'retry') await ports.outbox.pause(channel.key, step.at);
  await ports.outbox.record(afterStep(entry, failed, step));
}

const STATUS = { retry: 'pending', refuse: 'refused', expire: 'expired' } as const;

function afterStep(entry: Entry, failed: ClassifiedFailure, step: NextStep): Entry {
  return {
    ...entry,
    status: STATUS[step.kind],
    claimedUntil: null,
    notBefore: step.kind === 'retry' ? step.at : entry.notBefore,
    plain: entry.plain || failed.reaction.kind === 'resend_plain',
    lastErrorCode: failed.code,
    lastError: failed.description,
    remedy: failed.remedy,
  };
}
