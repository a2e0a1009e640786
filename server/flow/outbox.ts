import { reasonOf } from '../../common/text/reason_of';
import type { ChannelRef } from '../notify/delivery/outbox_port';
import { deliver, setAside } from './deliver';
import { refOf, type Entry, type OutboxPorts } from './outbox_ports';
import { tendCircuits } from './release';

/** A drain ends after this time, ms: the next one goes on, and what else runs beside it gets its turn. */
const DRAIN_FOR = 30_000;
/** For a turn that comes so soon, ms, a drain waits; for a later one the next drain is there. */
const WAIT_UP_TO = 1_500;
/** A drain ends after this many rounds: more would mean that a delivery keeps coming back. */
const MAX_ROUNDS = 500;

/**
 * Sends due deliveries until none is due, the time is up or `signal` is aborted. Each round takes the first
 * delivery of every channel. A channel that has to wait holds up no other, and waiting writes nothing. Throws
 * where the plugin's own storage fails.
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
    if (due.length > 0) {
      await deliverAll(ports, due, waiting);
      if (due.some(({ reason }) => reason === 'test')) await tendCircuits(ports);
    } else if (!(await waitForTurn(ports, waiting))) return;
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

/** Waits for the channel whose turn comes next. False, at once, where none comes within WAIT_UP_TO. */
async function waitForTurn({ clock, wait }: OutboxPorts, waiting: Waiting): Promise<boolean> {
  const now = clock();
  const next = waiting.next(now);
  if (next - now > WAIT_UP_TO) return false;
  await wait(next - now);
  return true;
}

/**
 * Delivers side by side, so that a channel that hangs holds up no other. Waits until all have ended, then
 * throws what the first that failed threw.
 */
async function deliverAll(ports: OutboxPorts, due: Entry[], waiting: Waiting): Promise<void> {
  const ended = await Promise.allSettled(due.map((entry) => deliverOne(ports, entry, waiting)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Delivers one. Where that throws, the delivery is set aside to hold up no other, and page and log say why. */
async function deliverOne(ports: OutboxPorts, entry: Entry, waiting: Waiting): Promise<void> {
  try {
    const until = await deliver(ports, entry);
    if (until !== null) waiting.add(refOf(entry), until);
  } catch (error) {
    ports.log(`Delivery ${entry.id} was set aside: ${reasonOf(error)}`);
    await ports.outbox.record(setAside(entry, ports.clock()));
  }
}
