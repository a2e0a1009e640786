import { LATENESS } from '../../common/bounds';
import { failedLogon, HOUR, MINUTE, NOW, SECOND, successfulLogon } from '../../test/builders';
import { FakeSpace, runAt } from '../../test/fakes';
import { countsOfDay } from '../record/read_counts';

/** The start of a minute, so that whole minutes are easy to tell. */
const START = NOW - (NOW % MINUTE);

it('counts what was read once, also what came late, whichever Kibana read it', async () => {
  const space = new FakeSpace();
  await runAt(space, START);
  let [n, told] = [0, 0];
  for (let now = START + 10 * SECOND; now <= START + 40 * MINUTE; now += 10 * SECOND) {
    // One in time, one five minutes late, and a success, which does not count.
    space.events.push(failedLogon({ at: now - SECOND }), successfulLogon({ at: now - SECOND }));
    if (now >= START + 5 * MINUTE) space.events.push(failedLogon({ at: now - 5 * MINUTE }));
    n += 1;
    // Every few minutes another Kibana takes over, which reads the slice again.
    space.kibana = Math.floor(n / 20) % 2;
    await runAt(space, now);
    told = now;
  }
  const settled = told - LATENESS;
  const expected = space.events.filter(
    ({ at, kind }) => kind === 'failure' && at >= START - LATENESS && at < settled,
  ).length;
  expect(countsOfDay(space.memory.counts, told)).toEqual({ since: START - LATENESS, failures: expected });
  expect(expected).toBeGreaterThan(300);
});

it('keeps what it counted where a run fails, and goes on there', async () => {
  const space = new FakeSpace();
  await runAt(space, START);
  space.events.push(failedLogon({ at: START + MINUTE }));
  await runAt(space, START + 20 * MINUTE);
  const { counts } = space.memory;
  expect(countsOfDay(counts, START + HOUR).failures).toBe(1);
  space.readError = new Error('away');
  await runAt(space, START + 21 * MINUTE);
  expect(space.memory.counts).toEqual(counts);
});
