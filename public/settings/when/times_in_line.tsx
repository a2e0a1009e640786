import { EuiFlexGroup, EuiFormErrorText, EuiSpacer } from '@elastic/eui';
import React, { type ReactNode } from 'react';

/** Fields of times side by side, each in an item of its own, with what is wrong with them below. */
export function TimesInLine({ errors = [], children }: { errors?: readonly string[]; children: ReactNode }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="s" responsive={false} wrap>
        {children}
      </EuiFlexGroup>
      {errors.map((error) => (
        <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
      ))}
    </>
  );
}
