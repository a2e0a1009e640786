import { reasonOf } from '../../common/text/reason_of';
import type { OpenChannel } from '../notify/delivery/channel_sender_port';
import { isOver, type AttackMessage, type ChannelMessage } from '../notify/message/message';
import { workOf, type AlertWork, type WorkAction, type WorkButton } from '../notify/message/work';
import type { StoredPart } from '../record/people_port';
import { senderOf, type Entry, type OutboxPorts } from './outbox_ports';

/**
 * The message of an entry as it goes out now: one that waited while its attack ended says that it is over. Through a channel
 * that can change its messages it says what people did so far too; through one that cannot, that would stand there when it
 * is no longer so. A fault of all that must not keep an alert from people: then the message goes out as it was planned.
 */
export async function asItStands(
  ports: OutboxPorts,
  entry: Entry,
  channel: OpenChannel,
): Promise<ChannelMessage> {
  const { message, alertId } = entry;
  if (alertId === null || message.kind !== 'attack') return message;
  try {
    const [stored] = await ports.work.people(entry.space).read([alertId]);
    if (!stored) return message;
    const standing = { ...message, quietSince: stored.quietSince };
    if (!senderOf(ports, channel).edit) return standing;
    const work = await workNow(ports, entry, { channel, stored, message: standing });
    return { ...standing, work };
  } catch (error) {
    ports.log(`Delivery ${entry.id} goes out as it was planned: ${reasonOf(error)}`);
    return message;
  }
}

interface Working {
  channel: OpenChannel;
  stored: StoredPart;
  message: AttackMessage;
}

/** Fresh buttons, where the channel has them, are stored before anybody can press them. */
async function workNow(
  ports: OutboxPorts,
  entry: Entry,
  { channel, stored: { id: alertId, part }, message }: Working,
): Promise<AlertWork> {
  const lasts = senderOf(ports, channel).buttonsLast?.(channel) ?? null;
  const { deeds, actions } = workOf(part, { isOver: isOver(message), now: ports.clock() });
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
