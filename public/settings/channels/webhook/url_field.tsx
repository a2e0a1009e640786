import { EuiSelect, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { WEBHOOK_PRESETS, type WebhookPreset } from '../../../../common/channels/webhook';
import { Row } from '../../row';
import { SecretField } from '../secret_field';
import { presetLabel } from './preset_words';
import { hostAfter, type WebhookProps } from './webhook_state';

const PRESET = 'options.preset';

/** Whose form a message is given. */
export function PresetField({ form }: { form: WebhookProps }) {
  const { channel, disabled } = form;
  const errors = form.errorsOf(PRESET);
  return (
    <Row field={PRESET} label={presetFieldLabel()} errors={errors}>
      <EuiSelect
        fullWidth
        options={WEBHOOK_PRESETS.map((preset) => ({ value: preset, text: presetLabel(preset) }))}
        value={channel.options.preset}
        onChange={({ target }) =>
          form.onChange({ ...channel.options, preset: target.value as WebhookPreset })
        }
        disabled={disabled}
        inputRef={form.fieldRef(PRESET)}
        data-test-subj="bfaWebhookPreset"
      />
    </Row>
  );
}

const presetFieldLabel = () =>
  i18n.translate('bruteForceAlerts.webhook.presetLabel', { defaultMessage: 'Form of the messages' });

/** The URL, which is a secret. Its host is an option, and follows what is typed. */
export function UrlField({ form }: { form: WebhookProps }) {
  const { channel, saved } = form;
  const { host } = channel.options;
  const onSecret: WebhookProps['onSecret'] = (name, text) => {
    form.onSecret(name, text);
    form.onChange({ ...channel.options, host: hostAfter(text, saved?.options) });
  };
  return (
    <>
      <SecretField
        form={{ ...form, onSecret }}
        name="url"
        label={urlLabel()}
        helpText={urlHelp()}
        savedText={savedText(host)}
        isTrimmed
      />
      {host !== '' && form.typedSecrets.url !== undefined && (
        <EuiText size="s" color="subdued" data-test-subj="bfaWebhookHost">
          <p>{hostText(host)}</p>
        </EuiText>
      )}
    </>
  );
}

const urlLabel = () => i18n.translate('bruteForceAlerts.webhook.urlLabel', { defaultMessage: 'URL' });
const urlHelp = () =>
  i18n.translate('bruteForceAlerts.webhook.urlHelpText', {
    defaultMessage:
      'The whole address, with its key; it starts with https://. Only its host is shown later. Hosts must be listed in kibana.yml under bruteForceAlerts.webhook.allowedHosts; if yours is not, the test names the line to add.',
  });
const savedText = (host: string) =>
  i18n.translate('bruteForceAlerts.webhook.urlSavedLabel', {
    defaultMessage: 'URL at {host}: saved',
    values: { host },
  });
const hostText = (host: string) =>
  i18n.translate('bruteForceAlerts.webhook.hostDescription', {
    defaultMessage: 'Messages and keys go to {host}. Saved keys of another host have to be entered again.',
    values: { host },
  });
