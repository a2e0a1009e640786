import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is there. Fails with what it waited for: a suite that hangs tells nobody why. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  seconds = 60,
  everyMs = 200,
): Promise<T> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}.`);
    await pause(everyMs);
  }
}
