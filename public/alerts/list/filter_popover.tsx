import { EuiContextMenuItem, EuiContextMenuPanel, EuiFilterButton, EuiPopover } from '@elastic/eui';
import React, { useState } from 'react';

export interface FilterOption {
  value: string;
  label: string;
  /** How many alerts of the list have it; absent where nobody counted. */
  count?: number;
}

interface FilterPopoverProps {
  label: string;
  options: FilterOption[];
  chosen: readonly string[];
  subject: string;
  onChange(chosen: string[]): void;
}

/** A button that opens the values of a filter. Several can be chosen; one that is chosen again is taken out. */
export function FilterPopover({ label, options, chosen, subject, onChange }: FilterPopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      panelPaddingSize="none"
      anchorPosition="downLeft"
      aria-label={label}
      button={
        <EuiFilterButton
          iconType="arrowDown"
          hasActiveFilters={chosen.length > 0}
          numActiveFilters={chosen.length > 0 ? chosen.length : undefined}
          isSelected={isOpen}
          onClick={() => setOpen(!isOpen)}
          data-test-subj={subject}
        >
          {label}
        </EuiFilterButton>
      }
    >
      <EuiContextMenuPanel
        style={{ maxHeight: 320, overflowY: 'auto', maxWidth: 360 }}
        items={options.map(({ value, label: text, count }) => (
          <EuiContextMenuItem
            key={value}
            icon={chosen.includes(value) ? 'check' : 'empty'}
            aria-current={chosen.includes(value)}
            onClick={() => toggle(value)}
            data-test-subj={`${subject}-${value}`}
          >
            {count === undefined ? text : `${text} (${count})`}
          </EuiContextMenuItem>
        ))}
      />
    </EuiPopover>
  );
}
