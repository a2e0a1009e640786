import { EuiSelect, EuiSwitch, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { WEBHOOK_PRESETS, type WebhookPreset } from '../../../../common/channels/webhook';
import { hostOfUrl } from '../../../../common/channels/webhook_url';
import { ChannelRow } from '../channel_row';
import type { ChannelFormProps, KindForm } from '../form_props';
import { SecretField } from '../secret_field';
import { HeadersField } from './headers_field';
import { presetLabel } from './preset_words';

type Props = ChannelFormProps<'webhook'>;

/** A webhook as a kind of channel on the page. */
export const webhookForm: KindForm<'webhook'> = {
  label: () => i18n.translate('bruteForceAlerts.webhook.title', { defaultMessage: 'Webhook' }),
  icon: 'link',
  description: () =>
    i18n.translate('bruteForceAlerts.webhook.description', {
      defaultMessage: 'To Slack, Discord, Microsoft Teams, ntfy, Gotify, Apprise, or any HTTPS address.',
    }),
  summary: ({ host }) => host,
  Form: WebhookForm,
  empty: () => ({ preset: 'json', host: '', headers: [], signed: false }),
};

function WebhookForm(form: Props) {
  return (
    <>
      <PresetField {...form} />
      <UrlField {...form} />
      <HeadersField form={form} />
      <SigningFields {...form} />
    </>
  );
}

function PresetField({ channel, disabled, onChange }: Props) {
  return (
    <ChannelRow field="options.preset" label={presetText()} errors={undefined}>
      <EuiSelect
        fullWidth
        options={WEBHOOK_PRESETS.map((preset) => ({ value: preset, text: presetLabel(preset) }))}
        value={channel.options.preset}
        onChange={({ target }) => onChange({ ...channel.options, preset: target.value as WebhookPreset })}
        disabled={disabled}
        data-test-subj="bfaWebhookPreset"
      />
    </ChannelRow>
  );
}

/** The whole URL is secret, since its path often holds a key. Its host is shown, and kept beside it. */
function UrlField(form: Props) {
  const { channel, onChange, onSecret } = form;
  const typed = (url: string | undefined) => {
    const host = url === undefined ? form.saved?.options.host : hostOfUrl(url);
    onChange({ ...channel.options, host: host ?? '' });
  };
  return (
    <>
      <SecretField
        form={{
          ...form,
          onSecret: (name, text) => {
            onSecret(name, text);
            typed(text);
          },
        }}
        name="url"
        label={urlLabel()}
        helpText={urlHelp()}
        savedText={savedText(channel.options.host)}
        isTrimmed
      />
      {channel.options.host !== '' && (
        <EuiText size="xs" color="subdued">
          <p>{allowedText(channel.options.host)}</p>
        </EuiText>
      )}
    </>
  );
}

function SigningFields(form: Props) {
  const { channel, disabled, onChange } = form;
  const { signed } = channel.options;
  return (
    <>
      <ChannelRow field="options.signed" label={signedLabel()} helpText={signedHelp()} errors={undefined}>
        <EuiSwitch
          showLabel={false}
          label={signedLabel()}
          checked={signed}
          onChange={({ target }) => onChange({ ...channel.options, signed: target.checked })}
          disabled={disabled}
          data-test-subj="bfaWebhookSigned"
        />
      </ChannelRow>
      {signed && <SecretField form={form} name="signingKey" label={signingKeyLabel()} isTrimmed />}
    </>
  );
}

const presetText = () =>
  i18n.translate('bruteForceAlerts.webhook.presetLabel', { defaultMessage: 'Form of the messages' });
const urlLabel = () => i18n.translate('bruteForceAlerts.webhook.urlLabel', { defaultMessage: 'URL' });
const urlHelp = () =>
  i18n.translate('bruteForceAlerts.webhook.urlHelpText', {
    defaultMessage: 'The whole address, with https://. It is saved encrypted; only its host is shown again.',
  });
const savedText = (host: string) =>
  i18n.translate('bruteForceAlerts.webhook.urlSavedLabel', {
    defaultMessage: 'URL saved, at {host}',
    values: { host },
  });
const allowedText = (host: string) =>
  i18n.translate('bruteForceAlerts.webhook.hostHelpText', {
    defaultMessage:
      'Sends to {host}. A host that is not a public one of the services above has to be listed in kibana.yml, under bruteForceAlerts.webhook.allowedHosts.',
    values: { host },
  });
const signedLabel = () =>
  i18n.translate('bruteForceAlerts.webhook.signedLabel', { defaultMessage: 'Sign the requests' });
const signedHelp = () =>
  i18n.translate('bruteForceAlerts.webhook.signedHelpText', {
    defaultMessage: 'So that the receiver can tell them from others. It has to know the same key.',
  });
const signingKeyLabel = () =>
  i18n.translate('bruteForceAlerts.webhook.signingKeyLabel', { defaultMessage: 'Signing key' });
