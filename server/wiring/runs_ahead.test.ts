import { HOUR, MINUTE, NOW } from '../../test/builders';
import { RunsAhead } from './runs_ahead';

it.each<[string, number | null]>([
  ['there was none', null],
  ['it lies behind', NOW - HOUR],
  ['it lies ahead by as much as clocks differ', NOW + MINUTE],
])('a good run does not lie ahead where %s', (_what, run) =>
  expect(new RunsAhead().since('a', run, NOW)).toBeNull(),
);

it('counts from when it was seen first, in each space, for as long as no other run is good', () => {
  const runs = new RunsAhead();
  expect(runs.since('a', NOW + HOUR, NOW)).toBe(NOW);
  expect(runs.since('a', NOW + HOUR, NOW + 5 * MINUTE)).toBe(NOW);
  expect(runs.since('b', NOW + HOUR, NOW + 5 * MINUTE)).toBe(NOW + 5 * MINUTE);
  expect(runs.since('a', NOW + HOUR + 1, NOW + 6 * MINUTE)).toBe(NOW + 6 * MINUTE);
});

it('begins anew where the clock is set back again', () => {
  const runs = new RunsAhead();
  runs.since('a', NOW + HOUR, NOW);
  expect(runs.since('a', NOW + HOUR, NOW - HOUR)).toBe(NOW - HOUR);
});
