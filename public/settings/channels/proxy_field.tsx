import { EuiSelect, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ChannelKind } from '../../../common/channels/kinds';
import { Row } from '../row';
import type { ChannelFormProps } from './form_props';
import { proxyChoices } from './proxy_choices';

const FIELD = 'options.proxy';

interface ProxyFieldProps {
  /** The props of the form that the field stands in. */
  form: Pick<ChannelFormProps<ChannelKind>, 'proxies' | 'errorsOf' | 'fieldRef' | 'disabled'>;
  chosen: string | null;
  onChange(proxy: string | null): void;
}

/** By which proxy of kibana.yml the far side is reached. There is nothing to see where kibana.yml lists none. */
export function ProxyField({ form, chosen, onChange }: ProxyFieldProps) {
  const choices = proxyChoices(form.proxies, chosen);
  if (choices.length === 0) return null;
  const errors = form.errorsOf(FIELD);
  return (
    <>
      <Row field={FIELD} label={labelText()} helpText={helpText()} errors={errors}>
        <EuiSelect
          fullWidth
          options={choices}
          value={chosen ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
          isInvalid={errors !== undefined}
          disabled={form.disabled}
          inputRef={form.fieldRef(FIELD)}
          data-test-subj="bfaProxy"
        />
      </Row>
      <EuiSpacer size="m" />
    </>
  );
}

const labelText = () => i18n.translate('bruteForceAlerts.channels.proxyLabel', { defaultMessage: 'Proxy' });
const helpText = () =>
  i18n.translate('bruteForceAlerts.channels.proxyHelpText', {
    defaultMessage:
      'The way out of your network for this channel, by its name in kibana.yml. Checks and test messages take it too.',
  });
