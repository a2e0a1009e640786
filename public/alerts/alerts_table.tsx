import {
  EuiBasicTable,
  type CriteriaWithPagination,
  type EuiBasicTableColumn,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHealth,
  EuiLink,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertsResponse, AlertWithDeliveries } from '../../common/api';
import { visible } from '../../common/visible_text';
import { followInside } from '../follow_inside';
import { formatFullTime, formatNumber, formatTime } from '../format';
import { alertPath } from '../routing';
import { useServices } from '../services';
import { firstAndMore } from './alert_words';
import { deliveryView } from './delivery_words';
import { StatusBadge } from './status_badge';

export interface Paging {
  /** Counted from 1, as the server does. */
  page: number;
  perPage: number;
}

interface AlertsTableProps {
  answer: AlertsResponse;
  loading: boolean;
  paging: Paging;
  onPaging(paging: Paging): void;
  onOpen(id: string): void;
}

const PAGE_SIZES = [10, 25, 50, 100];
/** The server refuses pages behind this alert; none of them is offered. */
const DEEPEST = 10_000;

/** Drawn anew only for new content: each drawing takes the caption away and has screen readers say it again. */
export const AlertsTable = React.memo(Table, (before, after) => contentOf(before) === contentOf(after));

const contentOf = ({ answer, loading, paging }: AlertsTableProps) =>
  JSON.stringify([answer, loading, paging]);

function Table({ answer, loading, paging, onPaging, onOpen }: AlertsTableProps) {
  return (
    <EuiBasicTable<AlertWithDeliveries>
      items={answer.alerts}
      itemId="id"
      columns={columns(Date.now(), onOpen)}
      rowHeader="account"
      tableCaption={caption()}
      loading={loading}
      rowProps={({ id }) => ({ 'data-test-subj': `bfaAlertRow-${id}` })}
      pagination={{
        pageIndex: paging.page - 1,
        pageSize: paging.perPage,
        pageSizeOptions: PAGE_SIZES,
        totalItemCount: Math.min(answer.total, DEEPEST),
      }}
      onChange={({ page }: CriteriaWithPagination<AlertWithDeliveries>) => onPaging(nextPaging(paging, page))}
      data-test-subj="bfaAlertsTable"
    />
  );
}

/** Another page size shows other rows on every page: the list starts anew. */
function nextPaging(before: Paging, { index, size }: { index: number; size: number }): Paging {
  return size === before.perPage ? { page: index + 1, perPage: size } : { page: 1, perPage: size };
}

const caption = () =>
  i18n.translate('bruteForceAlerts.alerts.tableAriaLabel', { defaultMessage: 'Attacks seen, newest first' });

/** Shares of the width: with fixed ones a window of 800 leaves the others a letter a line. */
function columns(now: number, onOpen: (id: string) => void): Array<EuiBasicTableColumn<AlertWithDeliveries>> {
  return [
    {
      name: i18n.translate('bruteForceAlerts.alerts.timeLabel', { defaultMessage: 'Time' }),
      width: '12%',
      render: ({ firedAt }: AlertWithDeliveries) => (
        <span title={formatFullTime(firedAt)}>{formatTime(firedAt, now)}</span>
      ),
    },
    {
      field: 'account',
      width: '25%',
      name: i18n.translate('bruteForceAlerts.alerts.accountLabel', { defaultMessage: 'Account' }),
      render: (_: unknown, alert: AlertWithDeliveries) => <Account alert={alert} />,
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.attemptsLabel', { defaultMessage: 'Attempts' }),
      width: '11%',
      align: 'right',
      render: ({ evidence }: AlertWithDeliveries) => formatNumber(evidence.count),
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.sourcesLabel', { defaultMessage: 'Sources' }),
      width: '15%',
      render: ({ evidence }: AlertWithDeliveries) => firstAndMore(evidence.sources) || unknown(),
    },
    {
      name: i18n.translate('bruteForceAlerts.alerts.hostsLabel', { defaultMessage: 'Hosts' }),
      width: '14%',
      render: ({ evidence }: AlertWithDeliveries) => firstAndMore(evidence.hosts) || unknown(),
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

const unknown = () => i18n.translate('bruteForceAlerts.alerts.unknownLabel', { defaultMessage: 'Unknown' });

function Account({ alert }: { alert: AlertWithDeliveries }) {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
      <EuiFlexItem grow={false}>{visible(alert.group.value)}</EuiFlexItem>
      <EuiFlexItem grow={false}>
        <StatusBadge alert={alert} />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

interface DetailsProps {
  alert: AlertWithDeliveries;
  now: number;
  onOpen(id: string): void;
}

function Details({ alert, now, onOpen }: DetailsProps) {
  const { history } = useServices();
  return (
    <EuiLink
      href={history.createHref({ pathname: alertPath(alert.id) })}
      onClick={(event: React.MouseEvent) => followInside(event, () => onOpen(alert.id))}
      aria-label={i18n.translate('bruteForceAlerts.alerts.detailsAriaLabel', {
        defaultMessage: 'Details of the attack on {account}, {time}',
        values: { account: visible(alert.group.value), time: formatTime(alert.firedAt, now) },
      })}
      data-bfa-alert={alert.id}
      data-test-subj={`bfaOpenAlert-${alert.id}`}
    >
      {i18n.translate('bruteForceAlerts.alerts.detailsLabel', { defaultMessage: 'Details' })}
    </EuiLink>
  );
}
