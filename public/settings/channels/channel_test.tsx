import {
  EuiFlexGroup,
  EuiFlexItem,
  EuiHealth,
  EuiLoadingSpinner,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { TestChannelResponse } from '../../../common/api/api';
import type { Channel } from '../../../common/channels/channels';
import type { TypedSecrets } from '../../../common/channels/kinds';
import type { Problem } from '../../../common/status/problems';
import { AskButton } from '../../shared/ask_button';
import { BroughtIntoView } from '../../shared/brought_into_view';
import { formatTime } from '../../shared/format';
import { ICON } from '../../shared/icons';
import { type Pace, useNow, usePolled } from '../../shared/polling';
import { ProblemList } from '../../shared/problem_list';
import { useServices } from '../../shared/services';
import { type CheckState, useCheck } from '../use_check';
import { lateTestProblem, testProblem } from './test_words';

interface ChannelTestProps {
  channel: Channel;
  /** New secrets; those that are saved are used where none was typed. */
  typedSecrets: TypedSecrets;
  disabled: boolean;
}

/** Sends a test message with the values of the form, saved or not, and says beside the button what became of it. */
export function ChannelTest({ channel, typedSecrets, disabled }: ChannelTestProps) {
  const { api } = useServices();
  const { state, run, clear } = useCheck<TestChannelResponse>();
  const about = JSON.stringify([channel.options, typedSecrets]);
  useEffect(clear, [clear, about]);
  const typed = Object.entries(typedSecrets).filter(([, text]) => text !== '');
  const secrets: TypedSecrets = Object.fromEntries(typed);
  return (
    <section aria-label={titleText()}>
      <EuiTitle size="xs">
        <h3>{titleText()}</h3>
      </EuiTitle>
      <EuiText size="s" color="subdued">
        <p>
          {i18n.translate('bruteForceAlerts.channels.testDescription', {
            defaultMessage:
              'With the values above, which need not be saved. As it is saved, the channel is tried the way that alerts go.',
          })}
        </p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="m" alignItems="flexStart" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <AskButton
            label={i18n.translate('bruteForceAlerts.telegram.sendTestLabel', {
              defaultMessage: 'Send test message',
            })}
            icon={ICON.send}
            isAsking={state.kind === 'running'}
            isDisabled={disabled}
            onAsk={() => run(() => api.testChannel({ channel, secrets }))}
            subject="bfaSendTest"
          />
        </EuiFlexItem>
        <EuiFlexItem style={{ minWidth: 280 }}>
          <TestAnswer state={state} />
        </EuiFlexItem>
      </EuiFlexGroup>
    </section>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.telegram.testTitle', { defaultMessage: 'Send a test message' });

/** Both parts stay in the page while empty, so that screen readers announce what appears in them. */
function TestAnswer({ state }: { state: CheckState<TestChannelResponse> }) {
  const answer = useFollowed(state.kind === 'answered' ? state.answer : undefined);
  const isOver = state.kind === 'failed' || (answer !== undefined && answer.outcome !== 'waiting');
  const about = isOver ? JSON.stringify(answer ?? state) : undefined;
  return (
    <BroughtIntoView about={about} subject="bfaTestResult">
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

function Delivered({ text, deliveredAt }: { text: string; deliveredAt: string }) {
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
