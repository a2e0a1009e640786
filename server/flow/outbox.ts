import type { ChannelRef } from '../notify/delivery/outbox_port';
import { deliver, setAside } from './deliver';
import { reasonOf, refOf, type Entry, type OutboxPorts } from './outbox_ports';
import { tendCircuits } from './release';

/** A drain ends after this time, ms: the next one goes on, and what else runs beside it gets its turn. */
const DRAIN_FOR = 30_000;
/** For a turn that comes so soon, ms, a drain waits; for a later one the next drain is there. */
const WAIT_UP_TO = 1_500;
/** More rounds than this in one go mean that something keeps coming back. */
const MAX_ROUNDS = 500;

/**
 * Sends what is due, through each channel the message that goes first, until nothing is due or the time is up. What one
 * channel waits for holds up no other, and waiting writes nothing.
 */
export async function drainOutbox(ports: OutboxPorts, signal?: AbortSignal): Promise<void> {
  const end = ports.clock() + DRAIN_FOR;
  await tendCircuits(ports);
  const waiting = new Waiting();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const now = ports.clock();
    // Between two messages only: one that is on its way is seen to its end.
    if (signal?.aborted || now >= end) return;
    const due = await ports.outbox.due(now, waiting.at(now));
    if (due.length > 0) await deliverAll(ports, due, waiting);
    else if (!(await waitForTurn(ports, waiting))) return;
  }
}

/** Channels that have to wait, and until when. */
class Waiting {
  readonly #channels = new Map<string, { ref: ChannelRef; until: number }>();

  add(ref: ChannelRef, until: number): void {
    this.#channels.set(JSON.stringify([ref.space, ref.channelId]), { ref, until });
  }

  at(now: number): ChannelRef[] {
    return this.#all().flatMap(({ ref, until }) => (until > now ? [ref] : []));
  }

  /** Epoch ms; infinite where none waits. */
  next(now: number): number {
    return Math.min(Infinity, ...this.#all().flatMap(({ until }) => (until > now ? [until] : [])));
  }

  #all() {
    return [...this.#channels.values()];
  }
}

/** False where nobody's turn comes soon. */
async function waitForTurn({ clock, wait }: OutboxPorts, waiting: Waiting): Promise<boolean> {
  const now = clock();
  const next = waiting.next(now);
  if (next - now > WAIT_UP_TO) return false;
  await wait(next - now);
  return true;
}

/** Side by side, so that a channel that hangs holds up no other; every one is seen to its end. */
async function deliverAll(ports: OutboxPorts, due: Entry[], waiting: Waiting): Promise<void> {
  const ended = await Promise.allSettled(due.map((entry) => deliverOne(ports, entry, waiting)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** One delivery that cannot even be tried must not hold up the others: it waits, and page and log say why. */
async function deliverOne(ports: OutboxPorts, entry: Entry, waiting: Waiting): Promise<void> {
  try {
    const until = await deliver(ports, entry);
    if (until !== null) waiting.add(refOf(entry), until);
  } catch (error) {
    ports.log(`Delivery ${entry.id} was set aside: ${reasonOf(error)}`);
    await ports.outbox.record(setAside(entry, ports.clock()));
  }
}
