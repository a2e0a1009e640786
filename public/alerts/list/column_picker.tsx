import { i18n } from '@kbn/i18n';
import React from 'react';
import { COLUMNS, toggled, type Column } from './column_choice';
import { columnLabel } from './columns';
import { FilterPopover } from './filter_popover';

interface ColumnPickerProps {
  columns: readonly Column[];
  onChange(columns: readonly Column[]): void;
}

/** Chooses what the table shows. */
export const ColumnPicker = ({ columns, onChange }: ColumnPickerProps) => (
  <FilterPopover
    label={i18n.translate('bruteForceAlerts.list.columnsLabel', { defaultMessage: 'Columns' })}
    options={COLUMNS.filter((column) => column !== 'attacked').map((value) => ({
      value,
      label: columnLabel(value),
    }))}
    chosen={columns}
    isFilter={false}
    subject="bfaColumns"
    onChange={(chosen) => {
      const changed = COLUMNS.find((column) => chosen.includes(column) !== columns.includes(column));
      if (changed) onChange(toggled(columns, changed));
    }}
  />
);
