import { EuiBasicTable } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../common/api/api';
import { columnsOf, widthOf } from './list/columns';
import { contentOf, type TableContent } from './table_content';

interface AlertsTableProps extends TableContent {
  /** Opens an alert. The one of the last rendering is called, so it must not hold on to what changes. */
  onOpen(id: string): void;
  /** Takes the ids of the rows that are selected; absent where nobody may select. */
  onSelect?(ids: string[]): void;
}

/**
 * Renders only for new content: each rendering removes the caption for a moment, and screen readers then read it
 * again.
 */
export const AlertsTable = React.memo(Table, (before, after) => contentOf(before) === contentOf(after));

function Table({ alerts, columns, loading, now, onOpen, onSelect }: AlertsTableProps) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <div style={{ minWidth: leastWidth(widthOf(columns)) }}>
        <EuiBasicTable<AlertWithDeliveries>
          items={alerts}
          itemId="id"
          columns={columnsOf(columns, now, onOpen)}
          rowHeader="attacked"
          tableCaption={caption()}
          compressed
          loading={loading}
          selection={onSelect && { onSelectionChange: (rows) => onSelect(rows.map(({ id }) => id)) }}
          rowProps={({ id }) => ({ 'data-test-subj': `bfaAlertRow-${id}` })}
          data-test-subj="bfaAlertsTable"
        />
      </div>
    </div>
  );
}

/**
 * Below 768 pixels EUI shows each row as a card, which needs no least width. From there on the table has it, and is
 * scrolled where the window is smaller.
 */
const leastWidth = (pixels: number) => `clamp(0px, (100vw - 767px) * ${pixels}, ${pixels}px)`;

const caption = () =>
  i18n.translate('bruteForceAlerts.alerts.tableAriaLabel', { defaultMessage: 'Attacks seen, newest first' });
