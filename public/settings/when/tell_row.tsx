import { EuiFormRow } from '@elastic/eui';
import React, { type ReactElement } from 'react';

interface TellRowProps {
  label: string;
  helpText?: string;
  errors?: string[];
  children: ReactElement;
}

export const TellRow = ({ label, helpText, errors, children }: TellRowProps) => (
  <EuiFormRow fullWidth label={label} helpText={helpText} isInvalid={errors !== undefined} error={errors}>
    {children}
  </EuiFormRow>
);
