import { setTimeout as sleep } from 'node:timers/promises';
import type { StatusResponse } from '../../common/status/status';

/** The ticks that were seen. */
export interface TickWatch {
  ticks: number;
  /** Of the ticks that were seen, ms. */
  longest: number;
  /** What they said of themselves, each once. */
  problems: string[];
}

const LOOK_EVERY = 500;

/** Looks again and again at the last tick, until it is stopped. A tick that ends between two looks may go unseen. */
export function watchTicks(status: () => Promise<StatusResponse>): { stop(): Promise<TickWatch> } {
  const seen = new Map<number, number>();
  const problems = new Set<string>();
  let isOver = false;
  const look = async () => {
    const { lastTick } = await status();
    if (!lastTick) return;
    seen.set(lastTick.startedAt, lastTick.finishedAt - lastTick.startedAt);
    for (const { code } of lastTick.problems) problems.add(`${lastTick.outcome}, ${code}`);
  };
  const looking = (async () => {
    while (!isOver) {
      await look().catch((error: Error) => problems.add(`the status could not be asked: ${error.message}`));
      await sleep(LOOK_EVERY);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await looking;
      return { ticks: seen.size, longest: Math.max(0, ...seen.values()), problems: [...problems] };
    },
  };
}
