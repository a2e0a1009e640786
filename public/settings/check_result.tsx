import { EuiHealth, EuiLoadingSpinner, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';
import type { TelegramCheck } from '../../common/api/api';
import { ProblemList } from '../shared/problem_list';
import { type CheckState, telegramResult } from './use_check';

interface CheckResultProps<T> {
  state: CheckState<TelegramCheck<T>>;
  subject: string;
  /** What to say of a good answer. */
  render(result: T): ReactNode;
}

/** Room for one line, kept free: what stands below must not move away from somebody who is about to press it. */
const ROOM = 32;

/**
 * Telegram's answer, below the field that was asked about. Its element stays in the page while empty, so that screen
 * readers announce what appears in it.
 */
export function CheckResult<T>({ state, subject, render }: CheckResultProps<T>) {
  const { result, problems } = telegramResult(state);
  return (
    <div data-test-subj={subject} style={{ minHeight: ROOM }}>
      <div aria-live="polite">
        {state.kind !== 'idle' && <EuiSpacer size="s" />}
        {state.kind === 'running' && <Asking />}
        {result !== undefined && <EuiHealth color="success">{render(result)}</EuiHealth>}
      </div>
      <ProblemList problems={problems} subject="bfaTelegramProblem" size="s" />
    </div>
  );
}

function Asking() {
  return (
    <EuiText size="s" color="subdued">
      <EuiLoadingSpinner size="s" />{' '}
      {i18n.translate('bruteForceAlerts.telegram.askingLabel', { defaultMessage: 'Asking Telegram…' })}
    </EuiText>
  );
}
