import { i18n } from '@kbn/i18n';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import type { AttackMessage } from '../notify/message/message';
import type { Channel, Channels, Outbox } from '../notify/delivery/outbox_port';
import { nextStep, RETRY, type NextStep } from '../notify/delivery/retry_policy';
import { classifyTelegramFailure, type ClassifiedFailure } from '../notify/telegram/errors';
import type { TelegramApi, TelegramFailure } from '../notify/telegram/telegram_port';
import { renderAttack, toPlainText } from '../notify/telegram/text';

/** How long a Kibana holds a delivery that it sends: longer than any sending lasts, so that only a killed one loses it. */
const CLAIM = 60_000;
/** What failed for a reason of our own is tried again after this. */
const SET_ASIDE = 60_000;
/** More rounds than this in one go mean that something keeps coming back: the next run of the task goes on. */
const MAX_ROUNDS = 50;
/** A message that went out and is not written down would go out again: so often, and so long apart at first, ms. */
const RECORD_TRIES = { times: 5, pause: 500 };

export type Entry = OutboxEntry<AttackMessage>;

export interface OutboxPorts {
  outbox: Outbox<AttackMessage>;
  channels: Channels;
  telegram: TelegramApi;
  clock(): number;
  /** Milliseconds, from 0 to RETRY.jitterMax. */
  jitter(): number;
  wait(ms: number): Promise<void>;
  log(line: string): void;
}

/**
 * Sends everything that is due, one after the other, until nothing is. What one space waits for (its channel is paused,
 * or it has none) holds up no other, and waiting writes nothing.
 */
export async function drainOutbox(ports: OutboxPorts, signal?: AbortSignal): Promise<void> {
  const waiting = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const due = await ports.outbox.due(ports.clock(), [...waiting]);
    if (due.length === 0) return;
    for (const entry of firstMessagesFirst(due)) {
      // Between two messages only: one that is on its way is seen to its end.
      if (signal?.aborted) return;
      if (waiting.has(entry.space)) continue;
      if ((await deliverOrSetAside(ports, entry)) === 'space waits') waiting.add(entry.space);
    }
  }
}

const firstMessagesFirst = (due: Entry[]): Entry[] => [
  ...due.filter(({ reason }) => reason === 'first'),
  ...due.filter(({ reason }) => reason !== 'first'),
];

type Progress = 'done' | 'space waits';

/** One delivery that cannot even be tried must not hold up the others: it waits, and page and log say why. */
async function deliverOrSetAside(ports: OutboxPorts, entry: Entry): Promise<Progress> {
  try {
    return await deliver(ports, entry);
  } catch (error) {
    ports.log(
      `Delivery ${entry.id} was set aside: ${error instanceof Error ? error.message : 'unknown error'}`,
    );
    await ports.outbox.record(setAside(entry, ports.clock()));
    return 'done';
  }
}

const isTooOld = ({ plannedAt }: Entry, now: number) => now - plannedAt >= RETRY.giveUpAfter;

function setAside(entry: Entry, now: number): Entry {
  const texts = {
    lastTriedAt: now,
    lastErrorCode: 'internal_error',
    lastError: faultText(),
    remedy: faultRemedy(),
  };
  if (isTooOld(entry, now)) return { ...entry, ...texts, status: 'expired', claimedUntil: null };
  return { ...entry, ...texts, status: 'pending', claimedUntil: null, notBefore: now + SET_ASIDE };
}

async function deliver(ports: OutboxPorts, entry: Entry): Promise<Progress> {
  if (wasLeftUnfinished(entry) && entry.reason === 'reminder') {
    await ports.outbox.record({ ...entry, status: 'expired', claimedUntil: null, ...unfinished() });
    return 'done';
  }
  const channel = await ports.channels.of(entry.space);
  if (!channel) return withoutChannel(ports, entry);
  if ((await ports.outbox.pausedUntil(channel.key)) > ports.clock()) return 'space waits';
  const claimed = await ports.outbox.claim(entry, ports.clock() + CLAIM);
  if (claimed) await attempt(ports, claimed, channel);
  return 'done';
}

/** Claimed by a Kibana that did not come back: perhaps sent. A reminder goes out at most once, so it ends here. */
const wasLeftUnfinished = ({ status }: Entry) => status === 'sending';

/** A delivery whose space lost its channel waits; one that waited for too long is given up. */
async function withoutChannel(ports: OutboxPorts, entry: Entry): Promise<Progress> {
  if (!isTooOld(entry, ports.clock())) return 'space waits';
  await ports.outbox.record({ ...entry, status: 'expired', claimedUntil: null, ...noChannel() });
  return 'done';
}

async function attempt(ports: OutboxPorts, entry: Entry, channel: Channel): Promise<void> {
  const answer = await send(ports, entry, channel);
  if (answer === 'failed before it was sent') return;
  if (!answer.ok) return afterFailure(ports, entry, channel, answer.failure);
  await recordSurely(ports, {
    ...entry,
    status: 'delivered',
    claimedUntil: null,
    deliveredAt: ports.clock(),
    messageId: answer.result.messageId,
    text: answer.result.text,
  });
}

type SendAnswer = Awaited<ReturnType<TelegramApi['sendMessage']>>;

async function send(
  ports: OutboxPorts,
  entry: Entry,
  channel: Channel,
): Promise<SendAnswer | 'failed before it was sent'> {
  try {
    const html = renderAttack(entry.message);
    const { chatId } = channel;
    return await ports.telegram.sendMessage(
      channel.token,
      entry.plain ? { chatId, plain: toPlainText(html) } : { chatId, html },
    );
  } catch (error) {
    // Telegram's refusals and the network's are answers: what is thrown is a fault of our own.
    ports.log(
      `Delivery ${entry.id} was set aside: ${error instanceof Error ? error.message : 'unknown error'}`,
    );
    await ports.outbox.record(setAside(entry, ports.clock()));
    return 'failed before it was sent';
  }
}

/** Where even the last try fails, the claim runs out and a first message is sent again: at least once. */
async function recordSurely(ports: OutboxPorts, entry: Entry): Promise<void> {
  for (let n = 0; n < RECORD_TRIES.times; n += 1) {
    try {
      return await ports.outbox.record(entry);
    } catch (error) {
      ports.log(
        `Delivery ${entry.id} could not be recorded: ${error instanceof Error ? error.message : 'unknown error'}`,
      );
      await ports.wait(RECORD_TRIES.pause * 2 ** n);
    }
  }
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
  const unknowns = entry.unknowns + (reaction.kind === 'unknown' ? 1 : 0);
  const step = nextStep({
    attempts: entry.attempts,
    unknowns,
    reason: entry.reason,
    plannedAt: entry.plannedAt,
    now: ports.clock(),
    reaction,
    plain: entry.plain,
    jitter: ports.jitter(),
  });
  if (reaction.kind === 'deferred' && step.kind === 'retry') await ports.outbox.pause(channel.key, step.at);
  await recordSurely(ports, afterStep({ ...entry, unknowns, lastTriedAt: ports.clock() }, failed, step));
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

const faultText = () =>
  i18n.translate('bruteForceAlerts.outbox.faultErrorMessage', {
    defaultMessage: 'The message could not be sent by a fault of the plugin or of its storage.',
  });
const faultRemedy = () =>
  i18n.translate('bruteForceAlerts.outbox.faultRemedy', {
    defaultMessage: "It is tried again every minute, for six hours. Kibana's log has the exact error.",
  });

const unfinished = () => ({
  lastErrorCode: 'left_unfinished',
  lastError: i18n.translate('bruteForceAlerts.outbox.unfinishedErrorMessage', {
    defaultMessage: 'Kibana ended while this reminder was on its way: perhaps it arrived.',
  }),
  remedy: i18n.translate('bruteForceAlerts.outbox.unfinishedRemedy', {
    defaultMessage: 'Nothing to do: another reminder follows when the attack still goes on.',
  }),
});

const noChannel = () => ({
  lastErrorCode: 'no_channel',
  lastError: i18n.translate('bruteForceAlerts.outbox.noChannelErrorMessage', {
    defaultMessage: 'For six hours there was no bot token or chat to send this to.',
  }),
  remedy: i18n.translate('bruteForceAlerts.outbox.noChannelRemedy', {
    defaultMessage: 'Enter the bot token and the chat id under Settings.',
  }),
});
