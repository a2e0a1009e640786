import { EuiSpacer } from '@elastic/eui';
import React, { type ReactNode, useEffect } from 'react';
import type { Problem } from '../../common/status/problems';
import { AskButton } from '../shared/ask_button';
import { BroughtIntoView } from '../shared/brought_into_view';
import { ICON } from '../shared/icons';
import { ProblemList } from '../shared/problem_list';
import { type CheckState, problemsOf, useCheck } from './use_check';

interface Answered {
  problems: Problem[];
}

interface ButtonWithAnswerProps<T extends Answered> {
  label: string;
  isDisabled: boolean;
  /**
   * The values that the question is about. As soon as one of them is another, by identity, the answer is removed. The
   * length of the list must never change.
   */
  about: readonly unknown[];
  ask(): Promise<T>;
  /**
   * Shows the answer, below the problems. Pass the same function at every rendering, or the answer is rendered anew.
   */
  render(answer: T): ReactNode;
  /** What takes a problem away at once, where there is such a thing. The same function at every rendering, too. */
  actionFor?(problem: Problem): ReactNode;
  /** Test subjects of the button, of the answer and of its problems. */
  subjects: { button: string; answer: string; problem: string };
}

/** A button that asks the server about the values of the form, with the problems and the answer below it. */
export function ButtonWithAnswer<T extends Answered>(props: ButtonWithAnswerProps<T>) {
  const { label, isDisabled, about, ask, render, actionFor, subjects } = props;
  const { state, run, clear } = useCheck<T>();
  useEffect(clear, [clear, ...about]);
  return (
    <>
      <EuiSpacer size="m" />
      <div>
        <AskButton
          label={label}
          icon={ICON.watching}
          isAsking={state.kind === 'running'}
          isDisabled={isDisabled}
          onAsk={() => run(ask)}
          subject={subjects.button}
        />
      </div>
      <BroughtIntoView about={state.kind === 'answered' ? state : undefined} subject={subjects.answer}>
        <Result state={state} render={render} actionFor={actionFor} problem={subjects.problem} />
      </BroughtIntoView>
    </>
  );
}

interface ResultProps<T> {
  state: CheckState<T>;
  render(answer: T): ReactNode;
  actionFor?(problem: Problem): ReactNode;
  problem: string;
}

/** Renders only for a new answer: at each rendering screen readers read the caption of a table again. */
const Result = React.memo(function Result<T extends Answered>(props: ResultProps<T>) {
  const { state, render, actionFor, problem } = props;
  return (
    <>
      <ProblemList problems={problemsOf(state)} subject={problem} size="s" actionFor={actionFor} />
      {state.kind === 'answered' && (
        <>
          <EuiSpacer size="s" />
          {render(state.answer)}
        </>
      )}
    </>
  );
}) as <T extends Answered>(props: ResultProps<T>) => JSX.Element;
