import { Poller, type PollerOptions } from './poller';

function visibility() {
  const listeners = new Set<() => void>();
  const state = {
    hidden: false,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    set(hidden: boolean) {
      state.hidden = hidden;
      listeners.forEach((listener) => listener());
    },
    listeners,
  };
  return state;
}

function setUp(ask: PollerOptions<number>['ask']) {
  const page = visibility();
  const answers: number[] = [];
  const errors: unknown[] = [];
  const asked = jest.fn(ask);
  const poller = new Poller<number>({
    ask: asked,
    onAnswer: (answer) => answers.push(answer),
    onError: (error) => errors.push(error),
    every: 5_000,
    timeout: 10_000,
    visibility: page,
  });
  return { poller, page, answers, errors, asked };
}

const never = ({ signal }: { signal: AbortSignal }) =>
  new Promise<number>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

describe('polling', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('asks at once, then every five seconds, and marks all but the first as made by the page', async () => {
    const { poller, asked, answers } = setUp(async () => 1);
    poller.start();
    await jest.advanceTimersByTimeAsync(10_500);
    expect(asked.mock.calls.map(([options]) => options.asSystemRequest)).toEqual([false, true, true]);
    expect(answers).toEqual([1, 1, 1]);
  });

  it('waits while the tab is hidden and asks at once when it is seen again', async () => {
    const { poller, page, asked } = setUp(async () => 1);
    poller.start();
    await jest.advanceTimersByTimeAsync(0);
    page.set(true);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveBeenCalledTimes(1);
    page.set(false);
    await jest.advanceTimersByTimeAsync(0);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('goes on after an error', async () => {
    let first = true;
    const { poller, answers, errors } = setUp(async () => {
      if (!first) return 2;
      first = false;
      throw new Error('no');
    });
    poller.start();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(errors).toHaveLength(1);
    expect(answers).toEqual([2]);
  });

  it('gives up a question without an answer, and says so', async () => {
    const { poller, errors } = setUp(never);
    poller.start();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(errors).toHaveLength(1);
  });

  it('drops an older question when asked to refresh', async () => {
    const { poller, asked, errors } = setUp(never);
    poller.start();
    poller.refresh();
    await jest.advanceTimersByTimeAsync(0);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(errors).toHaveLength(0);
  });

  it('is silent once stopped', async () => {
    const { poller, page, asked, errors, answers } = setUp(never);
    poller.start();
    poller.stop();
    poller.refresh();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect([...errors, ...answers]).toEqual([]);
    expect(page.listeners.size).toBe(0);
  });
});
