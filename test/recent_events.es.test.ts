import { readAll } from './read_all';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import type { EventSource } from '../server/detect/events/event_source_port';
import { createQuestion } from '../server/detect/events/question';
import { createNaming } from '../server/detect/count/naming';
import { RecentEvents, type LogView } from '../server/detect/log/recent_events';
import { nextScan } from '../server/detect/join/scan';
import { comparing, MINUTE, NOW, rule, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { LogonIndices, UNREADABLE, type Wanted } from './logon_indices';

jest.setTimeout(300_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const RULES = [rule()];
const NAMING = createNaming(comparing());
const TIMESPAN = 5 * MINUTE;
const ACCOUNTS = ['ada', 'bob', 'cyd', 'dan'];
/** Most are failures. */
const KINDS: Wanted[] = [{}, {}, {}, {}, {}, {}, {}, {}, { code: 4740 }, UNREADABLE];
/** Longer than writes may overtake one another: who reads what arrived does not ask for it again. */
const HIDDEN_FOR = 30 * SECOND;
/** Until its minute is over, it lies before what is counted, and the next count is due: then it is found. */
const FOUND_WITHIN = 2 * MINUTE + 30 * SECOND;

/** Numbers from 0 to 1, the same ones for the same seed: a linear congruential generator, modulo 2^32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('what is kept from run to run, beside what is read in whole', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);
  const sourceOf = (pattern: string): EventSource =>
    createEventSource(elasticsearch.client(), [pattern], QUESTION, () => 0);

  /** Ids in the window, each as often as it stands there, from `from` to `to`. */
  const idsIn = ({ window }: LogView, from: number, to: number): string[] =>
    ACCOUNTS.map((account) => window.group('account', account))
      .flatMap(({ failures, lockouts }) => [...failures, ...lockouts])
      .filter(({ at }) => at >= from && at <= to)
      .map(({ id }) => id)
      .sort();
  const wholeMinutes = (from: number, to: number): [number, number] => [
    Math.ceil(from / MINUTE) * MINUTE,
    Math.floor(to / MINUTE) * MINUTE,
  ];

  /** One that looks now and then, at what somebody writes. */
  class Trial {
    readonly pattern: string;
    now = NOW;
    recent = new RecentEvents(RULES, NAMING);
    /** Each in pieces, one after the other. */
    wholeReadings = 0;
    #goesOnAt = -Infinity;
    /** Id and time of what was hidden, as if Elasticsearch had shown it too late. */
    readonly hidden = new Map<string, number>();
    #hides = false;
    #hiddenUntil = -Infinity;

    constructor(name: string) {
      this.pattern = `${name}*`;
    }

    hideOne(): void {
      this.#hides = true;
    }

    async catchUp(after: number, lookBack = 0, isTimeUp = false): Promise<LogView> {
      const scan = nextScan(this.now - lookBack, TIMESPAN, this.now + after);
      this.now += after;
      const limits = { deadline: isTimeUp ? 0 : Infinity, clock: () => 0 };
      const caught = await this.recent.catchUp(this.#source(), scan, limits);
      caught.commit(true);
      return caught;
    }

    /** What is in one and not in the other of what is kept and what a whole reading finds. */
    async compare(caught: LogView): Promise<{ missing: string[]; tooMuch: string[]; miscounted: number }> {
      const span = { from: caught.from, to: Math.min(this.now, caught.readTo) };
      const whole = await readAll(sourceOf(this.pattern), span, Infinity);
      const kept = idsIn(caught, span.from, span.to);
      const there = whole.events.map(({ id }) => id);
      const [from, to] = wholeMinutes(span.from, span.to);
      const counted = [...whole.events, ...whole.unreadable].filter(({ at }) => at >= from && at < to);
      return {
        missing: there.filter((id) => !kept.includes(id)),
        tooMuch: kept.filter((id, n) => !there.includes(id) || kept[n - 1] === id),
        miscounted: from < to ? counted.length - caught.window.count(from, to) : 0,
      };
    }

    #source(): EventSource {
      const source = sourceOf(this.pattern);
      return {
        ...source,
        read: (span, ...limits) => {
          if (span.from !== this.#goesOnAt) this.wholeReadings += 1;
          this.#goesOnAt = span.to + 1;
          return source.read(span, ...limits);
        },
        readArrivals: async (...asked) => {
          const arrivals = await source.readArrivals(...asked);
          const one =
            this.#hides && arrivals?.events.find(({ at }) => at <= this.now && at > this.now - MINUTE);
          if (one) {
            this.#hides = false;
            this.hidden.set(one.id, one.at);
            this.#hiddenUntil = this.now + HIDDEN_FOR;
          }
          if (!arrivals || this.now > this.#hiddenUntil) return arrivals;
          return { ...arrivals, events: arrivals.events.filter(({ id }) => !this.hidden.has(id)) };
        },
      };
    }
  }

  /** Writes at random, old ones and new ones, and some of them again. */
  class Writer {
    readonly #random: () => number;
    readonly #name: string;
    readonly #written: Array<{ index: string; wanted: Wanted }> = [];
    readonly #indices = ['a', 'b', 'c'];
    #serial = 0;

    constructor(name: string, random: () => number) {
      this.#name = name;
      this.#random = random;
    }

    async setUp(): Promise<void> {
      for (const [index, shards] of [1, 5, 2].entries())
        await indices.create(`${this.#name}${this.#indices[index]}`, shards);
    }

    async write(now: number): Promise<void> {
      if (this.#random() < 0.1) await this.#addIndex();
      const some = Array.from({ length: this.#upTo(12) }, () =>
        this.#random() < 0.15 ? this.#again() : this.#new(now),
      );
      for (const index of this.#indices) {
        const wanted = some.flatMap((one) => (one.index === index ? [one.wanted] : []));
        if (wanted.length > 0) await indices.write(this.#name + index, wanted);
      }
    }

    async #addIndex(): Promise<void> {
      const index = `d${this.#indices.length}`;
      await indices.create(this.#name + index, 1 + this.#upTo(3));
      this.#indices.push(index);
    }

    #again() {
      return this.#written[this.#upTo(this.#written.length)] ?? this.#new(NOW);
    }

    #new(now: number) {
      const wanted: Wanted = {
        ...KINDS[this.#upTo(KINDS.length)],
        id: String((this.#serial += 1)),
        account: ACCOUNTS[this.#upTo(ACCOUNTS.length)],
        at: now + this.#offset(),
      };
      const one = { index: this.#indices[this.#upTo(this.#indices.length)] ?? '', wanted };
      this.#written.push(one);
      return one;
    }

    /** Most happened just now, some long ago, and some clocks are ahead. */
    #offset(): number {
      const kind = this.#random();
      if (kind < 0.7) return -this.#upTo(20 * SECOND);
      return kind < 0.92 ? -this.#upTo(40 * MINUTE) : this.#upTo(3 * MINUTE);
    }

    #upTo(end: number): number {
      return Math.floor(this.#random() * end);
    }
  }

  it.each([1, 2026])('is the same at every step (seed %p)', async (seed) => {
    const random = randomOf(seed);
    const name = indices.newName();
    const trial = new Trial(name);
    const writer = new Writer(name, random);
    await writer.setUp();
    for (let step = 1; step <= 30; step += 1) {
      await writer.write(trial.now);
      const isFresh = random() < 0.1;
      if (isFresh) trial.recent = new RecentEvents(RULES, NAMING);
      const lookBack = random() < 0.1 ? 30 * MINUTE : 0;
      const caught = await trial.catchUp(SECOND + Math.floor(random() * 20 * SECOND), lookBack, isFresh);
      expect({ step, ...(await trial.compare(caught)) }).toEqual({
        ...{ step, missing: [], tooMuch: [], miscounted: 0 },
      });
    }
  });

  it('what was missed is found by the next count but one, and reading in whole ends with it', async () => {
    const random = randomOf(7);
    const name = indices.newName();
    const trial = new Trial(name);
    const writer = new Writer(name, random);
    await writer.setUp();
    await trial.catchUp(0);
    const atStart = trial.wholeReadings;
    trial.hideOne();
    const missed: number[] = [];
    while (trial.now < NOW + 5 * MINUTE) {
      await writer.write(trial.now);
      const { missing, tooMuch } = await trial.compare(await trial.catchUp(10 * SECOND));
      expect(tooMuch).toEqual([]);
      expect(missing.filter((id) => !trial.hidden.has(id))).toEqual([]);
      if (missing.length > 0) missed.push(trial.now);
    }
    const [[, at] = ['', 0]] = trial.hidden;
    expect(missed.length).toBeGreaterThan(3);
    expect(Math.max(...missed)).toBeLessThan(at + FOUND_WITHIN);
    expect(trial.wholeReadings).toBe(atStart + 1);
  });

  it('an index that goes on under another name, as one that was shrunk does, is counted once', async () => {
    const name = indices.newName();
    const trial = new Trial(name);
    const written = Array.from({ length: 5 }, (_, n) => ({ id: String(n), account: 'ada', at: NOW }));
    await indices.create(`${name}a`, 2);
    await indices.write(`${name}a`, written);
    await trial.catchUp(0);
    await trial.catchUp(10 * SECOND);
    await indices.create(`${name}shrunk`, 1);
    await indices.write(`${name}shrunk`, written);
    await elasticsearch.client().indices.delete({ index: `${name}a` });
    for (const seconds of [10, 10, 60, 60]) {
      const caught = await trial.catchUp(seconds * SECOND);
      expect(await trial.compare(caught)).toEqual({ missing: [], tooMuch: [], miscounted: 0 });
      expect(caught.window.group('account', 'ada').failures).toHaveLength(5);
    }
  });

  it('where nothing is missed, nothing is read in whole again, and late ones are told once', async () => {
    const name = indices.newName();
    const trial = new Trial(name);
    await indices.create(`${name}a`, 2);
    await indices.write(`${name}a`, [{ at: NOW - 60 * MINUTE, account: 'ada' }]);
    const late: number[] = [(await trial.catchUp(0)).late.count];
    const atStart = trial.wholeReadings;
    for (const minutes of [1, 60, 20, 600, 0]) {
      await indices.write(`${name}a`, [{ at: trial.now - minutes * MINUTE, account: 'bob' }]);
      late.push((await trial.catchUp(40 * SECOND)).late.count);
    }
    expect(late).toEqual([0, 0, 1, 1, 1, 0]);
    expect(trial.wholeReadings).toBe(atStart);
  });

  it('where another Kibana read for long, only what came late for whoever had its turn is told', async () => {
    const name = indices.newName();
    const trial = new Trial(name);
    await indices.create(`${name}a`, 2);
    await indices.write(`${name}a`, [{ at: NOW, account: 'ada' }]);
    await trial.catchUp(0);
    const comeLate = [11 * MINUTE, 20 * MINUTE];
    const comeInTime = [9 * MINUTE, MINUTE, -30 * MINUTE];
    const written = [...comeLate, ...comeInTime].map((ago) => ({ at: NOW - ago, account: 'bob' }));
    await indices.write(`${name}a`, written);
    // The other one has come so far.
    trial.now = NOW + 60 * MINUTE;
    expect((await trial.catchUp(5 * SECOND)).late).toEqual({
      count: 2,
      first: NOW - 20 * MINUTE,
      last: NOW - 11 * MINUTE,
    });
    expect((await trial.catchUp(40 * MINUTE)).late.count).toBe(0);
  });
});
