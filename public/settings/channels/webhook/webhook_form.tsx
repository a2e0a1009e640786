import { EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { ICON } from '../../../shared/icons';
import { factsFor } from '../facts_for';
import type { KindForm } from '../form_props';
import { ProxyField } from '../proxy_field';
import { SecretField } from '../secret_field';
import { HeadersField } from './headers_field';
import { presetLabel } from './preset_words';
import { PresetField, UrlField } from './url_field';
import type { WebhookProps } from './webhook_state';

/** A webhook as a kind of channel on the page. */
export const webhookForm: KindForm<'webhook'> = {
  label: () => i18n.translate('bruteForceAlerts.webhook.title', { defaultMessage: 'Webhook' }),
  icon: ICON.linked,
  description: () =>
    i18n.translate('bruteForceAlerts.webhook.description', {
      defaultMessage:
        'To Slack, Discord, Teams, ntfy, Gotify, Apprise or a program of your own. It takes an https address.',
    }),
  summary: ({ preset, host }) => (host === '' ? '' : `${presetLabel(preset)}, ${host}`),
  Form: WebhookForm,
  empty: () => ({ preset: 'slack', host: '', headers: [], signed: false, proxy: null }),
};

function WebhookForm(props: WebhookProps) {
  // Secrets that are saved for another host are dropped when this is saved: the form has them typed again.
  const form = { ...props, facts: factsFor(props) };
  const urlForm = props.typedSecrets.url === undefined ? form : props;
  return (
    <>
      <PresetField form={form} />
      <EuiSpacer size="m" />
      <UrlField form={urlForm} />
      <EuiSpacer size="m" />
      <HeadersField form={form} />
      <EuiSpacer size="m" />
      <ProxyField
        form={form}
        chosen={form.channel.options.proxy}
        onChange={(proxy) => form.onChange({ ...form.channel.options, proxy })}
      />
      <Signing form={form} />
    </>
  );
}

function Signing({ form }: { form: WebhookProps }) {
  const { channel, disabled } = form;
  const { signed } = channel.options;
  return (
    <>
      <EuiSwitch
        label={i18n.translate('bruteForceAlerts.webhook.signedLabel', {
          defaultMessage: 'Sign requests, so that your program can tell that they are from here',
        })}
        checked={signed}
        onChange={({ target }) => form.onChange({ ...channel.options, signed: target.checked })}
        disabled={disabled}
        data-test-subj="bfaWebhookSigned"
      />
      {signed && (
        <>
          <EuiSpacer size="s" />
          <SecretField
            form={form}
            name="signingKey"
            label={i18n.translate('bruteForceAlerts.webhook.signingKeyLabel', {
              defaultMessage: 'Signing key',
            })}
            helpText={i18n.translate('bruteForceAlerts.webhook.signingKeyHelpText', {
              defaultMessage:
                'At least 16 random characters, the same in your program. Make one, for example, with: openssl rand -hex 32',
            })}
            isTrimmed
          />
        </>
      )}
    </>
  );
}
