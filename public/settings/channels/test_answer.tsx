import { EuiHealth, EuiLoadingSpinner, EuiPanel, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { TestChannelResponse } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { BroughtIntoView } from '../../shared/brought_into_view';
import { formatTime } from '../../shared/format';
import { type Pace, useNow, usePolled } from '../../shared/polling';
import { ProblemList } from '../../shared/problem_list';
import { useServices } from '../../shared/services';
import type { CheckState } from '../use_check';
import { lateTestProblem, testProblem } from './test_words';

interface TestAnswerProps {
  /** What came of asking for the test. */
  state: CheckState<TestChannelResponse>;
  subject: string;
}

/**
 * What became of a test message; one that waits in the queue of alerts is followed until it arrived or was given up. Both
 * parts stay in the page while empty, so that screen readers announce what appears in them.
 */
export function TestAnswer({ state, subject }: TestAnswerProps) {
  const answer = useFollowed(state.kind === 'answered' ? state.answer : undefined);
  const isOver = state.kind === 'failed' || (answer !== undefined && answer.outcome !== 'waiting');
  const about = isOver ? JSON.stringify(answer ?? state) : undefined;
  return (
    <BroughtIntoView about={about} subject={subject}>
      <div aria-live="polite">
        {answer?.outcome === 'delivered' && <Delivered {...answer} />}
        {answer?.outcome === 'waiting' && <Waiting />}
      </div>
      <ProblemList problems={problemsOf(state, answer)} subject="bfaTestProblem" size="s" />
    </BroughtIntoView>
  );
}

/** The answer or, where the test waits in the queue of alerts, what became of it so far. */
function useFollowed(answer: TestChannelResponse | undefined): TestChannelResponse | undefined {
  const { api } = useServices();
  const waiting = answer?.outcome === 'waiting' ? answer : undefined;
  const { data, isPrevious } = usePolled(
    ['channelTest', waiting?.id],
    async (options) => (waiting ? api.channelTest(waiting.id, options) : null),
    PACE,
  );
  return waiting && data && !isPrevious ? data : answer;
}

/** Somebody looks at it, and most tests are over within a second. */
const PACE: Pace<TestChannelResponse | null> = {
  every: 1_000,
  isLast: (answer) => answer?.outcome !== 'waiting',
};

function problemsOf(
  state: CheckState<TestChannelResponse>,
  answer: TestChannelResponse | undefined,
): Problem[] {
  if (state.kind === 'failed') return state.problems;
  if (!answer || answer.outcome === 'delivered') return [];
  if (answer.outcome !== 'waiting') return [testProblem(answer)];
  return answer.last ? [lateTestProblem(answer.last)] : [];
}

const Waiting = () => (
  <EuiText size="s" color="subdued">
    <EuiLoadingSpinner size="s" />{' '}
    {i18n.translate('bruteForceAlerts.channels.testWaitingLabel', {
      defaultMessage: 'On its way, as an alert would go…',
    })}
  </EuiText>
);

function Delivered({ text, deliveredAt }: { text: string; deliveredAt: number }) {
  const time = formatTime(deliveredAt, useNow());
  return (
    <>
      <EuiHealth color="success">
        {i18n.translate('bruteForceAlerts.channels.testDeliveredLabel', {
          defaultMessage: 'It was taken at {time}. Look whether this arrived:',
          values: { time },
        })}
      </EuiHealth>
      <EuiPanel hasBorder hasShadow={false} paddingSize="s">
        <EuiText size="s" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </EuiText>
      </EuiPanel>
    </>
  );
}
