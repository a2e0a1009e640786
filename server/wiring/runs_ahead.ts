import { isAhead } from '../../common/time';

/** The good runs that lie ahead of this Kibana's clock, as after it was set back: how long ago they were, nobody knows. */
export class RunsAhead {
  readonly #seen = new Map<string, { run: number; since: number }>();

  /**
   * Since when the last good run of a space, `run`, has been known to lie ahead: there was none since. Null where it does
   * not lie ahead. All are epoch ms.
   */
  since(space: string, run: number | null, now: number): number | null {
    if (run === null || !isAhead(run, now)) {
      this.#seen.delete(space);
      return null;
    }
    const before = this.#seen.get(space);
    if (before?.run === run && before.since <= now) return before.since;
    this.#seen.set(space, { run, since: now });
    return now;
  }
}
