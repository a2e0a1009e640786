import {
  EuiButtonEmpty,
  EuiButtonIcon,
  EuiFieldPassword,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormErrorText,
  EuiFormFieldset,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { BOUNDS } from '../../../../common/bounds';
import { ICON } from '../../../shared/icons';
import { SavedLine } from '../saved_line';
import { isSecretSaved } from '../secret_field';
import { rowsOf, secretOf, type HeaderRow, type WebhookProps } from './webhook_state';

/** Headers of one's own. Saved values are never shown: all are replaced at once, or kept. */
export function HeadersField({ form }: { form: WebhookProps }) {
  const isSaved = isSecretSaved(form, 'headers') && form.typedSecrets.headers === undefined;
  const errors = [...(form.errorsOf('options.headers') ?? []), ...(form.errorsOf('secrets.headers') ?? [])];
  return (
    <EuiFormFieldset legend={{ children: legendText() }}>
      <div tabIndex={-1} ref={form.fieldRef('secrets.headers')} data-test-subj="bfaRow-secrets.headers">
        {isSaved && form.channel.options.headers.length > 0 ? (
          <SavedHeaders form={form} />
        ) : (
          <TypedHeaders form={form} />
        )}
        {[...new Set(errors)].map((error) => (
          <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
        ))}
      </div>
    </EuiFormFieldset>
  );
}

const legendText = () =>
  i18n.translate('bruteForceAlerts.webhook.headersLabel', { defaultMessage: 'Headers of your own' });

function SavedHeaders({ form }: { form: WebhookProps }) {
  return (
    <SavedLine
      form={form}
      name="headers"
      text={i18n.translate('bruteForceAlerts.webhook.headersSavedLabel', {
        defaultMessage: '{names}: saved',
        values: { names: form.channel.options.headers.join(', ') },
      })}
      replaceText={i18n.translate('bruteForceAlerts.webhook.replaceHeadersLabel', {
        defaultMessage: 'Replace headers',
      })}
    />
  );
}

function TypedHeaders({ form }: { form: WebhookProps }) {
  const { channel, disabled, canEncrypt } = form;
  // Held here, since two rows with the same name, or none yet, have no place in the secret.
  const [rows, setRows] = useState(() => rowsOf(channel.options, form.typedSecrets.headers));
  const change = (changed: HeaderRow[]) => {
    setRows(changed);
    form.onChange({ ...channel.options, headers: changed.map(({ name }) => name) });
    form.onSecret('headers', changed.length === 0 ? undefined : secretOf(changed));
  };
  return (
    <>
      {rows.map((row, n) => (
        <HeaderFields
          key={n}
          row={row}
          n={n}
          disabled={disabled || !canEncrypt}
          onChange={(part) => change(rows.map((one, at) => (at === n ? { ...one, ...part } : one)))}
          onLeave={() => {
            // What is wrong with one of them is said at all of them.
            form.onLeave('options.headers');
            if (row.value !== '') form.onLeave('secrets.headers');
          }}
          onRemove={() => change(rows.filter((_row, at) => at !== n))}
        />
      ))}
      <EuiButtonEmpty
        size="s"
        flush="left"
        iconType={ICON.add}
        isDisabled={disabled || !canEncrypt || rows.length >= BOUNDS.webhook.headers}
        onClick={() => change([...rows, { name: '', value: '' }])}
        data-test-subj="bfaAddHeader"
      >
        {i18n.translate('bruteForceAlerts.webhook.addHeaderLabel', { defaultMessage: 'Add a header' })}
      </EuiButtonEmpty>
    </>
  );
}

interface HeaderFieldsProps {
  row: HeaderRow;
  n: number;
  disabled: boolean;
  onChange(part: Partial<HeaderRow>): void;
  onLeave(): void;
  onRemove(): void;
}

function HeaderFields({ row, n, disabled, onChange, onLeave, onRemove }: HeaderFieldsProps) {
  const values = { n: n + 1 };
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} wrap alignItems="center">
      <EuiFlexItem style={{ minWidth: 180 }}>
        <EuiFieldText
          fullWidth
          spellCheck={false}
          placeholder="Authorization"
          aria-label={i18n.translate('bruteForceAlerts.webhook.headerNameAriaLabel', {
            defaultMessage: 'Name of header {n}',
            values,
          })}
          value={row.name}
          onChange={({ target }) => onChange({ name: target.value.trim() })}
          onBlur={onLeave}
          disabled={disabled}
          data-test-subj={`bfaHeaderName-${n}`}
        />
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 180 }}>
        <EuiFieldPassword
          type="dual"
          fullWidth
          autoComplete="new-password"
          spellCheck={false}
          aria-label={i18n.translate('bruteForceAlerts.webhook.headerValueAriaLabel', {
            defaultMessage: 'Value of header {n}',
            values,
          })}
          value={row.value}
          onChange={({ target }) => onChange({ value: target.value.trim() })}
          onBlur={onLeave}
          disabled={disabled}
          data-test-subj={`bfaHeaderValue-${n}`}
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonIcon
          iconType={ICON.remove}
          color="danger"
          isDisabled={disabled}
          onClick={onRemove}
          aria-label={i18n.translate('bruteForceAlerts.webhook.removeHeaderAriaLabel', {
            defaultMessage: 'Remove header {n}',
            values,
          })}
          data-test-subj={`bfaRemoveHeader-${n}`}
        />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
