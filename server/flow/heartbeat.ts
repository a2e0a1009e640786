import { reasonOf } from '../../common/text/reason_of';
import { afterCall, type HeartbeatOutcome, type StoredHeartbeat } from '../../common/status/heartbeat';
import { isDue } from '../../common/time';
import { nextCallAt } from '../judge/trouble/heartbeat';
import type { HeartbeatStore } from '../record/heartbeat_port';

const MINUTE = 60_000;

/** A space whose URL is to be called. */
export interface BeatingSpace {
  space: string;
  /** Of its settings. Where they changed, what was known of the last call is read again. */
  version: string;
  /** Minutes between two calls. */
  minutes: number;
}

/** What calling needs. */
export interface HeartbeatPorts {
  /** The spaces in which detection is on and a URL is to be called. */
  spaces(): BeatingSpace[];
  /** Whether the detection of a space works now. */
  isWell(space: string): Promise<boolean>;
  storeOf(space: string): HeartbeatStore;
  /** Calls the URL of a space once; null where there is none that this Kibana can read. */
  call(space: string): Promise<HeartbeatOutcome | null>;
  clock(): number;
  log(line: string): void;
}

/**
 * Calls the URLs of all spaces that are due. It is done by the Kibana that watches; where two do so for a moment, the one
 * that writes first that it sets out to call, calls.
 */
export class Heartbeats {
  readonly #ports: HeartbeatPorts;
  /** By space, when it has to be looked again, and for which settings that holds. */
  readonly #next = new Map<string, { version: string; at: number }>();
  readonly #running = new Set<string>();

  constructor(ports: HeartbeatPorts) {
    this.#ports = ports;
  }

  /** Never throws: an error about one space is logged, and looked at again by the next call of this. */
  async beat(): Promise<void> {
    await Promise.all(this.#ports.spaces().map((one) => this.#beatOnce(one)));
  }

  async #beatOnce(one: BeatingSpace): Promise<void> {
    const { space } = one;
    const next = this.#next.get(space);
    const isKnown = next?.version === one.version;
    if (this.#running.has(space) || (isKnown && !this.#isDue(next.at, one.minutes))) return;
    this.#running.add(space);
    try {
      const stored = await this.#callWhereDue(one);
      this.#next.set(space, { version: one.version, at: nextCallAt(stored, one.minutes) });
    } catch (error) {
      this.#ports.log(`The heartbeat of space ${space} is looked at again in a moment: ${reasonOf(error)}`);
    } finally {
      this.#running.delete(space);
    }
  }

  #isDue(at: number, minutes: number): boolean {
    return isDue(at, this.#ports.clock(), minutes * MINUTE);
  }

  /** Gives what is stored after it. */
  async #callWhereDue({ space, minutes }: BeatingSpace): Promise<StoredHeartbeat> {
    const { clock, storeOf, isWell, call } = this.#ports;
    const store = storeOf(space);
    const stored = await store.read();
    const now = clock();
    if (!isDue(nextCallAt(stored, minutes), now, minutes * MINUTE) || !(await isWell(space))) return stored;
    // Before the call: a Kibana that is killed in it makes the next one wait, and not call twice.
    const mine = await store.write({ ...stored, calledAt: now });
    if (!mine) return stored;
    const outcome = await call(space);
    if (!outcome) return mine;
    return (await store.write(afterCall(mine, outcome, now))) ?? mine;
  }
}
