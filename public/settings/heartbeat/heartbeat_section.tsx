import { EuiDescribedFormGroup, EuiFormRow, EuiHealth, EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { DEFAULT_HEARTBEAT } from '../../../common/settings/heartbeat';
import type { StatusResponse } from '../../../common/status/status';
import { useNow } from '../../shared/polling';
import { fieldLabel } from '../field_words';
import type { SectionProps } from '../section';
import { HeartbeatFields } from './heartbeat_fields';
import { HeartbeatTest } from './heartbeat_test';
import { lastCallText } from './heartbeat_words';

type HeartbeatProps = SectionProps & { status: StatusResponse | undefined };

/** A URL that is called for as long as detection works, so that somebody hears when it does not. */
export function HeartbeatSection({ status, ...section }: HeartbeatProps) {
  const { form, draft, disabled } = section;
  const { heartbeat } = draft;
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{fieldLabel('heartbeat')}</h2>}
      description={description()}
    >
      <EuiFormRow fullWidth helpText={helpText()}>
        <EuiSwitch
          label={i18n.translate('bruteForceAlerts.heartbeat.switchLabel', {
            defaultMessage: 'Call a URL while detection works',
          })}
          checked={heartbeat !== null}
          onChange={({ target }) =>
            form.edit({ heartbeat: target.checked ? DEFAULT_HEARTBEAT : null, heartbeatUrl: undefined })
          }
          disabled={disabled}
          data-test-subj="bfaHeartbeat"
        />
      </EuiFormRow>
      {heartbeat && (
        <>
          <EuiSpacer size="m" />
          <HeartbeatFields {...section} heartbeat={heartbeat} />
          <EuiSpacer size="m" />
          <LastCall status={status} />
          <HeartbeatTest {...section} heartbeat={heartbeat} />
        </>
      )}
    </EuiDescribedFormGroup>
  );
}

const description = () =>
  i18n.translate('bruteForceAlerts.heartbeat.description', {
    defaultMessage:
      'When Kibana itself is down, nothing here can tell you. A service outside can: it waits for a call every few minutes, and raises an alarm when none comes. Uptime Kuma, healthchecks.io and others do that.',
  });

const helpText = () =>
  i18n.translate('bruteForceAlerts.heartbeat.switchHelpText', {
    defaultMessage:
      'The calls stop when Kibana or detection stops, fails, or is turned off. Switched off here, the saved URL is removed. How detection does can also be told every day by a message: see When to tell.',
  });

function LastCall({ status }: { status: StatusResponse | undefined }) {
  const now = useNow();
  const heartbeat = status?.heartbeat;
  if (!heartbeat) return null;
  const isOff = status.state === 'off';
  const color = isOff || !heartbeat.lastCall ? 'subdued' : heartbeat.lastCall.ok ? 'success' : 'danger';
  return (
    <EuiHealth color={color} textSize="s" data-test-subj="bfaHeartbeatLastCall">
      {lastCallText(heartbeat, now, isOff)}
    </EuiHealth>
  );
}
