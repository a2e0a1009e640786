import { useCallback, useEffect, useRef, useState } from 'react';
import type { TelegramCheck } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import { toApiError } from '../shared/api_error';

export type CheckState<T> =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'answered'; answer: T }
  | { kind: 'failed'; problems: Problem[] };

export interface Check<T> {
  state: CheckState<T>;
  run(ask: () => Promise<T>): Promise<void>;
  clear(): void;
}

/** One question at a time to the server; the answer to an older question never replaces that to a newer one. */
export function useCheck<T>(): Check<T> {
  const [state, setState] = useState<CheckState<T>>({ kind: 'idle' });
  const newest = useRef(0);
  const run = useCallback(async (ask: () => Promise<T>) => {
    const mine = ++newest.current;
    setState({ kind: 'running' });
    const result = await resultOf(ask);
    if (mine === newest.current) setState(result);
  }, []);
  const clear = useCallback(() => {
    newest.current++;
    setState({ kind: 'idle' });
  }, []);
  useEffect(
    () => () => {
      newest.current++;
    },
    [],
  );
  return { state, run, clear };
}

async function resultOf<T>(ask: () => Promise<T>): Promise<CheckState<T>> {
  try {
    return { kind: 'answered', answer: await ask() };
  } catch (error) {
    return { kind: 'failed', problems: toApiError(error).problems };
  }
}

/** What came out of a question to Telegram: its result, or why there is none. */
export function telegramResult<T>(state: CheckState<TelegramCheck<T>>): { result?: T; problems: Problem[] } {
  if (state.kind === 'failed') return { problems: state.problems };
  if (state.kind !== 'answered') return { problems: [] };
  return state.answer.ok
    ? { result: state.answer.result, problems: [] }
    : { problems: [state.answer.problem] };
}
