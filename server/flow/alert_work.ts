import { reasonOf } from '../../common/text/reason_of';
import type { OpenChannel } from '../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../notify/message/message';
import { workOf, type AlertWork, type WorkAction, type WorkButton } from '../notify/message/work';
import { senderOf, type Entry, type OutboxPorts } from './outbox_ports';

/**
 * The message of an entry as it goes out now: with what people did so far and, through a channel from which alerts can be
 * worked on, with fresh buttons, whose hashes are stored before anybody can press them. A channel that cannot change its
 * messages says nothing of it: it would stand there when it is no longer so. A fault of that must not keep an alert from
 * people, so the message then goes out without.
 */
export async function withWork(
  ports: OutboxPorts,
  entry: Entry,
  channel: OpenChannel,
): Promise<ChannelMessage> {
  const { message, alertId } = entry;
  const sender = senderOf(ports, channel);
  if (!sender.edit || alertId === null || message.kind !== 'attack') return message;
  const lasts = sender.buttonsLast?.(channel) ?? null;
  try {
    const work = await workNow(ports, entry, { alertId, lasts, reason: message.reason });
    return work ? { ...message, work } : message;
  } catch (error) {
    ports.log(`Delivery ${entry.id} goes out without what people did: ${reasonOf(error)}`);
    return message;
  }
}

interface Working {
  alertId: string;
  /** How long the buttons work, ms; null where there are none. */
  lasts: number | null;
  reason: Parameters<typeof workOf>[1];
}

async function workNow(
  ports: OutboxPorts,
  entry: Entry,
  { alertId, lasts, reason }: Working,
): Promise<AlertWork | null> {
  const [stored] = await ports.work.people(entry.space).read([alertId]);
  if (!stored) return null;
  const { deeds, actions } = workOf(stored.part, reason, ports.clock());
  if (lasts === null) return { deeds, buttons: null };
  return { deeds, buttons: await freshButtons(ports, entry, { alertId, lasts, actions }) };
}

async function freshButtons(
  { work: { buttons, randomWord, hashOf }, clock }: OutboxPorts,
  { id, edits, space, channel }: Entry,
  { alertId, lasts, actions }: { alertId: string; lasts: number; actions: WorkAction[] },
): Promise<WorkButton[]> {
  const now = clock();
  const made = actions.map((action) => ({ action, word: randomWord() }));
  if (made.length > 0)
    await buttons.keep({
      space,
      channelId: channel.id,
      entryId: edits ?? id,
      alertId,
      madeAt: now,
      expiresAt: now + lasts,
      made: made.map(({ action, word }) => ({ action, hash: hashOf(word), pressed: null })),
    });
  return made;
}
