import type { LogonEvent } from '../../../common/alerts/events';
import type { ClocksAhead, Span } from '../events/event_source_port';
import { startOfMinute } from './minute';

/**
 * Clocks that are ahead by no more than this, ms, are not reported: machines of a domain agree to within some
 * seconds, and Kerberos refuses them at five minutes.
 */
const TOLERANCE = 60_000;
/** Events that are kept until their time comes: those of clocks that are a little ahead, and some 3 MB. */
const KEPT_MAX = 10_000;
/** Hosts that are told apart: one is named, and the others are counted. */
const HOSTS_MAX = 1_000;

/** Events of one host that are dated ahead. */
interface HostAhead {
  /** The furthest that any was dated ahead when it was read, ms. */
  by: number;
  /** When the last of them comes, epoch milliseconds. */
  last: number;
}

/**
 * Events that are dated later than now, as by a host that logs local time as UTC. However many they are, only some are
 * kept. Of the others it is known when the first of each minute comes, so that they are read then.
 */
export class AheadEvents {
  /** By id. */
  readonly #kept = new Map<string, LogonEvent>();
  /** By the start of a minute, the time of the first of its events that are not kept. */
  readonly #firsts = new Map<number, number>();
  readonly #hosts = new Map<string | null, HostAhead>();

  clear(): void {
    this.#kept.clear();
    this.#firsts.clear();
    this.#hosts.clear();
  }

  /**
   * Takes events that are dated later than `now` (epoch ms). Gives whether all of them are kept; the others
   * have to be read again when their time has come.
   */
  note(events: readonly LogonEvent[], now: number): boolean {
    let areKept = true;
    for (const event of events) {
      const { at, host } = event;
      if (this.#kept.has(event.id) || this.#kept.size < KEPT_MAX) this.#kept.set(event.id, event);
      else {
        areKept = false;
        const minute = startOfMinute(at);
        this.#firsts.set(minute, Math.min(at, this.#firsts.get(minute) ?? Infinity));
      }
      const known = this.#hosts.get(host);
      if (!known && this.#hosts.size >= HOSTS_MAX) continue;
      this.#hosts.set(host, { by: Math.max(at - now, known?.by ?? 0), last: Math.max(at, known?.last ?? 0) });
    }
    return areKept;
  }

  /** Takes out the kept events whose time has come. */
  takeDue(now: number): LogonEvent[] {
    const due = [...this.#kept.values()].filter(({ at }) => at <= now);
    for (const { id } of due) this.#kept.delete(id);
    return due;
  }

  /**
   * The span to read at `now` (epoch ms): in it lie events that were not kept and have come by now. Null where there
   * are none.
   */
  due(now: number): Span | null {
    const firsts = [...this.#firsts.values()].filter((first) => first <= now);
    return firsts.length === 0 ? null : { from: Math.min(...firsts), to: now };
  }

  /**
   * To be called when everything up to `readTo` (epoch ms) was read. The rest of that minute may have more
   * events, so it stays due.
   */
  wereRead(readTo: number): void {
    for (const [minute, first] of this.#firsts) {
      if (first > readTo) continue;
      this.#firsts.delete(minute);
      if (startOfMinute(readTo + 1) === minute) this.#firsts.set(minute, readTo + 1);
    }
  }

  /**
   * The clocks that are ahead by more than the tolerance and have events whose time is still to come at `now`
   * (epoch ms); null where there are none.
   */
  clocks(now: number): ClocksAhead | null {
    for (const [host, { last }] of this.#hosts) if (last <= now) this.#hosts.delete(host);
    const ahead = [...this.#hosts].filter(([, { by }]) => by > TOLERANCE).sort(([, a], [, b]) => b.by - a.by);
    const [furthest] = ahead;
    return furthest ? { host: furthest[0], hosts: ahead.length, by: furthest[1].by } : null;
  }
}
