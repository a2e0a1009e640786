import fc from 'fast-check';
import type { FakeSpace } from './fakes';
import {
  anyOf,
  detectingArbitrary,
  killed,
  live,
  stepsArbitrary,
  type Detecting,
  type Mishap,
} from './mishaps';
import type { Planned } from './planned_events';

/** By hand many more lives than in each test run: `RUNS=50 npx jest …`. */
const RUNS = Number(process.env['RUNS'] ?? 1);
/** The most time for one test, milliseconds: they take some seconds each where nothing else runs. */
export const LIFE_LIMIT = RUNS * 120_000;
/**
 * How long one property looks for a fault, and then for a smaller one, milliseconds. Jest's own limit cannot end such a
 * test, because ticks on fakes never give the event loop back. So without this limit a fault in a life of a thousand ticks
 * is made smaller until the whole step is ended, and nobody learns what it was.
 */
const LOOKING_LIMIT = 0.75 * LIFE_LIMIT;

export interface Lives {
  /** What befalls their ticks. */
  mishaps: fc.Arbitrary<Mishap>;
  numRuns: number;
}

const ALL: Mishap[] = [
  'restart',
  'much to read',
  'time is up',
  'restart without time',
  'other Kibana',
  'no arrivals',
  'no reading',
  'no storing',
  'no successes',
];
export const LIVES: Array<[string, Lives]> = [
  ['however long ticks take', { mishaps: anyOf(), numRuns: 60 }],
  ['and Kibana restarts', { mishaps: anyOf('restart'), numRuns: 30 }],
  ['and there is much to read', { mishaps: anyOf('much to read'), numRuns: 30 }],
  ['and time is up', { mishaps: anyOf('time is up'), numRuns: 30 }],
  ['and Kibana restarts without time', { mishaps: anyOf('restart without time'), numRuns: 30 }],
  [
    'and Kibana cannot read all at once, for long',
    {
      mishaps: anyOf('much to read', 'time is up', 'restart without time'),
      numRuns: 30,
    },
  ],
  ['and two Kibanas take turns', { mishaps: anyOf('other Kibana'), numRuns: 30 }],
  ['and it can be told now and then what arrived', { mishaps: anyOf('no arrivals'), numRuns: 30 }],
  ['and ticks fail as they read', { mishaps: anyOf('no reading'), numRuns: 30 }],
  ['and ticks fail after they read', { mishaps: anyOf('no storing'), numRuns: 30 }],
  ['and successes cannot be read for a while', { mishaps: anyOf('no successes'), numRuns: 60 }],
  ['and Kibana is killed in the middle', { mishaps: fc.oneof(anyOf(), killed), numRuns: 30 }],
  ['and all of that happens', { mishaps: fc.oneof(anyOf(...ALL), killed), numRuns: 50 }],
];

type Expected = (space: FakeSpace, all: Planned[], now: number, detecting: Detecting) => void;

/** What is expected holds after each tick that read all there was. */
export async function expectOfLives(
  events: fc.Arbitrary<Planned[]>,
  { mishaps, numRuns }: Lives,
  expected: Expected,
): Promise<void> {
  const property = fc.asyncProperty(
    events,
    stepsArbitrary(mishaps),
    detectingArbitrary,
    async (all, steps, detecting) =>
      live(all, steps, detecting, (space, now, report) => {
        const codes = report?.problems.map(({ code }) => code) ?? [];
        if (report?.outcome === 'ok' && !codes.includes('successes_unread'))
          expected(space, all, now, detecting);
        // Nothing came later than it may.
        expect(codes).not.toContain('events_late');
      }),
  );
  await fc.assert(property, {
    numRuns: numRuns * RUNS,
    interruptAfterTimeLimit: LOOKING_LIMIT,
    markInterruptAsFailure: true,
  });
}
