import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
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
  run(ask: () => Promise<T>): void;
  clear(): void;
}

/**
 * Asks the server a question when `run` is called. An answer to an older question never replaces that to a newer one.
 */
export function useCheck<T>(): Check<T> {
  const { status, data, error, mutate, reset } = useMutation<T, unknown, () => Promise<T>>((ask) => ask());
  const state = useMemo<CheckState<T>>(() => {
    if (status === 'loading') return { kind: 'running' };
    if (status === 'error') return { kind: 'failed', problems: toApiError(error).problems };
    return status === 'success' ? { kind: 'answered', answer: data } : { kind: 'idle' };
  }, [status, data, error]);
  return { state, run: mutate, clear: reset };
}

/** Why there is no answer, or the problems that the answer names. */
export function problemsOf(state: CheckState<{ problems: Problem[] }>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  return state.kind === 'answered' ? state.answer.problems : [];
}

/** What came out of a question to Telegram: its result, or why there is none. */
export function telegramResult<T>(state: CheckState<TelegramCheck<T>>): { result?: T; problems: Problem[] } {
  if (state.kind === 'failed') return { problems: state.problems };
  if (state.kind !== 'answered') return { problems: [] };
  return state.answer.ok
    ? { result: state.answer.result, problems: [] }
    : { problems: [state.answer.problem] };
}
