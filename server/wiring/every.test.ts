import { MINUTE, NOW } from '../../test/builders';
import { every } from './every';

it.each([
  ['at first, and not again within a minute', [0, 1, MINUTE - 1], 1],
  ['again after a minute', [0, MINUTE, 2 * MINUTE], 3],
  ['at once where the clock was set back by ten minutes, and then once a minute', [0, -600_000, -540_001], 2],
])('runs %s', async (_what, times, ran) => {
  let now = NOW;
  const work = jest.fn(async () => undefined);
  const run = every(MINUTE, () => now, work);
  for (const time of times) {
    now = NOW + time;
    await run();
  }
  expect(work).toHaveBeenCalledTimes(ran);
});
