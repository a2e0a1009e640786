import { EuiButton, EuiLoadingSpinner } from '@elastic/eui';
import React from 'react';

interface AskButtonProps {
  label: string;
  icon: string;
  /** Whether the answer is still awaited. A press does nothing then. */
  isAsking: boolean;
  isDisabled?: boolean;
  fill?: boolean;
  onAsk(): void;
  subject: string;
}

/** A button that asks the server. It keeps the focus while it waits, which a disabled button would lose. */
export const AskButton = ({ label, icon, isAsking, onAsk, subject, ...look }: AskButtonProps) => (
  <EuiButton
    {...look}
    size="s"
    iconType={isAsking ? Spinner : icon}
    aria-busy={isAsking}
    onClick={isAsking ? undefined : onAsk}
    data-test-subj={subject}
  >
    {label}
  </EuiButton>
);

const Spinner = () => <EuiLoadingSpinner size="m" />;
