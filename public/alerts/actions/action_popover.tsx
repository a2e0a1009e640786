import { EuiButtonEmpty, EuiFlexItem, EuiPopover } from '@elastic/eui';
import React, { type ReactNode, useState } from 'react';
import type { ActionRequest } from '../../../common/api/alerts_api';

interface ActionPopoverProps {
  label: string;
  subject: string;
  isActing: boolean;
  onAct(request: ActionRequest): void;
  panelPaddingSize?: 'none' | 's';
  /** What is in it. `act` closes it and acts. */
  children(act: (request: ActionRequest) => void): ReactNode;
}

/** A button that opens a choice of what can be done to alerts. */
export function ActionPopover(props: ActionPopoverProps) {
  const { label, subject, isActing, onAct, panelPaddingSize = 'none', children } = props;
  const [isOpen, setOpen] = useState(false);
  const act = (request: ActionRequest) => {
    setOpen(false);
    onAct(request);
  };
  return (
    <EuiFlexItem grow={false}>
      <EuiPopover
        isOpen={isOpen}
        closePopover={() => setOpen(false)}
        panelPaddingSize={panelPaddingSize}
        anchorPosition="upLeft"
        aria-label={label}
        button={
          <EuiButtonEmpty
            size="s"
            isDisabled={isActing}
            onClick={() => setOpen(!isOpen)}
            data-test-subj={subject}
          >
            {label}
          </EuiButtonEmpty>
        }
      >
        {children(act)}
      </EuiPopover>
    </EuiFlexItem>
  );
}
