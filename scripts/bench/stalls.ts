import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often it is looked whether the event loop answers, ms. */
const RESOLUTION = 1;

/** For how long the event loop answered nobody, ms. */
export interface Stalls {
  /** Of a thousand looks 999 waited for no longer. */
  p999: number;
  longest: number;
}

/** Watches the event loop of this process between the call and the call of what it gives. */
export function watchStalls(): () => Stalls {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  return () => {
    histogram.disable();
    return { p999: histogram.percentile(99.9) / 1e6, longest: histogram.max / 1e6 };
  };
}

/** The worst of several. */
export const worstOf = (stalls: Stalls[]): Stalls => ({
  p999: stalls.reduce((worst, { p999 }) => Math.max(worst, p999), 0),
  longest: stalls.reduce((worst, { longest }) => Math.max(worst, longest), 0),
});
