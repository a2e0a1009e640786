import fc from 'fast-check';
import { failedLogon, MINUTE, NOW, rule, SECOND, sprayRule, successRule } from '../test/builders';
import { FakeSpace, KilledError, tickRun } from '../test/fakes';
import { naiveCounts, naiveKeys } from '../test/naive_recount';
import { LATENESS } from '../common/bounds';
import type { LogonEvent } from '../common/events';
import type { TickReport } from '../common/status';
import { tick } from './tick';

const RULES = [
  rule(),
  rule({ id: 'source', groupBy: 'source', threshold: 6 }),
  sprayRule({ threshold: 3 }),
  sprayRule({ id: 'distributed', groupBy: 'account', of: 'source', threshold: 3 }),
  successRule({ threshold: 2 }),
  rule({ id: 'long', threshold: 4, timespan: 30 * MINUTE }),
];

/** Happens before a tick; what it does to the space lasts for that tick. */
type Mishap =
  | 'none'
  | 'restart'
  | 'much to read'
  | 'time is up'
  | 'restart without time'
  | 'other Kibana'
  | 'no arrivals'
  | 'no reading'
  | 'no storing'
  | number;
const RESTARTS: Mishap[] = ['restart', 'much to read', 'restart without time'];
/** What is to be read in whole is read up to ten minutes before. */
const CUT: Mishap[] = ['time is up', 'restart without time'];

interface Step {
  /** Milliseconds until the next tick. */
  length: number;
  mishap: Mishap;
}
interface Planned extends LogonEvent {
  /** Epoch milliseconds. */
  arrives: number;
}

/** Half of them at equal times; some indexed twice. */
const eventsArbitrary: fc.Arbitrary<Planned[]> = fc
  .array(
    fc.record({
      at: fc.oneof(
        fc.nat(80 * MINUTE),
        fc.nat(80).map((minute) => minute * MINUTE),
      ),
      late: fc.nat(LATENESS - SECOND),
      account: fc.constantFrom('anna', 'ANNA', 'CORP\\anna', 'anna@corp.lan', 'bert', ' Bert ', 'carl', null),
      source: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', null),
      kind: fc.constantFrom('failure' as const, 'failure' as const, 'failure' as const, 'success' as const),
      copies: fc.constantFrom(1, 1, 1, 2),
    }),
    { minLength: 5, maxLength: 50 },
  )
  .map((planned) =>
    planned.flatMap(({ late, copies, ...fields }) =>
      Array.from({ length: copies }, () => {
        const at = NOW + fields.at;
        return { ...failedLogon({ ...fields, at }), arrives: at + late };
      }),
    ),
  );
const stepsArbitrary = (mishaps: fc.Arbitrary<Mishap>): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ length: fc.integer({ min: 20 * SECOND, max: 6 * MINUTE }), mishap: mishaps }), {
    minLength: 1,
    maxLength: 20,
  });

const overloaded = () =>
  Object.assign(new Error('429'), { name: 'ResponseError', meta: { statusCode: 429 } });

function befall(space: FakeSpace, mishap: Mishap): void {
  space.kibana = mishap === 'other Kibana' ? 1 : 0;
  if (RESTARTS.includes(mishap)) space.restart();
  space.many = mishap === 'much to read' ? 0 : undefined;
  space.readTo = CUT.includes(mishap) ? space.now - 10 * MINUTE : undefined;
  space.hidesArrivals = mishap === 'no arrivals';
  space.readError = mishap === 'no reading' ? overloaded() : undefined;
  space.saveError = mishap === 'no storing' ? overloaded() : undefined;
  space.killAt(typeof mishap === 'number' ? mishap : Infinity);
}

async function runAt(space: FakeSpace, now: number): Promise<TickReport | null> {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules: RULES })).catch((error: unknown) => {
    if (error instanceof KilledError) return null;
    throw error;
  });
}

/** Every tick with what befalls it, and a last one when everything has arrived. The problems that they named. */
async function live(space: FakeSpace, all: Planned[], steps: Step[]): Promise<string[]> {
  const codes: string[] = [];
  const end = NOW + 150 * MINUTE;
  for (let now = NOW, n = 0; now < end; n += 1) {
    const { length, mishap } = steps[n % steps.length] ?? { length: SECOND, mishap: 'none' };
    space.events = all.filter(({ arrives }) => arrives <= now);
    // Before the first good run there is no mark: detection begins with it.
    befall(space, n === 0 ? 'none' : mishap);
    const report = await runAt(space, now);
    codes.push(...(report?.problems ?? []).map(({ code }) => code));
    now = Math.min(end, now + length);
  }
  befall(space, 'none');
  space.events = all;
  await runAt(space, end);
  return codes;
}

function expectRecount(space: FakeSpace, all: Planned[]): void {
  for (const one of RULES) {
    const found = [...space.alerts.values()].filter(({ alert }) => alert.rule.id === one.id);
    expect([...new Set(found.map(({ alert }) => alert.group.key))].sort()).toEqual(naiveKeys(all, one));
    for (const { alert } of found) {
      const { count, successCount } = alert.evidence;
      expect({ count, successCount }).toEqual(naiveCounts(all, one, alert));
    }
  }
}

const anyOf = (...mishaps: Mishap[]) => fc.constantFrom<Mishap>('none', ...mishaps);
/** Counts of calls to what lies outside, after which, or in the middle of which, Kibana is gone. */
const killed: fc.Arbitrary<Mishap> = fc.integer({ min: 2, max: 30 }).map((halves) => halves / 2);

describe('against a naive recount each rule finds exactly who is over its threshold, whatever comes late', () => {
  it.each<[string, number, fc.Arbitrary<Mishap>]>([
    ['however long ticks take', 80, anyOf()],
    ['and Kibana restarts', 30, anyOf('restart')],
    ['and Kibana restarts and cannot read all at once', 60, anyOf('much to read', ...CUT)],
    ['and two Kibanas take turns', 30, anyOf('other Kibana')],
    ['and it can be told now and then what arrived', 30, anyOf('no arrivals')],
    ['and ticks fail as they read', 30, anyOf('no reading')],
    ['and ticks fail after they read', 30, anyOf('no storing')],
    ['and Kibana is killed in the middle', 30, fc.oneof(anyOf(), killed)],
    [
      'and all of that happens',
      80,
      fc.oneof(
        anyOf('restart', 'much to read', ...CUT, 'other Kibana', 'no arrivals', 'no reading', 'no storing'),
        killed,
      ),
    ],
  ])(
    '%s',
    async (_what, numRuns, mishaps) => {
      await fc.assert(
        fc.asyncProperty(eventsArbitrary, stepsArbitrary(mishaps), async (all, steps) => {
          const space = new FakeSpace();
          const codes = await live(space, all, steps);
          expectRecount(space, all);
          // Nothing came later than it may.
          expect(codes).not.toContain('events_late');
        }),
        { numRuns, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
      );
    },
    60_000,
  );
});
