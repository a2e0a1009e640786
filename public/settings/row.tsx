import { EuiFormRow } from '@elastic/eui';
import React, { type ReactElement } from 'react';
import type { DraftKey } from './draft';
import { fieldLabel } from './field_words';
import type { SettingsForm } from './use_settings';

interface RowProps {
  /** Of the field, for tests: `options.chatId`. */
  field?: string;
  label: string;
  helpText?: string;
  errors?: string[];
  children: ReactElement;
}

/** A field with its label and what is wrong with it. */
export const Row = ({ field, label, helpText, errors, children }: RowProps) => (
  <EuiFormRow
    fullWidth
    label={label}
    helpText={helpText}
    isInvalid={errors !== undefined}
    error={errors}
    data-test-subj={field === undefined ? undefined : `bfaRow-${field}`}
  >
    {children}
  </EuiFormRow>
);

interface FieldRowProps {
  form: SettingsForm;
  field: DraftKey;
  helpText?: string;
  children: ReactElement;
}

/** The row of a setting that is saved and compared as one. */
export const FieldRow = ({ form, field, ...row }: FieldRowProps) => (
  <Row {...row} field={field} label={fieldLabel(field)} errors={form.errors[field]} />
);
