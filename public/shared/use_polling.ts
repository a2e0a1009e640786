import { useEffect, useRef, useState } from 'react';
import { type ApiError, toApiError } from './api_error';
import { Poller, type PollerOptions } from './poller';

export const POLL_EVERY = 5_000;
const ANSWER_WITHIN = 10_000;

/** The newest answer stays while a newer question fails, so that a page can show both. */
export interface Polled<T> {
  data?: T;
  /** What `data` answers: the key it was asked with. */
  key?: string;
  receivedAt?: number;
  error?: ApiError;
  refresh(): void;
}

/** Asks `ask` every five seconds, and anew as soon as `key` changes. */
export function usePolling<T>(key: string, ask: PollerOptions<T>['ask']): Polled<T> {
  const [state, setState] = useState<Omit<Polled<T>, 'refresh'>>({});
  const latest = useRef(ask);
  latest.current = ask;
  const poller = useRef<Poller<T>>();
  useEffect(() => {
    const current = new Poller<T>({
      ask: (options) => latest.current(options),
      onAnswer: (data) => setState({ data, key, receivedAt: Date.now() }),
      onError: (error) => setState((before) => ({ ...before, error: toApiError(error) })),
      every: POLL_EVERY,
      timeout: ANSWER_WITHIN,
      visibility: document,
    });
    poller.current = current;
    setState((before) => ({ ...before, error: undefined }));
    current.start();
    return () => current.stop();
  }, [key]);
  return { ...state, refresh: () => poller.current?.refresh() };
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
