import { LATENESS } from '../../../common/bounds';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Rule } from '../../../common/rules/rules';
import { ArrivalLog, IN_FLIGHT } from './arrival_log';
import {
  NONE_LATE,
  type Account,
  type EventSource,
  type Found,
  type Late,
  type Span,
} from '../events/event_source_port';
import { AheadEvents } from './ahead';
import { bothLate, lateAmong } from './late';
import type { Naming } from '../count/naming';
import type { Scan } from '../join/scan';
import { questionsOf, suspectOf, wasAsked, type Suspects } from '../count/suspects';
import { MINUTE, startOfMinute } from './minute';
import type { Limits, LogView } from './log_view';
import { PieceLength } from './piece_length';
import { EventWindow } from './window';

export type { Limits, LogView } from './log_view';

/** How often it is counted whether Elasticsearch has more than was read, ms. */
const CHECK_EVERY = MINUTE;
/** Arrivals are asked for up to this far ahead of now, ms, since clocks of hosts may be ahead. */
const AHEAD = 24 * 60 * MINUTE;
/**
 * The most documents of one space that are kept: some 400 MB, and more where each names an account and an address of its
 * own. Beyond, the oldest are given up, and a problem says so.
 */
export const EVENTS_MAX = 4_000_000;

/** Documents that are added between two looks at whether others must have their turn. */
const ADDED_AT_ONCE = 200;
/** Above this many documents (some three seconds) the first tick reads the busiest groups only. */
const MANY = 50_000;

/**
 * The events of a space that one Kibana keeps from tick to tick, so that a tick asks only for what arrived since.
 * Read in whole at first, checked against Elasticsearch's own count, and read in whole again where that has more.
 */
export class RecentEvents {
  readonly #rules: Rule[];
  readonly #naming: Naming;
  readonly #most: number;
  readonly #many: number;
  #window: EventWindow;
  #turn = 0;
  #added = 0;
  /** Everything from `#asked` on was asked for; it is in the window from `#from` on, but for what is unread. */
  #asked = Infinity;
  #from = Infinity;
  #readTo = -Infinity;
  #unread: Span | null = null;
  /** Whether the unread span was read before, and something was missed in it. */
  #isAgain = false;
  readonly #arrivals = new ArrivalLog();
  readonly #ahead = new AheadEvents();
  /** Late events that no report told of yet: a tick that fails tells nothing. */
  #late: Late = NONE_LATE;
  #checkAt = 0;
  /** Accounts whose successes matter, as they were asked for; null where that has yet to be done. */
  #suspects = new Map<string, Account | null>();
  /** The turn that last asked for successes. Where a turn was left out, `base` lies too late. */
  #askedInTurn = 0;

  /** `most` documents are kept; of more than `many` to be read in whole, none is read by the first reading. */
  constructor(rules: Rule[], naming: Naming, { most = EVENTS_MAX, many = MANY } = {}) {
    this.#rules = rules;
    this.#naming = naming;
    this.#most = most;
    this.#many = many;
    this.#window = new EventWindow(rules, naming);
  }

  /** Brings the window up to `scan.to`, as far as it comes before the deadline. */
  async catchUp(source: EventSource, scan: Scan, limits: Limits): Promise<LogView> {
    const turn = (this.#turn += 1);
    this.#added = 0;
    if (scan.from < this.#asked || this.#arrivals.isEmpty) this.#startAnew(scan);
    const before = scan.from - Math.max(0, ...this.#rules.map(({ timespan }) => timespan));
    await this.#forgetBefore(before, limits);
    const isFirst = this.#arrivals.isEmpty;
    const hasArrived = await this.#readArrivals(source, scan.to, limits);
    const isAll = (await this.#readDue(source, scan.to, limits)) && hasArrived;
    if (this.#arrivals.isEmpty) this.#startAnew(scan);
    const isWhole = isFirst || this.#arrivals.isEmpty;
    const waiting = isWhole ? await this.#startReading(source, scan, limits) : null;
    const unread = this.#unread?.from;
    if (waiting === null) await this.#readOn(source, scan.to, limits);
    const isStuck = waiting === null && unread !== undefined && this.#unread?.from === unread;
    await this.#check(source, scan.to, limits);
    await this.#shrink(limits);
    if (this.#unread && !this.#isAgain) this.#readTo = Math.min(this.#unread.from - 1, scan.to);
    else if (isAll) this.#readTo = scan.to;
    const window = this.#window;
    return {
      window,
      from: Math.max(this.#from, scan.from),
      readTo: this.#readTo,
      goesOn: !this.#arrivals.isEmpty && !isStuck,
      waiting,
      late: this.#late,
      ahead: this.#ahead.clocks(scan.to),
      commit: (isWhole) => {
        if (turn !== this.#turn) return;
        if (isWhole) window.commit();
        this.#late = NONE_LATE;
      },
    };
  }

  /**
   * Adds the successes of suspects: all of those who are asked about for the first time, and of the others
   * what arrived since. Gives the number of accounts whose successes could not all be read. Throws
   * SuccessesRefusedError.
   */
  async readSuccesses(source: EventSource, { from, to }: Span, limits: Limits): Promise<number> {
    const { deadline, signal } = limits;
    const since = this.#arrivals.base;
    const span = { from, to: this.#end(to) };
    let unread = 0;
    for (const { accounts, isKnown } of await this.#toAsk(limits)) {
      const options = { signal, since: isKnown ? since : undefined };
      const reading = unread === 0 && (await source.readSuccesses(accounts, span, deadline, options));
      const areKept = reading && (await this.#addInTime(reading.events, to, limits));
      const isRead = reading && reading.readTo >= span.to;
      if (!isRead) unread += accounts.length;
      // As long as successes that are dated ahead are not kept, all of these accounts are asked for.
      const isAsked = isRead && areKept;
      for (const account of accounts) this.#suspects.set(account.key, isAsked ? account : null);
    }
    return unread;
  }

  /** How many events the last reading brought that were not known. */
  get added(): number {
    return this.#added;
  }

  #startAnew({ from }: Span): void {
    this.#window = new EventWindow(this.#rules, this.#naming);
    this.#asked = from;
    this.#from = from;
    this.#arrivals.clear();
    this.#ahead.clear();
    this.#suspects.clear();
  }

  /** Marks the whole slice as unread. Gives about how many documents that is, where they are many; else null. */
  async #startReading(source: EventSource, { from, to }: Span, { signal }: Limits): Promise<number | null> {
    const span = { from, to: this.#end(to) };
    this.#toRead(span, false);
    if (this.#arrivals.isEmpty) return null;
    const count = await source.count(this.#arrivals.since().position, span, signal);
    return count > this.#many ? count : null;
  }

  #toRead(span: Span, isAgain: boolean): void {
    this.#unread = span;
    this.#isAgain = isAgain;
  }

  async #forgetBefore(at: number, { giveWay }: Limits): Promise<void> {
    await this.#window.dropBefore(at, giveWay);
    this.#asked = Math.max(this.#asked, startOfMinute(at));
    this.#from = Math.max(this.#from, startOfMinute(at));
    // Another Kibana may have come further meanwhile.
    if (this.#unread && this.#unread.from < this.#from) this.#unread = { ...this.#unread, from: this.#from };
  }

  /** Gives whether all that arrived was read. */
  async #readArrivals(source: EventSource, now: number, limits: Limits): Promise<boolean> {
    const { deadline, signal } = limits;
    const span = { from: this.#from, to: now + AHEAD };
    if (this.#arrivals.isEmpty) {
      const position = await source.position(span, signal);
      if (position) this.#arrivals.start(position, now);
      this.#checkAt = now + IN_FLIGHT;
      return true;
    }
    const arrivals = await source.readArrivals(this.#arrivals.since(), span, deadline, signal);
    // An index is gone. Its documents may stand in another by now, under other ids: all is read anew.
    if (!arrivals || this.#arrivals.hasMoreThan(arrivals.position)) {
      this.#arrivals.clear();
      return true;
    }
    this.#arrivals.add(arrivals, now);
    // A known document that was written once more did not come late.
    const isLate = (event: LogonEvent) => event.at < this.#readTo - LATENESS && !this.#window.has(event);
    const late = await lateAmong(arrivals.events, isLate, limits.giveWay ?? NEVER_GIVES_WAY);
    this.#late = bothLate(this.#late, bothLate(arrivals.late, late));
    this.#window.addUnreadable(arrivals.unreadable);
    await this.#addInTime(arrivals.events, now, limits);
    return arrivals.isAll;
  }

  /** Reads the events of clocks that are ahead whose time has come. Gives whether all of them were read. */
  async #readDue(source: EventSource, now: number, limits: Limits): Promise<boolean> {
    await this.#addInTime(this.#ahead.takeDue(now), now, limits);
    for (;;) {
      const due = this.#ahead.due(now);
      if (!due) return true;
      const readTo = await source.read(
        due,
        limits.deadline,
        (part) => this.#take(part, now, limits),
        limits.signal,
      );
      if (readTo >= due.from) this.#ahead.wereRead(readTo);
      if (readTo < due.to && (readTo < due.from || limits.clock() >= limits.deadline)) return false;
    }
  }

  /** Adds events. Those dated later than `now` wait until then; gives whether all of these are kept. */
  async #addInTime(
    events: readonly LogonEvent[],
    now: number,
    { giveWay = NEVER_GIVES_WAY }: Limits,
  ): Promise<boolean> {
    let areKept = true;
    for (let start = 0; start < events.length; start += ADDED_AT_ONCE) {
      const some = events.slice(start, start + ADDED_AT_ONCE);
      const later = some.filter(({ at }) => at > now);
      areKept = this.#ahead.note(later, now) && areKept;
      this.#added += this.#window.add(some.filter(({ at }) => at <= now));
      await giveWay();
    }
    return areKept;
  }

  async #take({ events, unreadable }: Found, now: number, limits: Limits): Promise<void> {
    await this.#addInTime(events, now, limits);
    this.#window.addUnreadable(unreadable);
  }

  async #readOn(source: EventSource, now: number, limits: Limits): Promise<void> {
    const length = new PieceLength();
    while (this.#unread) {
      const { from, to } = this.#unread;
      const end = from > now ? to : Math.min(to, from + length.now - 1);
      let documents = 0;
      const take = (part: Found) => {
        documents += part.events.length;
        return this.#take(part, now, limits);
      };
      const readTo = await source.read({ from, to: end }, limits.deadline, take, limits.signal);
      this.#unread = readTo < to ? { from: readTo + 1, to } : null;
      await this.#shrink(limits);
      if (readTo < from || limits.clock() >= limits.deadline) return;
      length.adapt(documents);
    }
  }

  /** Where Elasticsearch has more than was read, all is read again: nothing stays missing for longer than a minute. */
  async #check(source: EventSource, now: number, limits: Limits): Promise<void> {
    const { base } = this.#arrivals;
    if (!base || this.#unread || now < this.#checkAt) return;
    const span = { from: startOfMinute(this.#from) + MINUTE, to: startOfMinute(now) - 1 };
    const there = await source.count(base, span, limits.signal);
    const known = this.#window.count(span.from, span.to) - this.#arrivals.countBehind(span);
    this.#checkAt = now + CHECK_EVERY;
    if (there <= known) return;
    this.#toRead({ from: this.#from, to: this.#end(now) }, true);
    await this.#readOn(source, now, limits);
  }

  async #shrink({ giveWay }: Limits): Promise<void> {
    const from = await this.#window.shrinkTo(this.#most, giveWay);
    if (from === null) return;
    this.#from = from;
    if (this.#unread && this.#unread.from < from) this.#unread = { ...this.#unread, from };
  }

  async #toAsk({ giveWay = NEVER_GIVES_WAY }: Limits): Promise<Suspects[]> {
    const before = this.#suspects;
    const suspects: Account[] = [];
    for (const key of this.#window.changedOr('account', before.keys())) {
      const wait = giveWay();
      if (wait) await wait;
      const suspect = suspectOf(this.#window, key, this.#rules);
      if (suspect) suspects.push(suspect);
    }
    const isNext = this.#askedInTurn === this.#turn - 1 && this.#arrivals.base !== undefined;
    this.#askedInTurn = this.#turn;
    const isKnown = (account: Account) => isNext && wasAsked(account, before.get(account.key));
    this.#suspects = new Map(suspects.map(({ key }) => [key, null]));
    return questionsOf(suspects, isKnown);
  }

  /** Where arrivals can be asked for, events dated ahead are read with the rest: they arrive once. */
  #end(now: number): number {
    return this.#arrivals.isEmpty ? now : now + AHEAD;
  }
}
