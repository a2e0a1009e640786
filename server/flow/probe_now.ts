import { asked } from '../notify/delivery/circuit';
import type { ChannelRef, Circuits } from '../notify/delivery/outbox_port';

/** How often a circuit is tried to be written that another Kibana writes too. */
const TRIES = 3;

/**
 * Has a channel be probed at once, where it is broken: a test message arrived, or somebody changed it at `now`, epoch ms.
 * Tried again where another Kibana writes the circuit at that moment, since one that is asked only by hand may not be
 * asked again for days.
 */
export async function probeNow(
  circuits: Pick<Circuits, 'of' | 'write'>,
  ref: ChannelRef,
  now: number,
): Promise<void> {
  for (let n = 0; n < TRIES; n += 1) {
    const circuit = await circuits.of(ref);
    if (!circuit || (await circuits.write(asked(circuit, now)))) return;
  }
}

/** What it needs that somebody changed a channel. */
export interface ChangePorts {
  circuits: Pick<Circuits, 'of' | 'write'>;
  /** Stores that what was delivered before that time (epoch ms) does not show whether the channel works. */
  noteChange(ref: ChannelRef, at: number): Promise<void>;
}

/** Somebody changed a channel at `now`, epoch ms: where it is broken, what it held back is told at the next look. */
export async function channelChanged(
  { circuits, noteChange }: ChangePorts,
  ref: ChannelRef,
  now: number,
): Promise<void> {
  await noteChange(ref, now);
  await probeNow(circuits, ref, now);
}
