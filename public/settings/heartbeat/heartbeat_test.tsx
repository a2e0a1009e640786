import { EuiFlexGroup, EuiFlexItem, EuiHealth, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import type { TestHeartbeatResponse } from '../../../common/api/api';
import type { Heartbeat } from '../../../common/settings/heartbeat';
import type { Problem } from '../../../common/status/problems';
import { AskButton } from '../../shared/ask_button';
import { BroughtIntoView } from '../../shared/brought_into_view';
import { ICON } from '../../shared/icons';
import { ProblemList } from '../../shared/problem_list';
import { useServices } from '../../shared/services';
import { typedHeartbeatUrl } from '../draft';
import type { SectionProps } from '../section';
import { type CheckState, useCheck } from '../use_check';

type TestProps = SectionProps & { heartbeat: Heartbeat };

/** Calls the URL of the form, saved or not, and says beside the button what came of it. */
export function HeartbeatTest({ form, draft, heartbeat, disabled }: TestProps) {
  const { api } = useServices();
  const { state, run, clear } = useCheck<TestHeartbeatResponse>();
  const url = typedHeartbeatUrl(draft);
  const { method } = heartbeat;
  useEffect(clear, [clear, url, method]);
  const hasUrl = url !== undefined || (form.state.saved?.heartbeatHost ?? null) !== null;
  return (
    <>
      <EuiSpacer size="m" />
      <EuiFlexGroup gutterSize="m" alignItems="flexStart" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <AskButton
            label={i18n.translate('bruteForceAlerts.heartbeat.callLabel', {
              defaultMessage: 'Call it now',
            })}
            icon={ICON.send}
            isAsking={state.kind === 'running'}
            isDisabled={disabled || !hasUrl}
            onAsk={() => run(() => api.testHeartbeat({ method, url }))}
            subject="bfaCallHeartbeat"
          />
        </EuiFlexItem>
        <EuiFlexItem style={{ minWidth: 280 }}>
          <Answer state={state} />
        </EuiFlexItem>
      </EuiFlexGroup>
    </>
  );
}

/** Both parts stay in the page while empty, so that screen readers announce what appears in them. */
function Answer({ state }: { state: CheckState<TestHeartbeatResponse> }) {
  const isOver = state.kind === 'answered' || state.kind === 'failed';
  const good = state.kind === 'answered' && state.answer.ok ? state.answer : undefined;
  return (
    <BroughtIntoView about={isOver ? state : undefined} subject="bfaHeartbeatResult">
      <div aria-live="polite">{good && <EuiHealth color="success">{goodText(good.said)}</EuiHealth>}</div>
      <ProblemList problems={problemsOf(state)} subject="bfaHeartbeatProblem" size="s" />
    </BroughtIntoView>
  );
}

function problemsOf(state: CheckState<TestHeartbeatResponse>): Problem[] {
  if (state.kind === 'failed') return state.problems;
  if (state.kind !== 'answered' || state.answer.ok) return [];
  const { code, said, remedy } = state.answer;
  return [{ code, severity: 'error', message: badText(said), remedy }];
}

const goodText = (said: string) =>
  i18n.translate('bruteForceAlerts.heartbeat.calledLabel', {
    defaultMessage: 'The call was taken. The answer: {said}',
    values: { said },
  });
const badText = (said: string) =>
  i18n.translate('bruteForceAlerts.heartbeat.callFailedErrorMessage', {
    defaultMessage: 'The call failed: {said}',
    values: { said },
  });
