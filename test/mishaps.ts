import fc from 'fast-check';
import { WAIT_FOR_SUCCESSES } from '../common/bounds';
import type { Comparing, Rule } from '../common/rules/rules';
import type { TickReport } from '../common/status/status';
import { MINUTE, NOW, SECOND } from './builders';
import { FakeSpace, KilledError, runAt } from './fakes';
import { comparingArbitrary, rulesArbitrary, type Planned } from './planned_events';

const HOUR = 60 * MINUTE;
/** Successes that come later than this after the failures may be missed. */
const WAIT = WAIT_FOR_SUCCESSES;
/** The product does not promise to read events this long before a run. So no more time lies between two good runs. */
const LOOK_BACK = 24 * HOUR;

/** What goes wrong in a tick. A number kills Kibana: see `killAt` of FakeSpace. */
export type Mishap =
  | 'none'
  | 'restart'
  | 'much to read'
  | 'time is up'
  | 'restart without time'
  | 'other Kibana'
  | 'no arrivals'
  | 'no reading'
  | 'no storing'
  | 'no successes'
  | number;
const RESTARTS: Mishap[] = ['restart', 'much to read', 'restart without time'];
/** Mishaps in which a tick reads only up to ten minutes before its time. */
const CUT: Mishap[] = ['time is up', 'restart without time'];

export const anyOf = (...mishaps: Mishap[]): fc.Arbitrary<Mishap> =>
  fc.constantFrom<Mishap>('none', ...mishaps);
/** At which call to the outside Kibana is killed. A half number: after the effect of the call. */
export const killed: fc.Arbitrary<Mishap> = fc.integer({ min: 2, max: 30 }).map((halves) => halves / 2);

export interface Step {
  /** Milliseconds until the next tick. */
  length: number;
  mishap: Mishap;
}

const lengthArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 20 * SECOND, max: 6 * MINUTE }) },
  { weight: 4, arbitrary: fc.constantFrom(MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 10 * MINUTE - 1) },
  { weight: 2, arbitrary: fc.integer({ min: 6 * MINUTE, max: HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 23 * HOUR }) },
);
export const stepsArbitrary = (mishaps: fc.Arbitrary<Mishap>): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ length: lengthArbitrary, mishap: mishaps }), { minLength: 1, maxLength: 20 });

/** The rules by which a space detects, and how names are compared. */
export interface Detecting {
  rules: Rule[];
  comparing: Comparing;
}
export const detectingArbitrary: fc.Arbitrary<Detecting> = fc.record({
  rules: rulesArbitrary,
  comparing: comparingArbitrary,
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
  space.successesTo = mishap === 'no successes' ? -Infinity : undefined;
  space.killAt(typeof mishap === 'number' ? mishap : Infinity);
}

async function runUnlessKilled(
  space: FakeSpace,
  now: number,
  detecting: Detecting,
): Promise<TickReport | null> {
  return runAt(space, now, detecting).catch((error: unknown) => {
    if (error instanceof KilledError) return null;
    throw error;
  });
}

/**
 * Runs ticks with their mishaps until all events have come, and then two without. `look` is called after each tick
 * with the time (epoch ms) and the tick's report, which is null where Kibana was killed.
 */
export async function live(
  all: Planned[],
  steps: Step[],
  detecting: Detecting,
  look: (space: FakeSpace, now: number, report: TickReport | null) => void,
): Promise<void> {
  const space = new FakeSpace();
  const end = all.reduce((last, { seen, at }) => Math.max(last, seen, at), NOW) + 1;
  let good = NOW;
  let successesGood = NOW;
  const step = async (now: number, mishap: Mishap) => {
    space.events = all.filter(({ seen }) => seen <= now);
    befall(space, mishap);
    const report = await runUnlessKilled(space, now, detecting);
    if (report?.outcome === 'ok') good = now;
    if (report?.outcome === 'ok' && mishap !== 'no successes') successesGood = now;
    look(space, now, report);
  };
  let now = NOW;
  for (let n = 0; now < end; n += 1) {
    const { length, mishap } = steps[n % steps.length] ?? { length: SECOND, mishap: 'none' };
    // Where even the first run is killed there is no mark: detection begins with the next.
    if (n === 0) await step(now, typeof mishap === 'number' ? 'none' : mishap);
    else if (mishap === 'no successes' && now + length - successesGood >= WAIT) await step(now, 'none');
    else await step(now, now + length - good < LOOK_BACK ? mishap : 'restart');
    now += length;
  }
  await step(now, 'none');
  await step(now + MINUTE, 'none');
}
