import type { BurstFigures } from './burst';
import { sum } from './figures';
import type { GrowthFigures } from './growth';
import type { MillionFigures } from './million';
import type { SustainedFigures } from './sustained';
import type { Check } from './ticking';
import type { TickSeries } from './tick_series';

/** The searches of a steady tick take at most this part of the walk over all accounts. */
const STEADY_PART = 1 / 10;
/** The searches of a first tick take at most so many times the walks over all groups. */
const START_PART = 1.5;
/**
 * With a thousand times as many documents the median grows at most by this factor, or by these milliseconds if that is
 * more.
 */
const GROWTH = { factor: 1.5, ms: 5 };

/** Memory for a million failures, bytes: held, and at the peak while they are read. */
const MEMORY = { held: 100_000_000, peak: 250_000_000 };
/** The longest stalls of the event loop that are allowed, ms. */
const STALLS = { p999: 50, longest: 200 };
/** How far a tick may be behind under a steady load, ms. */
const BEHIND = 10_000;

/** A figure with the highest value that it may have. */
export interface Bound {
  name: string;
  figure: number;
  limit: number;
  unit: 'ms' | 'found' | 'MB';
  met: boolean;
}

export interface Figures {
  million?: MillionFigures;
  growth?: GrowthFigures;
  bursts?: BurstFigures[];
  sustained?: SustainedFigures;
}

export function boundsOf({ million, growth, bursts = [], sustained }: Figures): Bound[] {
  const checks = [
    ...(million?.checks ?? []),
    ...(growth ? [growth.small.check, growth.large.check] : []),
    ...bursts.map(({ check }) => check),
    ...(sustained ? sustained.checks : []),
  ];
  return [
    ...(million ? boundsOfMillion(million) : []),
    ...(growth ? [boundOfGrowth(growth)] : []),
    ...(sustained ? [atMost('behind under a steady load, at most', sustained.behindMs, BEHIND)] : []),
    ...checks.map(toBound),
    ...(million ? boundsOfMemory(million) : []),
    ...seriesOfFigures({ million, growth, bursts, sustained }).flatMap(boundsOfStalls),
    // A load of minutes is one scenario, so its looks are bound together too, and not only those of its worst tick.
    ...(sustained ? boundsOfStalls({ name: 'the whole steady load', stalls: sustained.stalls }) : []),
  ];
}

/** The ticks of all scenarios, a series for each kind of tick. */
export const seriesOfFigures = ({ million, growth, bursts = [], sustained }: Figures): TickSeries[] => [
  ...(million
    ? [million.first, ...(million.behind ? [million.behind] : []), million.steady, million.restart]
    : []),
  ...(growth ? [growth.small, growth.large].flatMap(({ first, steady }) => [first, steady]) : []),
  ...bursts.flatMap(({ burst, after }) => [burst, after]),
  ...(sustained ? [sustained.ticks] : []),
];

const boundsOfMemory = ({ held, behind }: MillionFigures): Bound[] => [
  ...(held.restart === null
    ? []
    : [{ ...atMost('memory held for a million', held.restart, MEMORY.held), unit: 'MB' as const }]),
  ...(behind
    ? [
        {
          ...atMost('peak of memory while it is read', behind.heapGrowth.median, MEMORY.peak),
          unit: 'MB' as const,
        },
      ]
    : []),
];

const boundsOfStalls = ({
  name,
  stalls: { p999, longest },
}: Pick<TickSeries, 'name' | 'stalls'>): Bound[] => [
  atMost(`event loop, 99.9 %: ${name}`, p999, STALLS.p999),
  atMost(`event loop, longest: ${name}`, longest, STALLS.longest),
];

function boundsOfMillion({ walks, steady, first, restart }: MillionFigures): Bound[] {
  const baseline = walks.find(({ key }) => key === 'account')?.medianMs ?? NaN;
  const start = START_PART * sum(walks.map(({ medianMs }) => medianMs));
  return [
    atMost('searches of a steady tick, median', steady.searches.ms.median, STEADY_PART * baseline),
    atMost('searches of the first tick, median', first.searches.ms.median, start),
    atMost('searches of the first tick after a restart, median', restart.searches.ms.median, start),
  ];
}

function boundOfGrowth({ small, large }: GrowthFigures): Bound {
  const before = small.steady.searches.ms.median;
  const limit = Math.max(GROWTH.factor * before, before + GROWTH.ms);
  return atMost(
    'searches of a steady tick in 10,000,000 documents, median',
    large.steady.searches.ms.median,
    limit,
  );
}

const atMost = (name: string, figure: number, limit: number): Bound => ({
  name,
  figure,
  limit,
  unit: 'ms',
  met: figure <= limit,
});

const toBound = ({ name, expected, found }: Check): Bound => ({
  name,
  figure: found,
  limit: expected,
  unit: 'found',
  met: found === expected,
});
