import { EuiFormRow } from '@elastic/eui';
import React, { type ReactElement } from 'react';

interface ChannelRowProps {
  /** Of the field, for tests: `options.chatId`. */
  field: string;
  label: string;
  helpText?: string;
  errors: string[] | undefined;
  children: ReactElement;
}

/** A field of a channel with its label and what is wrong with it. */
export function ChannelRow({ field, label, helpText, errors, children }: ChannelRowProps) {
  return (
    <EuiFormRow
      fullWidth
      label={label}
      helpText={helpText}
      isInvalid={errors !== undefined}
      error={errors}
      data-test-subj={`bfaRow-${field}`}
    >
      {children}
    </EuiFormRow>
  );
}
