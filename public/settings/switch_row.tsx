import { EuiFormRow, EuiSwitch } from '@elastic/eui';
import React from 'react';
import { fieldLabel } from './field_words';
import type { SectionProps } from './section';

interface SwitchRowProps extends SectionProps {
  field: 'keepDomainsApart';
  helpText: string;
  subject: string;
}

/** A setting that is on or off. */
export function SwitchRow({ form, draft, disabled, field, helpText, subject }: SwitchRowProps) {
  const errors = form.errors[field];
  return (
    <EuiFormRow fullWidth isInvalid={errors !== undefined} error={errors} helpText={helpText}>
      <EuiSwitch
        label={fieldLabel(field)}
        checked={draft[field]}
        onChange={({ target }) => form.edit({ [field]: target.checked })}
        disabled={disabled}
        data-test-subj={subject}
      />
    </EuiFormRow>
  );
}
