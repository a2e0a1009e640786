import { EuiBasicTable, type EuiBasicTableColumn, EuiHealth, EuiLink } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../common/api/api';
import { alertPath } from '../shared/addresses';
import { formatFullTime, formatTime } from '../shared/format';
import { useLinkInside } from '../shared/link_inside';
import { alertSentence } from './alert_words';
import { Attacked } from './attacked';
import { deliveryView } from './delivery_words';
import { SeverityBadge } from './severity_badge';
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

function Table({ alerts, loading, now, onOpen, onSelect }: AlertsTableProps) {
  return (
    <EuiBasicTable<AlertWithDeliveries>
      items={alerts}
      itemId="id"
      columns={columns(now, onOpen)}
      rowHeader="attacked"
      tableCaption={caption()}
      loading={loading}
      selection={onSelect && { onSelectionChange: (rows) => onSelect(rows.map(({ id }) => id)) }}
      rowProps={({ id }) => ({ 'data-test-subj': `bfaAlertRow-${id}` })}
      data-test-subj="bfaAlertsTable"
    />
  );
}

const caption = () =>
  i18n.translate('bruteForceAlerts.alerts.tableAriaLabel', { defaultMessage: 'Attacks seen, newest first' });

/**
 * Widths are shares of the table. With fixed widths, a window of 800 pixels leaves the other columns one letter a
 * line.
 */
function columns(now: number, onOpen: (id: string) => void): Array<EuiBasicTableColumn<AlertWithDeliveries>> {
  return [
    {
      name: i18n.translate('bruteForceAlerts.alerts.timeLabel', { defaultMessage: 'Time' }),
      width: '11%',
      render: ({ firedAt }: AlertWithDeliveries) => (
        <span title={formatFullTime(firedAt)}>{formatTime(firedAt, now)}</span>
      ),
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.severityLabel', { defaultMessage: 'Severity' }),
      width: '11%',
      render: ({ severity }: AlertWithDeliveries) => <SeverityBadge severity={severity} />,
    },
    {
      field: 'attacked',
      name: i18n.translate('bruteForceAlerts.alerts.attackedLabel', { defaultMessage: 'Attacked' }),
      width: '26%',
      render: (_: unknown, alert: AlertWithDeliveries) => (
        <Attacked alert={alert} now={now} onOpen={onOpen} />
      ),
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.sentenceLabel', { defaultMessage: 'What happened' }),
      width: '29%',
      render: (alert: AlertWithDeliveries) => (
        <span style={{ overflowWrap: 'anywhere' }}>{alertSentence(alert)}</span>
      ),
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.deliveryLabel', { defaultMessage: 'Delivery' }),
      width: '14%',
      render: (alert: AlertWithDeliveries) => {
        const view = deliveryView(alert.deliveries, alert.held, now);
        return <EuiHealth color={view.tone}>{view.text}</EuiHealth>;
      },
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.actionsLabel', { defaultMessage: 'Actions' }),
      width: '9%',
      render: (alert: AlertWithDeliveries) => <Details alert={alert} now={now} onOpen={onOpen} />,
    },
  ];
}

interface DetailsProps {
  alert: AlertWithDeliveries;
  now: number;
  onOpen(id: string): void;
}

function Details({ alert, now, onOpen }: DetailsProps) {
  const link = useLinkInside(alertPath(alert.id), () => onOpen(alert.id));
  return (
    <EuiLink
      {...link}
      aria-label={i18n.translate('bruteForceAlerts.alerts.detailsAriaLabel', {
        defaultMessage: 'Details: {sentence}, {time}',
        values: { sentence: alertSentence(alert), time: formatTime(alert.firedAt, now) },
      })}
      data-bfa-alert={alert.id}
      data-test-subj={`bfaOpenAlert-${alert.id}`}
    >
      {i18n.translate('bruteForceAlerts.alerts.detailsLabel', { defaultMessage: 'Details' })}
    </EuiLink>
  );
}
