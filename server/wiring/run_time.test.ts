import { RunGivenUpError, RUN_TIME, runTimeWithin, TimeUpError, withinTime } from './run_time';

const TASK_TIMEOUT = 60_000;
/** Ends when it is told to, as a request to Elasticsearch does. */
const untilEnded = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('ended')));

describe('the time of a run', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is 45 s, below what Task Manager gives it, and leaves time to write down how it ended', () => {
    const { reading, working, all } = RUN_TIME;
    expect(all).toBe(45_000);
    expect(all).toBeLessThan(TASK_TIMEOUT);
    expect([reading, working, all]).toEqual([reading, working, all].sort((a, b) => a - b));
    expect(all - working).toBeGreaterThanOrEqual(5_000);
  });

  it.each([8, 10, 20, 45, 90])('of a run that has %d s is divided as that of one with 45 s', (seconds) => {
    const { reading, working, all } = runTimeWithin(seconds * 1_000);
    expect(all).toBe(Math.min(seconds, 45) * 1_000);
    expect(reading).toBeLessThan(working);
    expect(all - working).toBeGreaterThanOrEqual(2_000);
  });

  it('is not up for one that ends in time, and nothing of it is left waiting', async () => {
    await expect(withinTime(async (signal) => signal.aborted)).resolves.toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends what is asked of Elasticsearch after 40 s, and not before', async () => {
    let signal: AbortSignal | undefined;
    const run = withinTime((own) => untilEnded((signal = own)));
    jest.advanceTimersByTime(39_999);
    expect(signal?.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    await expect(run).resolves.toBe('ended');
    expect(signal?.reason).toBeInstanceOf(TimeUpError);
  });

  it('is given up after 45 s where that was not enough, and not before', async () => {
    const settled = jest.fn();
    const run = withinTime(() => new Promise(() => undefined));
    run.catch(settled);
    await jest.advanceTimersByTimeAsync(44_999);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await expect(run).rejects.toThrow(RunGivenUpError);
    await expect(run).rejects.toThrow('the run was given up after 45 s');
  });

  it('ends what is left of a run that was given up, and of no other', async () => {
    const over: AbortSignal[] = [];
    const givenUp = withinTime((_signal, own) => new Promise(() => over.push(own)));
    await withinTime(async (_signal, own) => over.push(own));
    await Promise.all([
      expect(givenUp).rejects.toThrow(RunGivenUpError),
      jest.advanceTimersByTimeAsync(45_000),
    ]);
    expect(over.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('leaves the error of a run that failed by itself as it is', async () => {
    const failed = withinTime(async () => {
      throw new Error('no such index');
    });
    await expect(failed).rejects.toThrow('no such index');
    expect(jest.getTimerCount()).toBe(0);
  });
});
