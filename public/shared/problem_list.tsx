import { EuiSpacer } from '@elastic/eui';
import React, { type ReactNode } from 'react';
import type { Problem } from '../../common/status/problems';
import { ProblemCallOut } from './problem_callout';
import { grouped } from './problem_groups';

interface ProblemListProps {
  problems: Problem[];
  subject?: string;
  size?: 's' | 'm';
  /** What takes a problem away at once, where there is such a thing. */
  actionFor?(problem: Problem): ReactNode;
}

/**
 * A list of problems. Its element stays in the page while empty, so that screen readers announce what appears in it.
 */
export function ProblemList({ problems, subject, size, actionFor }: ProblemListProps) {
  return (
    <div aria-live="polite">
      {grouped(problems).map(({ problem, others }, index) => (
        <React.Fragment key={`${problem.code}-${index}`}>
          <EuiSpacer size="s" />
          <ProblemCallOut
            problem={problem}
            others={others}
            subject={subject}
            size={size}
            action={actionFor?.(problem)}
          />
        </React.Fragment>
      ))}
    </div>
  );
}
