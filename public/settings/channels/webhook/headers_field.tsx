import { EuiButtonEmpty, EuiTextArea } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { ChannelRow } from '../channel_row';
import type { ChannelFormProps } from '../form_props';
import { isSecretSaved } from '../secret_field';
import { readHeaderLines } from './header_lines';

type Props = { form: ChannelFormProps<'webhook'> };

/** The sender's own headers. Saved values are never shown: only the names of the headers, and that they can be replaced. */
export function HeadersField({ form }: Props) {
  const isSaved = isSecretSaved(form, 'headers') && form.typedSecrets.headers === undefined;
  return isSaved ? <SavedHeaders form={form} /> : <HeaderLines form={form} />;
}

function SavedHeaders({ form }: Props) {
  const names = form.channel.options.headers.join(', ');
  return (
    <ChannelRow field="secrets.headers" label={headersLabel()} errors={form.errorsOf('secrets.headers')}>
      <div tabIndex={-1} ref={form.fieldRef('secrets.headers')}>
        {i18n.translate('bruteForceAlerts.webhook.headersSavedLabel', {
          defaultMessage: 'Saved: {names}',
          values: { names: names === '' ? '-' : names },
        })}
        <EuiButtonEmpty
          size="s"
          isDisabled={form.disabled || !form.canEncrypt}
          onClick={() => form.onSecret('headers', '')}
          data-test-subj="bfaReplaceSecret-headers"
        >
          {i18n.translate('bruteForceAlerts.channels.replaceLabel', { defaultMessage: 'Replace' })}
        </EuiButtonEmpty>
      </div>
    </ChannelRow>
  );
}

function HeaderLines({ form }: Props) {
  const [text, setText] = useState('');
  const errors = form.errorsOf('options.headers') ?? form.errorsOf('secrets.headers');
  const onText = (typed: string) => {
    setText(typed);
    const { names, values } = readHeaderLines(typed);
    form.onChange({ ...form.channel.options, headers: names });
    form.onSecret('headers', names.length === 0 ? undefined : values);
  };
  return (
    <ChannelRow field="secrets.headers" label={headersLabel()} helpText={headersHelp()} errors={errors}>
      <EuiTextArea
        fullWidth
        rows={2}
        spellCheck={false}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onBlur={() => form.onLeave('options.headers')}
        isInvalid={errors !== undefined}
        disabled={form.disabled || !form.canEncrypt}
        inputRef={form.fieldRef('secrets.headers')}
        data-test-subj="bfaWebhookHeaders"
      />
    </ChannelRow>
  );
}

const headersLabel = () =>
  i18n.translate('bruteForceAlerts.webhook.headersLabel', { defaultMessage: 'Headers (optional)' });
const headersHelp = () =>
  i18n.translate('bruteForceAlerts.webhook.headersHelpText', {
    defaultMessage:
      'One a line, for example "Authorization: Bearer …". Values are saved encrypted and never shown again.',
  });
