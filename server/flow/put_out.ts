import type {
  ChannelSender,
  EditOutcome,
  Failure,
  OpenChannel,
} from '../notify/delivery/channel_sender_port';
import { editLimit } from '../notify/delivery/edit_rate';
import { asItStands } from './alert_work';
import { refOf, senderOf, type Entry, type OutboxPorts } from './outbox_ports';

/** not there: there is no message to change, or messages of this kind cannot be changed. */
export type Put = EditOutcome | 'not there';

/** The least time after which an edit whose message is not out yet looks for it again, ms. */
const LOOK_AGAIN = 10_000;

type Limits = ReturnType<ChannelSender['limits']>;

/** Sends the message of an entry, or changes the message that it edits. */
export async function putOut(ports: OutboxPorts, entry: Entry, channel: OpenChannel): Promise<Put> {
  const sender = senderOf(ports, channel);
  if (entry.edits === null) return sender.send(await asItStands(ports, entry, channel), channel);
  const there = await ports.outbox.get(refOf(entry), entry.edits);
  if (!sender.edit || there?.status !== 'delivered' || there.messageId === null) return 'not there';
  const delivered = { messageId: there.messageId, text: there.text ?? '' };
  return sender.edit(await asItStands(ports, entry, channel), delivered, channel);
}

/** The entry of an edit whose message is gone: from now on a message of its own, which goes out in its turn. */
export const anew = (entry: Entry, { code, said, remedy }: Failure): Entry => ({
  ...entry,
  edits: null,
  status: 'pending',
  claimedUntil: null,
  lastErrorCode: code,
  lastError: said,
  remedy,
});

/**
 * Takes a turn for the entry. Gives 'now', or until when its channel has to wait (epoch ms), or null where the channel's
 * next delivery may follow: an edit that waits for its message or its own rate is put off, so that it holds up no message.
 */
export async function takeTurn(
  ports: OutboxPorts,
  entry: Entry,
  channel: OpenChannel,
): Promise<'now' | number | null> {
  const limits = senderOf(ports, channel).limits(channel);
  const notBefore = await editWaitsUntil(ports, entry, limits);
  if (notBefore !== null) {
    await ports.outbox.record({ ...entry, status: 'pending', claimedUntil: null, notBefore });
    return null;
  }
  const turn = await ports.pacing.takeTurn(limits, ports.clock());
  return turn.ok ? 'now' : turn.until;
}

/** Until when an edit waits, epoch ms: its message is not out yet, or its own rate is used up. Null where it does not wait. */
async function editWaitsUntil(
  { pacing, outbox, clock }: OutboxPorts,
  entry: Entry,
  limits: Limits,
): Promise<number | null> {
  if (entry.edits === null) return null;
  const message = await outbox.get(refOf(entry), entry.edits);
  if (message?.status === 'pending' || message?.status === 'sending')
    return Math.max(message.notBefore, clock() + LOOK_AGAIN);
  const own = await pacing.takeTurn([editLimit(limits)], clock());
  return own.ok ? null : own.until;
}
