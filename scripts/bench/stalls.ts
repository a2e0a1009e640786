import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often it is looked whether the event loop answers, ms. */
const RESOLUTION = 1;

/** For how long the event loop answered nobody, ms. */
export interface Stalls {
  /** Of a thousand looks 999 waited for no longer. */
  p999: number;
  longest: number;
  /**
   * The most processor time that this process took between two looks: the longest stall where it has the machine for itself.
   * What other processes take is not in it; what the collector of garbage does beside it is.
   */
  longestCpu: number;
}

/** Watches the event loop of this process between the call and the call of what it gives. */
export function watchStalls(): () => Stalls {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  let [last, longestCpu] = [process.cpuUsage(), 0];
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    longestCpu = Math.max(longestCpu, (user + system) / 1_000);
  };
  const looking = setInterval(look, RESOLUTION);
  histogram.enable();
  return () => {
    histogram.disable();
    clearInterval(looking);
    look();
    return { p999: histogram.percentile(99.9) / 1e6, longest: histogram.max / 1e6, longestCpu };
  };
}

/** The worst of several. */
export const worstOf = (stalls: Stalls[]): Stalls => {
  const worst = (figure: (one: Stalls) => number) =>
    stalls.reduce((most, one) => Math.max(most, figure(one)), 0);
  return {
    p999: worst(({ p999 }) => p999),
    longest: worst(({ longest }) => longest),
    longestCpu: worst(({ longestCpu }) => longestCpu),
  };
};
