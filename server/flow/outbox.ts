import pLimit from 'p-limit';
import { reasonOf } from '../../common/text/reason_of';
import type { ChannelRef } from '../notify/delivery/outbox_port';
import { deliver, setAside } from './deliver';
import { Lanes } from './lanes';
import { refOf, type Entry, type OutboxPorts } from './outbox_ports';
import { tendCircuit } from './release';

/** So many channels speak with the outside at the same time. Further ones wait for one of them. */
export const AT_ONCE = 50;
/** For a turn that comes so soon, ms, a channel waits; for a later one the next look is there. */
const WAIT_UP_TO = 1_500;
/** A channel sends so many in a row, then waits for the next look: more would mean that a delivery keeps coming back. */
const MOST_IN_A_ROW = 500;

/**
 * Sends what is due, each channel by itself: one that hangs, has to wait or is broken neither holds up another nor
 * counts for it. Within a channel messages go out one after another, in order. Waiting writes nothing.
 */
export class OutboxFlow {
  readonly #lanes: Lanes;
  readonly #limit = pLimit(AT_ONCE);
  #isStopped = false;

  constructor(private readonly ports: OutboxPorts) {
    this.#lanes = new Lanes(
      (ref) => this.#sendAll(ref),
      ({ channelId }, error) =>
        ports.log(`Messages of the channel ${channelId} wait for the next look: ${reasonOf(error)}`),
    );
  }

  /**
   * Sets every channel to work that has something to send or is broken and due to be looked at. One that is at work goes
   * on, and asks once more before it ends. Waits for none of them. Throws where it could not be found out which they are.
   */
  async look(): Promise<void> {
    const { circuits, outbox, clock } = this.ports;
    for (const circuit of await circuits.due(clock()))
      this.#start(circuit, async () => {
        await this.#limit(() => tendCircuit(this.ports, circuit));
        await this.#sendAll(circuit);
      });
    const seen = this.#lanes.oneMore();
    for (;;) {
      const due = await outbox.due(clock(), seen);
      if (due.length === 0) return;
      for (const entry of due) {
        seen.push(refOf(entry));
        this.#start(refOf(entry), () => this.#sendAll(refOf(entry), entry));
      }
    }
  }

  /** Resolves when no channel is at work. */
  ended(): Promise<void> {
    return this.#lanes.ended();
  }

  /** Sets no channel to work any more. Resolves when what is on its way has been seen to its end. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.ended();
  }

  #start(ref: ChannelRef, work: () => Promise<void>): void {
    if (!this.#isStopped) this.#lanes.start(ref, work);
  }

  /** Sends what the channel has, `first` before all other, until nothing is due or it has to wait. */
  async #sendAll(ref: ChannelRef, first?: Entry): Promise<void> {
    const { outbox, clock } = this.ports;
    let entry = first ?? (await outbox.next(ref, clock()));
    for (let n = 0; entry && n < MOST_IN_A_ROW && !this.#isStopped; n += 1) {
      const next = entry;
      const until = await this.#limit(() => deliverOne(this.ports, next));
      if (next.reason === 'test') await this.#tendAfterTest(ref);
      if (until !== null && !(await turnComes(this.ports, until))) return;
      entry = await outbox.next(ref, clock());
    }
  }

  /** A test that arrived shows that a broken channel may work again: what it held back is told now. */
  async #tendAfterTest(ref: ChannelRef): Promise<void> {
    const { circuits, clock } = this.ports;
    const circuit = await circuits.of(ref);
    if (circuit && circuit.probeAt <= clock()) await this.#limit(() => tendCircuit(this.ports, circuit));
  }
}

/** Waits for a channel's turn at `until`, epoch ms. False, at once, where it does not come within WAIT_UP_TO. */
async function turnComes({ clock, wait }: OutboxPorts, until: number): Promise<boolean> {
  const left = until - clock();
  if (left > WAIT_UP_TO) return false;
  if (left > 0) await wait(left);
  return true;
}

/**
 * Delivers one. Gives as `deliver` does. Where that throws, the delivery is set aside to hold up no other, and page and
 * log say why. Throws where that cannot be stored either.
 */
async function deliverOne(ports: OutboxPorts, entry: Entry): Promise<number | null> {
  try {
    return await deliver(ports, entry);
  } catch (error) {
    ports.log(`Delivery ${entry.id} was set aside: ${reasonOf(error)}`);
    await ports.outbox.record(setAside(entry, ports.clock()));
    return null;
  }
}
