import type { StepResult } from './step';

/** Steps one after the other, with what they share: a server that is started before the first and ended after the last. */
export type Lane = () => Promise<StepResult[]>;

/**
 * Runs lanes side by side, `atOnce` of them at a time, each begun in the order given. Resolves with the results of all,
 * in that order. A lane says what failed by its results; one that rejects ends the whole.
 */
export async function runLanes(lanes: Lane[], atOnce: number): Promise<StepResult[]> {
  const results: StepResult[][] = [];
  const waiting = [...lanes.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results.flat();
}
