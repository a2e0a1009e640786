import type { Detection, KnownAlert } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Rule } from '../../../common/rules/rules';
import {
  burst,
  comparing,
  failedLogon,
  knownAs,
  lockout,
  MINUTE,
  NOW,
  rule,
  SECOND,
  sprayRule,
  successfulLogon,
  successRule,
} from '../../../test/builders';
import { findAttacks } from './attacks';
import { increment } from './increment';
import { createNaming } from '../count/naming';
import { coverOpenCounts, nextScan, type Scan } from './scan';
import { EventWindow, windowOf } from '../log/window';

const naming = createNaming(comparing());
const TICKS = 25;

/** The same numbers in the same order for a seed (mulberry32). */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    chance: (part: number) => next() < part,
    oneOf: <T>(some: T[]) => some[below(some.length)] as T,
  };
}
type Random = ReturnType<typeof randomOf>;

/** Alerts that several Kibanas grow, and the time up to which they looked. */
class Alerts {
  readonly all = new Map<string, KnownAlert>();
  watermark: number | null = null;

  known = () => [...this.all.values()];

  store(found: Detection[]): void {
    for (const detection of found) {
      const { group, grows } = detection;
      const others = this.known().filter(({ groupKey }) => groupKey === group.key);
      const id = grows ?? `${group.key}/${others.length}`;
      this.all.set(id, knownAs(id, detection, this.all.get(id)));
    }
  }

  /** What two ways of counting have to agree on. */
  counts = () =>
    this.known()
      .map(({ id, evidence, settled }) => ({
        id,
        ...numbers(evidence),
        until: settled.until,
        settled: numbers(settled.evidence),
      }))
      .sort((a, b) => a.id.localeCompare(b.id));
}

const numbers = ({ count, first, last, successCount, lockouts }: KnownAlert['evidence']) => ({
  count,
  first,
  last,
  successCount,
  lockouts,
});

/** One Kibana with its window; `recounts` where each run looks at all events anew. */
class Kibana {
  #window: EventWindow;
  #events: LogonEvent[] = [];
  readonly #counted = new Map<string, string>();

  constructor(
    readonly rule: Rule,
    readonly recounts: boolean,
  ) {
    this.#window = new EventWindow([rule], naming);
  }

  add(events: LogonEvent[]): void {
    const own = events.map((event) => ({ ...event }));
    this.#window.add(own);
    this.#events.push(...own);
  }

  /** `fails`: where the run ends, with all or nothing stored. */
  tick(alerts: Alerts, now: number, fails: 'before' | 'after' | null): void {
    const scan = this.#scan(alerts, now);
    if (this.recounts) this.#window = windowOf(this.#events, [this.rule], naming);
    this.#window.dropBefore(scan.from - this.rule.timespan);
    const isCounted = (alert: KnownAlert) => !this.recounts && this.#counted.get(alert.id) === textOf(alert);
    const search = { rule: this.rule, naming, scan, isCounted };
    const found = findAttacks(this.#window, alerts.known(), search);
    if (fails === 'before') return;
    alerts.store(found);
    if (fails === 'after') return;
    alerts.watermark = Math.max(alerts.watermark ?? now, now);
    this.#window.accept();
    this.#counted.clear();
    for (const alert of alerts.known()) this.#counted.set(alert.id, textOf(alert));
  }

  #scan({ watermark, known }: Alerts, now: number): Scan {
    return coverOpenCounts(nextScan(watermark, this.rule.timespan, now), known(), this.rule.timespan);
  }
}

const textOf = (alert: KnownAlert) => JSON.stringify([alert.evidence.count, alert.settled.until]);

function anyRule(random: Random): Rule {
  const spanned = { threshold: 2 + random.below(3), timespan: (1 + random.below(10)) * MINUTE };
  return random.oneOf<Rule>([
    rule(spanned),
    rule({ ...spanned, withoutSource: true }),
    rule({ ...spanned, groupBy: 'host' }),
    sprayRule(spanned),
    successRule(spanned),
    successRule(spanned),
  ]);
}

/** Some at the same moment, some late, some later than an event may be. */
function anyEvents(random: Random, now: number): LogonEvent[] {
  const late = random.chance(0.2) ? 14 * MINUTE : random.chance(0.3) ? 9 * MINUTE : 30 * SECOND;
  return Array.from({ length: random.below(6) }, () => {
    const about = {
      at: now - random.below(late / SECOND) * SECOND,
      account: random.oneOf(['guest', 'Guest', 'admin']),
      source: random.oneOf(['203.0.113.7', null]),
      host: random.oneOf(['DC01', 'DC02']),
    };
    if (random.chance(0.1)) return successfulLogon(about);
    return random.chance(0.07) ? lockout({ ...about, source: null }) : failedLogon(about);
  });
}

const later = (random: Random, now: number) =>
  now + random.oneOf([5 * SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 9 * MINUTE, 20 * MINUTE]);

/** What the alerts count after each run, where the Kibanas take turns and each gets some events a run or two later. */
function countsOf(seed: number, recounts: boolean, { kibanas: many }: { kibanas: number }) {
  const random = randomOf(seed);
  const by = anyRule(random);
  const alerts = new Alerts();
  const kibanas = Array.from({ length: many }, () => ({
    it: new Kibana(by, recounts),
    unseen: [] as LogonEvent[],
  }));
  let now = NOW;
  return Array.from({ length: TICKS }, () => {
    now = later(random, now);
    const events = anyEvents(random, now);
    for (const kibana of kibanas) kibana.unseen.push(...events);
    const kibana = random.oneOf(kibanas);
    const seen = many > 1 ? random.below(kibana.unseen.length + 1) : kibana.unseen.length;
    kibana.it.add(kibana.unseen.splice(0, seen));
    kibana.it.tick(alerts, now, random.chance(0.1) ? random.oneOf(['before', 'after']) : null);
    return alerts.counts();
  });
}

const seeds = Array.from({ length: 100 }, (_, seed) => seed);

describe('counting what is new on top of what an alert has', () => {
  it('says what a recount says, whatever comes late, beside successes and lockouts, after runs that failed', () => {
    for (const seed of seeds)
      expect({ seed, runs: countsOf(seed, false, { kibanas: 1 }) }).toEqual({
        seed,
        runs: countsOf(seed, true, { kibanas: 1 }),
      });
  });

  it('says so too where two Kibanas take turns and one sees later what the other has counted', () => {
    for (const seed of seeds)
      expect({ seed, runs: countsOf(seed, false, { kibanas: 2 }) }).toEqual({
        seed,
        runs: countsOf(seed, true, { kibanas: 2 }),
      });
  });

  it('needs no recount where an attack goes on', () => {
    const window = windowOf(burst(5), [rule()], naming);
    const scan = nextScan(null, 5 * MINUTE, NOW);
    const alerts = new Alerts();
    alerts.store(findAttacks(window, [], { rule: rule(), naming, scan }));
    window.accept();
    window.add([failedLogon({ at: NOW - SECOND })]);
    const [alert] = alerts.known();
    const group = window.group('account', 'guest');
    const fresh = window.changed('account').get('guest');
    expect(alert && increment(group, fresh, alert, { rule: rule(), naming, scan })).toMatchObject({
      evidence: { count: 6 },
    });
  });
});
