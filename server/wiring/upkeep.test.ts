import { MINUTE, NOW } from '../../test/builders';
import type { Work } from '../adapters/task_manager/tasks';
import { upkeepOf, withUpkeep, type Upkeep } from './upkeep';

const never = () => new Promise<never>(() => undefined);

/** The work of both tasks, of which nothing ever ends, with an upkeep that writes down what it does. */
function hanging(overrides: Partial<Upkeep> = {}) {
  const done: string[] = [];
  const clock = { now: NOW };
  const note = (what: string) => async () => void done.push(what);
  const upkeep = upkeepOf({
    ensureTasks: note('tasks'),
    sweep: note('sweep'),
    tellOfDetection: note('trouble'),
    tellDeeds: note('deeds'),
    clock: () => clock.now,
    logger: { warn: (text) => void done.push(String(text)) },
    ...overrides,
  });
  const work = withUpkeep(upkeep, { watch: never, lookAtOutbox: never });
  return { work, done, clock };
}

const RUNS: Array<[string, (work: Work) => unknown]> = [
  ['of messages', (work) => work.lookAtOutbox()],
  ['that watches', (work) => work.watch({}, new AbortController().signal)],
];

describe.each(RUNS)('a run of the task %s', (_name, run) => {
  it('looks for lost tasks at once, though its own work hangs', () => {
    const { work, done } = hanging();
    void run(work);
    expect(done).toEqual(['tasks', 'sweep', 'trouble', 'deeds']);
  });
  it('looks again after a minute, though the run before still hangs, and sweeps after an hour', () => {
    const { work, done, clock } = hanging();
    for (const minutes of [0, 0.5, 1, 60]) {
      clock.now = NOW + minutes * MINUTE;
      void run(work);
    }
    expect(done.filter((what) => what === 'tasks')).toHaveLength(3);
    expect(done.filter((what) => what === 'sweep')).toHaveLength(2);
  });
  it('looks for the rest where looking for lost tasks hangs', () => {
    const { work, done } = hanging({ ensureTasks: never });
    void run(work);
    expect(done).toEqual(['sweep', 'trouble', 'deeds']);
  });
});

it('both tasks share one upkeep: where one hangs for hours the other brings it back', () => {
  const { work, done, clock } = hanging();
  void work.lookAtOutbox();
  for (let minute = 1; minute <= 3; minute += 1) {
    clock.now = NOW + minute * MINUTE;
    void work.watch({}, new AbortController().signal);
  }
  expect(done.filter((what) => what === 'tasks')).toHaveLength(4);
});

it.each<[keyof Upkeep, string]>([
  ['ensureTasks', 'Lost tasks are looked for again in a minute: away'],
  ['sweep', 'Lost tasks are looked for again in a minute: away'],
  ['tellOfDetection', 'It is looked for trouble again in a minute: away'],
  ['tellDeeds', 'What people did with alerts is looked for again in a minute: away'],
])('%s that fails is logged, and stops nothing else', async (what, logged) => {
  const { work, done } = hanging({ [what]: () => Promise.reject(new Error('away')) });
  void work.lookAtOutbox();
  await new Promise(setImmediate);
  expect(done).toHaveLength(4);
  expect(done).toContain(logged);
});
