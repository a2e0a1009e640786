import { EuiCallOut } from '@elastic/eui';
import React, { type ReactNode } from 'react';
import type { Problem } from '../../common/status/problems';
import { ICON } from './icons';

interface ProblemCallOutProps {
  problem: Problem;
  /** Sentences about more of the same, which the remedy is for too. */
  others?: string[];
  /** Prefix of the test subject; the code follows. */
  subject?: string;
  size?: 's' | 'm';
  /** What takes the problem away at once, below the text. */
  action?: ReactNode;
}

/** What is wrong, why, and what to do next. */
export function ProblemCallOut({
  problem,
  others = [],
  subject = 'bfaProblem',
  size = 'm',
  action,
}: ProblemCallOutProps) {
  const isError = problem.severity === 'error';
  return (
    <EuiCallOut
      size={size}
      color={isError ? 'danger' : 'warning'}
      iconType={isError ? ICON.danger : ICON.warning}
      title={problem.message}
      data-test-subj={`${subject}-${problem.code}`}
    >
      {others.map((message) => (
        <p key={message}>{message}</p>
      ))}
      <p>{problem.remedy}</p>
      {action}
    </EuiCallOut>
  );
}
