import { EuiFormRow } from '@elastic/eui';
import React, { type ReactElement } from 'react';
import type { DraftKey } from './draft';
import { fieldLabel } from './field_words';
import type { SettingsForm } from './use_settings';

interface FieldRowProps {
  form: SettingsForm;
  field: DraftKey;
  helpText?: string;
  children: ReactElement;
}

/** A field with its label and what is wrong with it. */
export function FieldRow({ form, field, helpText, children }: FieldRowProps) {
  const errors = form.errors[field];
  return (
    <EuiFormRow
      label={fieldLabel(field)}
      helpText={helpText}
      isInvalid={errors !== undefined}
      error={errors}
      fullWidth
      data-test-subj={`bfaRow-${field}`}
    >
      {children}
    </EuiFormRow>
  );
}
