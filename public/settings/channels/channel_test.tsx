import { EuiFlexGroup, EuiFlexItem, EuiHealth, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { TestChannelResponse } from '../../../common/api/api';
import type { Channel } from '../../../common/channels/channels';
import type { TypedSecrets } from '../../../common/channels/kinds';
import type { Problem } from '../../../common/status/problems';
import { AskButton } from '../../shared/ask_button';
import { BroughtIntoView } from '../../shared/brought_into_view';
import { ICON } from '../../shared/icons';
import { ProblemList } from '../../shared/problem_list';
import { useServices } from '../../shared/services';
import { type CheckState, useCheck } from '../use_check';
import { testProblem } from './test_words';

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
            defaultMessage: 'With the values above, which need not be saved.',
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
  const isOver = state.kind === 'answered' || state.kind === 'failed';
  const answer = state.kind === 'answered' ? state.answer : undefined;
  return (
    <BroughtIntoView about={isOver ? state : undefined} subject="bfaTestResult">
      <div aria-live="polite">{answer?.outcome === 'delivered' && <Delivered text={answer.text} />}</div>
      <ProblemList problems={problemsOf(state)} subject="bfaTestProblem" size="s" />
    </BroughtIntoView>
  );
}

function problemsOf(state: CheckState<TestChannelResponse>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  if (state.kind !== 'answered' || state.answer.outcome === 'delivered') return [];
  return [testProblem(state.answer)];
}

function Delivered({ text }: { text: string }) {
  return (
    <>
      <EuiHealth color="success">
        {i18n.translate('bruteForceAlerts.channels.testDeliveredLabel', {
          defaultMessage: 'It was taken. Look whether this arrived:',
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
