import { EuiButton, EuiLoadingSpinner } from '@elastic/eui';
import React from 'react';

interface AskingButtonProps {
  label: string;
  iconType: string;
  isAsking: boolean;
  isDisabled?: boolean;
  fill?: boolean;
  onClick(): void;
  subject: string;
}

/**
 * A button that asks the server. It keeps the focus while it waits, as a disabled one would not, and does nothing then.
 */
export const AskingButton = ({ label, iconType, isAsking, onClick, subject, ...more }: AskingButtonProps) => (
  <EuiButton
    {...more}
    size="s"
    iconType={isAsking ? EuiLoadingSpinner : iconType}
    aria-busy={isAsking}
    onClick={() => {
      if (!isAsking) onClick();
    }}
    data-test-subj={subject}
  >
    {label}
  </EuiButton>
);
