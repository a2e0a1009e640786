import { EuiButton, EuiSpacer } from '@elastic/eui';
import React, { type ReactNode, useEffect } from 'react';
import type { Problem } from '../../common/status/problems';
import { ICON } from '../shared/icons';
import { ProblemList } from '../shared/problem_list';
import { type CheckState, useCheck } from './use_check';

interface Answered {
  problems: Problem[];
}

interface ButtonWithAnswerProps<T extends Answered> {
  label: string;
  isDisabled: boolean;
  /** What is asked about. Once it is another, by identity, the answer goes: always as many values. */
  about: readonly unknown[];
  ask(): Promise<T>;
  /** What is shown below the problems. The same function at each drawing, or the answer is drawn anew. */
  render(answer: T): ReactNode;
  /** Names in the page's markup. */
  subjects: { button: string; answer: string; problem: string };
}

/** A question to the server about what stands in the form, with its problems and its answer below. */
export function ButtonWithAnswer<T extends Answered>(props: ButtonWithAnswerProps<T>) {
  const { label, isDisabled, about, ask, render, subjects } = props;
  const { state, run, clear } = useCheck<T>();
  useEffect(clear, [clear, ...about]);
  return (
    <>
      <EuiSpacer size="m" />
      <div>
        <EuiButton
          size="s"
          iconType={ICON.watching}
          isLoading={state.kind === 'running'}
          isDisabled={isDisabled}
          onClick={() => run(ask)}
          data-test-subj={subjects.button}
        >
          {label}
        </EuiButton>
      </div>
      <div data-test-subj={subjects.answer}>
        <Result state={state} render={render} problem={subjects.problem} />
      </div>
    </>
  );
}

interface ResultProps<T> {
  state: CheckState<T>;
  render(answer: T): ReactNode;
  problem: string;
}

/** Drawn anew only for a new answer: each drawing has screen readers say the caption of a table again. */
const Result = React.memo(function Result<T extends Answered>({ state, render, problem }: ResultProps<T>) {
  return (
    <>
      <ProblemList problems={problemsOf(state)} subject={problem} size="s" />
      {state.kind === 'answered' && (
        <>
          <EuiSpacer size="s" />
          {render(state.answer)}
        </>
      )}
    </>
  );
}) as <T extends Answered>(props: ResultProps<T>) => JSX.Element;

function problemsOf(state: CheckState<Answered>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  return state.kind === 'answered' ? state.answer.problems : [];
}
