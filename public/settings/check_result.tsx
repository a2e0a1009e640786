import { EuiHealth, EuiLoadingSpinner, EuiPanel, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';
import type { TelegramCheck } from '../../common/api/api';
import { ProblemList } from '../shared/problem_list';
import { type CheckState, telegramResult } from './use_check';

interface CheckResultProps<T> {
  state: CheckState<TelegramCheck<T>>;
  subject: string;
  /** What a good answer says. */
  render(result: T): ReactNode;
  /** What it brought, word by word, below that. */
  quote?(result: T): string;
}

/** What Telegram answered, right below what was asked. Stays in the page while empty, to be announced. */
export function CheckResult<T>({ state, subject, render, quote }: CheckResultProps<T>) {
  const { result, problems } = telegramResult(state);
  return (
    <div data-test-subj={subject}>
      <div aria-live="polite">
        {state.kind !== 'idle' && <EuiSpacer size="s" />}
        {state.kind === 'running' && <Asking />}
        {result !== undefined && <EuiHealth color="success">{render(result)}</EuiHealth>}
        {result !== undefined && quote && <Quote text={quote(result)} />}
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

function Quote({ text }: { text: string }) {
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s">
      <EuiText size="s" style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </EuiText>
    </EuiPanel>
  );
}
