import { EuiContextMenuItem, EuiContextMenuPanel, EuiFilterButton, EuiPopover } from '@elastic/eui';
import React, { useState } from 'react';
import { ICON } from '../../shared/icons';

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
  /** False where the values restrict nothing, so that having some is nothing to point out. */
  isFilter?: boolean;
  onChange(chosen: string[]): void;
}

/** A button that opens the values of a filter. Several can be chosen; one that is chosen again is taken out. */
export function FilterPopover({
  label,
  options,
  chosen,
  subject,
  isFilter = true,
  onChange,
}: FilterPopoverProps) {
  const active = isFilter ? chosen.length : 0;
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
          iconType={ICON.open}
          hasActiveFilters={active > 0}
          numActiveFilters={active > 0 ? active : undefined}
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
            icon={chosen.includes(value) ? ICON.ok : ICON.none}
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
