import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the event loop is probed, ms. */
const RESOLUTION = 1;

/** How long the event loop was blocked, ms. */
export interface Stalls {
  /** 999 of 1,000 probes waited no longer than this. */
  p999: number;
  longest: number;
  /**
   * The most processor time that this process used between two probes. It is the longest stall on a machine without
   * other work: other processes are not in it. The garbage collector's threads are.
   */
  longestCpu: number;
}

/** Starts to watch the event loop of this process. The returned function stops and gives the stalls. */
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

/** The highest value of each figure. */
export const worstOf = (stalls: Stalls[]): Stalls => {
  const worst = (figure: (one: Stalls) => number) =>
    stalls.reduce((most, one) => Math.max(most, figure(one)), 0);
  return {
    p999: worst(({ p999 }) => p999),
    longest: worst(({ longest }) => longest),
    longestCpu: worst(({ longestCpu }) => longestCpu),
  };
};
