import { EuiFieldNumber, EuiSelect, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { BOUNDS } from '../../../common/bounds';
import { HEARTBEAT_METHODS, type Heartbeat, type HeartbeatMethod } from '../../../common/settings/heartbeat';
import { SecretField } from '../channels/secret_field';
import { fieldLabel } from '../field_words';
import { Row } from '../row';
import type { SectionProps } from '../section';
import { methodWord } from './heartbeat_words';

type FieldsProps = SectionProps & { heartbeat: Heartbeat };

/** What is called, how, and how often. */
export const HeartbeatFields = (props: FieldsProps) => (
  <>
    <Url {...props} />
    <EuiSpacer size="m" />
    <Minutes {...props} />
    <EuiSpacer size="m" />
    <Method {...props} />
  </>
);

/** The URL holds a key, so it is a secret: a saved one is not shown, but for its host. */
function Url({ form, draft, disabled, fieldRef }: FieldsProps) {
  const { saved } = form.state;
  const host = saved?.heartbeatHost ?? null;
  return (
    <SecretField
      form={{
        facts: { id: '', secretsSaved: host === null ? [] : ['url'], sender: null, receiver: null },
        typedSecrets: { url: draft.heartbeatUrl },
        onSecret: (_name, text) => form.edit({ heartbeatUrl: text }),
        errorsOf: () => form.errors.heartbeatUrl,
        onLeave: () => form.leave('heartbeatUrl'),
        fieldRef: () => fieldRef('heartbeatUrl'),
        disabled,
        canEncrypt: saved?.canEncrypt ?? false,
      }}
      name="url"
      label={fieldLabel('heartbeatUrl')}
      helpText={urlHelp()}
      savedText={savedText(host ?? '')}
      isTrimmed
    />
  );
}

const urlHelp = () =>
  i18n.translate('bruteForceAlerts.heartbeat.urlHelpText', {
    defaultMessage:
      'The whole address, with its key; it starts with https://. Only its host is shown later. Hosts must be listed in kibana.yml under bruteForceAlerts.webhook.allowedHosts; if yours is not, saving names the line to add.',
  });
const savedText = (host: string) =>
  i18n.translate('bruteForceAlerts.heartbeat.urlSavedLabel', {
    defaultMessage: 'URL at {host}: saved',
    values: { host },
  });

function Minutes({ form, heartbeat, disabled, fieldRef }: FieldsProps) {
  const { min, max } = BOUNDS.heartbeatMinutes;
  const { minutes } = heartbeat;
  const errors = form.errors.heartbeat;
  return (
    <Row
      field="heartbeat"
      label={i18n.translate('bruteForceAlerts.heartbeat.minutesLabel', {
        defaultMessage: 'Minutes between two calls',
      })}
      helpText={i18n.translate('bruteForceAlerts.heartbeat.minutesHelpText', {
        defaultMessage:
          'From {min} to {max}. Let the service wait a few minutes longer than this before it raises an alarm.',
        values: { min, max },
      })}
      errors={errors}
    >
      <EuiFieldNumber
        min={min}
        max={max}
        value={Number.isNaN(minutes) ? '' : minutes}
        onChange={({ target }) => form.edit({ heartbeat: { ...heartbeat, minutes: target.valueAsNumber } })}
        onBlur={() => form.leave('heartbeat')}
        isInvalid={errors !== undefined}
        disabled={disabled}
        inputRef={fieldRef('heartbeat')}
        data-test-subj="bfaHeartbeatMinutes"
      />
    </Row>
  );
}

const Method = ({ form, heartbeat, disabled }: FieldsProps) => (
  <Row
    label={i18n.translate('bruteForceAlerts.heartbeat.methodLabel', { defaultMessage: 'Call by' })}
    helpText={i18n.translate('bruteForceAlerts.heartbeat.methodHelpText', {
      defaultMessage: 'Uptime Kuma and healthchecks.io take GET.',
    })}
  >
    <EuiSelect
      options={HEARTBEAT_METHODS.map((method) => ({ value: method, text: methodWord(method) }))}
      value={heartbeat.method}
      onChange={({ target }) =>
        form.edit({ heartbeat: { ...heartbeat, method: target.value as HeartbeatMethod } })
      }
      disabled={disabled}
      data-test-subj="bfaHeartbeatMethod"
    />
  </Row>
);
