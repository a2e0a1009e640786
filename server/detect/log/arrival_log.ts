import { LATENESS } from '../../../common/bounds';
import type { Arrivals, Position, Read, Since, Span } from '../events/event_source_port';

/**
 * Elasticsearch makes documents visible in another order than it numbers them. So documents that were read
 * less than this long before the last reading, ms, are asked for again, except those that are known. On one
 * node all are visible at its next refresh; the rest of the time is for copies.
 */
export const IN_FLIGHT = 10_000;
/** Naming more documents than this costs more than reading them again. */
const KNOWN_MAX = 20_000;

/** What one reading brought, and how far it came. */
interface Arrived {
  /** Epoch milliseconds. */
  at: number;
  position: Position;
  documents: Read[];
  stragglers: ReadonlySet<string>;
}

/** The last readings of what arrived. Empty where arrivals cannot be asked for. */
export class ArrivalLog {
  /** Oldest first; all that arrived behind the first is known but for what is in flight. */
  #readings: Arrived[] = [];
  #inFlight = IN_FLIGHT;

  get isEmpty(): boolean {
    return this.#readings.length === 0;
  }

  /** Begins anew. All that lies at or before `position` is read by other means. `at`: epoch milliseconds. */
  start(position: Position, at: number): void {
    this.#readings = [{ at, position, documents: [], stragglers: new Set() }];
  }

  clear(): void {
    this.#readings = [];
  }

  add({ events, unreadable, position, stragglers, refreshEvery }: Arrivals, at: number): void {
    // A document that was overtaken at one refresh becomes visible at the next.
    this.#inFlight = Math.max(IN_FLIGHT, 2 * refreshEvery);
    const documents = [...events, ...unreadable].map((document) => ({ id: document.id, at: document.at }));
    this.#readings.push({ at, position, documents, stragglers: new Set(stragglers) });
  }

  /**
   * What the next reading has to ask for: all that lies behind the base, a reading some time before the last
   * one. Forgets the readings before the base.
   */
  since(): Since {
    this.#readings = this.#readings.slice(this.#base());
    const [base, ...later] = this.#readings;
    // Of the base only the position is asked for from now on, and a burst may have brought it very many documents.
    if (base) base.documents = [];
    const last = later[later.length - 1] ?? base;
    return {
      position: base?.position ?? {},
      furthest: last?.position ?? {},
      lateBefore: (last?.at ?? 0) - LATENESS,
      known: later.flatMap(({ documents }) => documents.map(({ id }) => id)),
    };
  }

  /**
   * The position of the base: behind it lies all that arrived since the last reading but one. Undefined where
   * there was only one reading.
   */
  get base(): Position | undefined {
    return this.#readings.length > 1 ? this.#readings[0]?.position : undefined;
  }

  /** Whether the last reading saw shards that are not in `position`: an index is gone. */
  hasMoreThan(position: Position): boolean {
    const last = this.#readings[this.#readings.length - 1]?.position ?? {};
    return Object.keys(last).some((shard) => !(shard in position));
  }

  /** How many documents of a span were read that lie behind the base. Without stragglers, which may lie before it. */
  countBehind({ from, to }: Span): number {
    const isIn = ({ at }: Read) => at >= from && at <= to;
    return this.#readings
      .slice(1)
      .map(
        ({ documents, stragglers }) => documents.filter((one) => isIn(one) && !stragglers.has(one.id)).length,
      )
      .reduce((sum, count) => sum + count, 0);
  }

  #base(): number {
    const last = this.#readings.length - 1;
    const settled = (this.#readings[last]?.at ?? 0) - this.#inFlight;
    let known = 0;
    let base = last;
    while (base > 0 && (this.#readings[base]?.at ?? 0) > settled) {
      known += this.#readings[base]?.documents.length ?? 0;
      if (known > KNOWN_MAX) break;
      base -= 1;
    }
    return Math.max(base, 0);
  }
}
