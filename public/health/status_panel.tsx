import { EuiFlexGroup, EuiFlexItem, EuiHealth, EuiPanel, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Problem } from '../../common/status/problems';
import type { StatusResponse } from '../../common/status/status';
import type { ApiError } from '../shared/api_error';
import { formatFullTime } from '../shared/format';
import { ProblemList } from '../shared/problem_list';
import { type Polled, useNow } from '../shared/polling';
import type { SettingsForm } from '../settings/use_settings';
import { kerberosText } from './logons_words';
import { AuthorityRow } from './authority_row';
import { intervalText, lastGoodText, lastRunText, readText, stateView, channelText } from './status_words';

interface StatusPanelProps {
  status: Polled<StatusResponse>;
  settings: SettingsForm;
}

/**
 * The panel on top of every page: whether events are being read and messages can be sent, and below that what is
 * wrong.
 */
export function StatusPanel({ status, settings }: StatusPanelProps) {
  return (
    <section aria-label={regionName()}>
      <StatusLine status={status} settings={settings} />
      <ProblemList problems={status.error ? [unreachable(status.error)] : (status.data?.problems ?? [])} />
    </section>
  );
}

const regionName = () =>
  i18n.translate('bruteForceAlerts.status.regionAriaLabel', { defaultMessage: 'State of detection' });

function unreachable(error: ApiError): Problem {
  return {
    code: 'status_unavailable',
    severity: 'error',
    message: i18n.translate('bruteForceAlerts.status.unavailableErrorMessage', {
      defaultMessage: 'Nobody knows whether detection runs: its state could not be asked. {why}',
      values: { why: error.message },
    }),
    remedy: error.problems[0]?.remedy ?? '',
  };
}

function StatusLine({ status, settings }: StatusPanelProps) {
  const now = useNow();
  const state = stateView(status, now);
  const known = status.error ? undefined : status.data;
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj="bfaStatusLine">
      <EuiFlexGroup gutterSize="m" alignItems="center" responsive={false} wrap style={{ rowGap: 0 }}>
        <EuiFlexItem grow={false}>
          <EuiHealth color={state.tone} textSize="s" data-test-subj="bfaStatusState">
            <strong>{state.word}</strong>
          </EuiHealth>
        </EuiFlexItem>
        {known && <StatusFacts status={known} now={now} />}
        {known && (
          <EuiFlexItem grow={false}>
            <AuthorityRow status={known} settings={settings} now={now} />
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </EuiPanel>
  );
}

function StatusFacts({ status, now }: { status: StatusResponse; now: number }) {
  const { lastTick } = status;
  const run = [lastRunText(lastTick, now), readText(lastTick, now)]
    .filter((text) => text !== undefined)
    .join(', ');
  return (
    <>
      <Fact subject="bfaStatusLastRun" text={run} title={lastTick && formatFullTime(lastTick.finishedAt)} />
      <Fact subject="bfaStatusLastGood" text={lastGoodText(status, now)} />
      <Fact subject="bfaStatusInterval" text={intervalText(status)} />
      <Fact subject="bfaStatusTelegram" text={channelText(status, now)} />
      <Fact subject="bfaStatusKerberos" text={kerberosText(status)} />
    </>
  );
}

interface FactProps {
  subject: string;
  text: string | undefined;
  title?: string | null;
}

function Fact({ subject, text, title }: FactProps) {
  if (!text) return null;
  return (
    <EuiFlexItem grow={false}>
      <EuiText size="xs" color="subdued" data-test-subj={subject} title={title ?? undefined}>
        {text}
      </EuiText>
    </EuiFlexItem>
  );
}
