import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type ApiError, toApiError } from './api_error';

/** Milliseconds between two questions while they are answered. */
export const POLL_EVERY = 5_000;
/** The longest pause between two questions, milliseconds, while they fail. */
const LONGEST_PAUSE = 30_000;
/**
 * Milliseconds after which a question without an answer is given up. An answer that comes later would look newer than
 * it is.
 */
const ANSWER_WITHIN = 10_000;

/**
 * Asks the server once. `asSystemRequest` is true where the page asks by itself; such a request does not prolong the
 * person's session.
 */
export type Ask<T> = (options: { signal: AbortSignal; asSystemRequest: boolean }) => Promise<T>;

/**
 * The state of a question that is asked again and again. The newest answer stays while newer questions fail, so a page
 * can show both.
 */
export interface Polled<T> {
  data?: T;
  /** Whether `data` is the answer for an earlier `key`, because the one for this key is not here yet. */
  isPrevious: boolean;
  /** When `data` was received, epoch milliseconds. */
  receivedAt?: number;
  /** Why the newest question failed. */
  error?: ApiError;
  /**
   * Asks now. A question that is still open is dropped, because its answer may be older than the change that led here.
   */
  refresh(): void;
}

/** How often something is asked, ms, and whether its answer is the last one, so that nothing more has to be asked. */
export interface Pace<T> {
  every: number;
  isLast(answer: T): boolean;
}
const USUAL: Pace<unknown> = { every: POLL_EVERY, isLast: () => false };

/**
 * Asks every five seconds, or as `pace` says, and anew as soon as `key` changes. Nothing is asked while the tab is hidden.
 */
export function usePolled<T>(key: QueryKey, ask: Ask<T>, pace: Pace<T> = USUAL): Polled<T> {
  const hash = JSON.stringify(key);
  // A new key is a new question, so its counts start at zero.
  const counts = useMemo(() => newCounts(hash), [hash]);
  const query = useQuery(pollingOptions(key, ask, counts, pace));
  const error = useKeptError(hash, query);
  const { data, dataUpdatedAt, isPreviousData, refetch } = query;
  return {
    data,
    isPrevious: isPreviousData,
    receivedAt: data === undefined ? undefined : dataUpdatedAt,
    error,
    refresh: () => void refetch({ cancelRefetch: true }),
  };
}

/** How often a question was asked, and how often it failed since it was last answered. */
export interface PollCounts {
  readonly hash: string;
  asked: number;
  failures: number;
}

export const newCounts = (hash: string): PollCounts => ({ hash, asked: 0, failures: 0 });

/** The options for `useQuery`. `counts` must be the same object at every rendering. */
export function pollingOptions<T>(
  queryKey: QueryKey,
  ask: Ask<T>,
  counts: PollCounts,
  { every, isLast }: Pace<T> = USUAL,
): UseQueryOptions<T, ApiError> {
  const queryFn = async ({ signal }: { signal?: AbortSignal }) => {
    try {
      const answer = await answerInTime(ask, signal, counts.asked++ > 0);
      counts.failures = 0;
      return answer;
    } catch (error) {
      counts.failures += 1;
      throw toApiError(error);
    }
  };
  return {
    queryKey,
    queryFn,
    keepPreviousData: true,
    refetchInterval: (answer) =>
      answer !== undefined && isLast(answer) ? false : pauseAfter(counts.failures, every),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: 'always',
  };
}

/** Milliseconds to the next question: the usual pause also after one failure, then twice as long after each. */
export const pauseAfter = (failures: number, every = POLL_EVERY): number =>
  Math.min(every * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);

async function answerInTime<T>(ask: Ask<T>, signal: AbortSignal | undefined, asSystemRequest: boolean) {
  const question = new AbortController();
  const giveUp = () => question.abort();
  signal?.addEventListener('abort', giveUp);
  const watchdog = setTimeout(giveUp, ANSWER_WITHIN);
  try {
    return await ask({ signal: question.signal, asSystemRequest });
  } finally {
    clearTimeout(watchdog);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** The library forgets the error of a question that was never answered as soon as it asks again; a page must not. */
function useKeptError(
  hash: string,
  { error, isLoading }: { error: ApiError | null; isLoading: boolean },
): ApiError | undefined {
  const kept = useRef<{ hash: string; error: ApiError | null }>({ hash, error });
  const isAskedAgain = isLoading && kept.current.hash === hash;
  const shown = error ?? (isAskedAgain ? kept.current.error : null);
  useEffect(() => {
    kept.current = { hash, error: shown };
  });
  return shown ?? undefined;
}

/** The time now, to the second, for words such as "12 s ago". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
