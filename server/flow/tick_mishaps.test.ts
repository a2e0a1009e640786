import fc from 'fast-check';
import { expectRight, expectSame } from '../../test/against_recount';
import type { FakeSpace } from '../../test/fakes';
import {
  anyOf,
  detectingArbitrary,
  killed,
  live,
  stepsArbitrary,
  type Detecting,
  type Mishap,
} from '../../test/mishaps';
import { anyOrderArbitrary, inOrderArbitrary, type Planned } from '../../test/planned_events';

/** By hand many more lives than in each test run: `RUNS=50 npx jest …`. */
const RUNS = Number(process.env['RUNS'] ?? 1);
/** Of one test, milliseconds. */
const LIMIT = RUNS * 20_000;

interface Lives {
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
];
const LIVES: Array<[string, Lives]> = [
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
  ['and Kibana is killed in the middle', { mishaps: fc.oneof(anyOf(), killed), numRuns: 30 }],
  ['and all of that happens', { mishaps: fc.oneof(anyOf(...ALL), killed), numRuns: 50 }],
];

type Expected = (space: FakeSpace, all: Planned[], now: number, detecting: Detecting) => void;

/** What is expected holds after each tick that read all there was. */
async function expectOf(events: fc.Arbitrary<Planned[]>, lives: Lives, expected: Expected): Promise<void> {
  const { mishaps, numRuns } = lives;
  const property = fc.asyncProperty(
    events,
    stepsArbitrary(mishaps),
    detectingArbitrary,
    async (all, steps, detecting) =>
      live(all, steps, detecting, (space, now, report) => {
        if (report?.outcome === 'ok') expected(space, all, now, detecting);
        // Nothing came later than it may.
        const codes = report?.problems.map(({ code }) => code) ?? [];
        expect(codes).not.toContain('events_late');
      }),
  );
  await fc.assert(property, {
    numRuns: numRuns * RUNS,
    interruptAfterTimeLimit: LIMIT,
    markInterruptAsFailure: false,
  });
}

describe('where events come in order, every alert says what a naive recount says', () => {
  it.each(LIVES)('%s', async (_what, lives) => expectOf(inOrderArbitrary, lives, expectSame), 3 * LIMIT);
});

describe('whatever comes late, each attack that a naive recount finds has its alert, and counts each event once', () => {
  it.each(LIVES)('%s', async (_what, lives) => expectOf(anyOrderArbitrary, lives, expectRight), 3 * LIMIT);
});
