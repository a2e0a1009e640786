import { EuiSpacer } from '@elastic/eui';
import React from 'react';
import type { Problem } from '../../common/status/problems';
import { ProblemCallOut } from './problem_callout';
import { grouped } from './problem_groups';

interface ProblemListProps {
  problems: Problem[];
  subject?: string;
  size?: 's' | 'm';
}

/**
 * A list of problems. Its element stays in the page while empty, so that screen readers announce what appears in it.
 */
export function ProblemList({ problems, subject, size }: ProblemListProps) {
  return (
    <div aria-live="polite">
      {grouped(problems).map(({ problem, others }, index) => (
        <React.Fragment key={`${problem.code}-${index}`}>
          <EuiSpacer size="s" />
          <ProblemCallOut problem={problem} others={others} subject={subject} size={size} />
        </React.Fragment>
      ))}
    </div>
  );
}
