import type { BurstFigures } from './burst';
import { sum } from './figures';
import type { GrowthFigures } from './growth';
import type { MillionFigures } from './million';
import type { Check } from './ticking';

/** Of the walk over all accounts, a steady tick's searches. */
const STEADY_PART = 1 / 10;
/** Of the walks over all groups, the searches of a first tick. */
const START_PART = 1.5;
/** A thousand times as many documents: the median grows by no more than this, whichever is more. */
const GROWTH = { factor: 1.5, ms: 5 };

/** What a figure may be at most. */
export interface Bound {
  name: string;
  figure: number;
  limit: number;
  unit: 'ms' | 'found';
  met: boolean;
}

export interface Figures {
  million?: MillionFigures;
  growth?: GrowthFigures;
  bursts?: BurstFigures[];
}

export function boundsOf({ million, growth, bursts = [] }: Figures): Bound[] {
  const checks = [
    ...(million?.checks ?? []),
    ...(growth ? [growth.small.check, growth.large.check] : []),
    ...bursts.map(({ check }) => check),
  ];
  return [
    ...(million ? boundsOfMillion(million) : []),
    ...(growth ? [boundOfGrowth(growth)] : []),
    ...checks.map(toBound),
  ];
}

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
