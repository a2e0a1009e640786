import { reasonOf } from '../../common/text/reason_of';
import type { OpenChannel } from '../notify/delivery/channel_sender_port';
import type { ChannelMessage } from '../notify/message/message';
import { workOf, type AlertWork } from '../notify/message/work';
import { senderOf, type Entry, type OutboxPorts } from './outbox_ports';

/**
 * The message of an entry as it goes out now: through a channel from which alerts can be worked on, with what people did
 * so far and fresh buttons, whose hashes are stored before anybody can press them. A fault of that must not keep an
 * alert from people, so the message then goes out without.
 */
export async function withWork(
  ports: OutboxPorts,
  entry: Entry,
  channel: OpenChannel,
): Promise<ChannelMessage> {
  const { message, alertId } = entry;
  const lasts = senderOf(ports, channel).buttonsLast?.(channel) ?? null;
  if (lasts === null || alertId === null || message.kind !== 'attack') return message;
  try {
    const work = await workNow(ports, entry, { alertId, lasts, reason: message.reason });
    return work ? { ...message, work } : message;
  } catch (error) {
    ports.log(`Delivery ${entry.id} goes out without buttons: ${reasonOf(error)}`);
    return message;
  }
}

async function workNow(
  { work: { people, buttons, randomWord, hashOf }, clock }: OutboxPorts,
  { id, edits, space, channel }: Entry,
  { alertId, lasts, reason }: { alertId: string; lasts: number; reason: Parameters<typeof workOf>[1] },
): Promise<AlertWork | null> {
  const [stored] = await people(space).read([alertId]);
  if (!stored) return null;
  const now = clock();
  const { deeds, actions } = workOf(stored.part, reason, now);
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
  return { deeds, buttons: made };
}
