import { editId } from '../../common/deliveries/entry_ids';
import { PRESSED_PRIORITY } from '../notify/delivery/priority';
import type { ChannelRef, Outbox } from '../notify/delivery/outbox_port';
import type { ChannelMessage } from '../notify/message/message';
import { UNTRIED } from '../notify/message/untried';
import type { Entry } from './outbox_ports';

interface Ports {
  outbox: Pick<Outbox<ChannelMessage>, 'get' | 'record'>;
  clock(): number;
}

/** How often it is tried where the outbox writes the same edit: it does so twice for each time that it sends it. */
const TRIES = 5;

/**
 * Plans an edit of the message of an entry: with the numbers that it tells by now, and with what people did, which is
 * added when it goes out. An edit that waits already does that. One that is on its way may not, so it is planned again.
 */
export async function bringUpToDate(ports: Ports, ref: ChannelRef, entryId: string): Promise<void> {
  const { outbox, clock } = ports;
  const sent = await outbox.get(ref, entryId);
  if (sent?.status !== 'delivered') return;
  const now = clock();
  for (let n = 0; n < TRIES; n += 1) {
    const edit = await outbox.get(ref, editId(entryId));
    // What was planned now, or is still to be sent, tells what people did.
    if (edit && (edit.status === 'pending' || edit.plannedAt >= now)) return;
    await outbox.record(
      editAgain(sent, edit, { priority: PRESSED_PRIORITY, plannedAt: now, notBefore: now }),
    );
  }
}

/**
 * The change of a message that says what it said last, with what people did by the time that it goes out. It is written
 * over `edit`, the last change, as that was read.
 */
export function editAgain(
  sent: Entry,
  edit: Entry | null,
  when: Pick<Entry, 'priority' | 'plannedAt' | 'notBefore'>,
): Entry {
  const { revision: _ofMessage, ...base } = sent;
  return {
    ...base,
    ...(edit ? { message: edit.message } : {}),
    ...UNTRIED,
    id: editId(sent.id),
    reason: 'worked_on',
    edits: sent.id,
    ...when,
    ...(edit?.revision ? { revision: edit.revision } : {}),
  };
}
