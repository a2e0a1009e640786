import { tab } from '../../test/visible_window';
import { QueryObserver } from '@tanstack/react-query';
import { ApiError } from './api_error';
import { type Ask, newCounts, pauseAfter, pollingOptions } from './polling';
import { createQueryClient } from './query_client';

/** Polls as a page does, without one: `useQuery` is this observer and a component. */
function setUp(ask: Ask<number>) {
  const client = createQueryClient();
  client.mount();
  const asked = jest.fn(ask);
  const observer = new QueryObserver(client, pollingOptions(['a'], asked, newCounts('a')));
  const answers: number[] = [];
  const errors: ApiError[] = [];
  const stop = observer.subscribe(({ data, error, fetchStatus }) => {
    if (fetchStatus !== 'idle') return;
    if (error) errors.push(error as ApiError);
    else if (data !== undefined) answers.push(data as number);
  });
  const end = () => {
    stop();
    client.unmount();
    client.clear();
  };
  return {
    asked,
    answers,
    errors,
    end,
    refresh: () => void observer.refetch({ cancelRefetch: true }),
    observer,
  };
}

const never: Ask<number> = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

let running: ReturnType<typeof setUp>;
beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  running.end();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

it('asks at once, then every five seconds, and marks all but the first as made by the page', async () => {
  running = setUp(async () => 1);
  await jest.advanceTimersByTimeAsync(10_500);
  expect(running.asked.mock.calls.map(([options]) => options.asSystemRequest)).toEqual([false, true, true]);
  expect(running.answers).toEqual([1, 1, 1]);
});

it('waits while the tab is hidden and asks at once when it is seen again', async () => {
  running = setUp(async () => 1);
  await jest.advanceTimersByTimeAsync(0);
  tab.hide();
  await jest.advanceTimersByTimeAsync(600_000);
  expect(running.asked).toHaveBeenCalledTimes(1);
  tab.show();
  await jest.advanceTimersByTimeAsync(0);
  expect(running.asked).toHaveBeenCalledTimes(2);
});

it('goes on after an error, keeps the older answer beside it, and forgets the error with the next answer', async () => {
  let count = 0;
  running = setUp(async () => {
    count += 1;
    if (count === 2) throw new Error('no');
    return count;
  });
  await jest.advanceTimersByTimeAsync(5_000);
  expect(running.errors).toEqual([expect.any(ApiError)]);
  expect(running.observer.getCurrentResult().data).toBe(1);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(running.answers).toEqual([1, 3]);
  expect(running.observer.getCurrentResult().error).toBeNull();
});

it('asks ever more rarely while questions fail one after the other, and as often as before once one is answered', async () => {
  const times: number[] = [];
  const start = Date.now();
  running = setUp(async () => {
    times.push((Date.now() - start) / 1_000);
    if (times.length < 5) throw new Error('no');
    return 1;
  });
  await jest.advanceTimersByTimeAsync(80_000);
  expect(times.slice(0, 7)).toEqual([0, 5, 15, 35, 65, 70, 75]);
});

it.each([
  [0, 5_000],
  [1, 5_000],
  [2, 10_000],
  [3, 20_000],
  [4, 30_000],
  [1_000, 30_000],
])('after %d failures the pause is %d ms', (failures, pause) => expect(pauseAfter(failures)).toBe(pause));

it('gives up a question without an answer, and says so', async () => {
  running = setUp(never);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(running.errors).toHaveLength(1);
});

it('asks one question at a time', async () => {
  running = setUp(never);
  await jest.advanceTimersByTimeAsync(9_000);
  expect(running.asked).toHaveBeenCalledTimes(1);
});

it('drops an older question when asked to refresh, and what it brings counts no more', async () => {
  const later: Array<(answer: number) => void> = [];
  running = setUp(() => new Promise((resolve) => later.push(resolve)));
  later[0]?.(1);
  await jest.advanceTimersByTimeAsync(5_000);
  running.refresh();
  await jest.advanceTimersByTimeAsync(0);
  expect(running.asked).toHaveBeenCalledTimes(3);
  later[2]?.(3);
  await jest.advanceTimersByTimeAsync(0);
  later[1]?.(2);
  await jest.advanceTimersByTimeAsync(0);
  expect(running.observer.getCurrentResult().data).toBe(3);
  expect(running.errors).toEqual([]);
});

it('is silent once stopped', async () => {
  running = setUp(never);
  running.end();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(running.asked).toHaveBeenCalledTimes(1);
  expect([...running.errors, ...running.answers]).toEqual([]);
  expect(tab.listeners.size).toBe(0);
});
