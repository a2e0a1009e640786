import { type EuiBasicTableColumn, EuiHealth, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../../common/api/api';
import { ruleName, shapeOfAlert } from '../../../common/rules/rule_words';
import { visible } from '../../../common/text/visible_text';
import { formatFullTime, formatNumber, formatTime } from '../../shared/format';
import { workflowText } from '../actions/workflow_words';
import { briefly, seenByText } from '../alert_words';
import { Attacked } from '../attacked';
import { deliveryView } from '../delivery_words';
import { SeverityBadge } from '../severity_badge';
import { StatusBadge } from '../status_badge';
import type { Column } from './column_choice';

interface Drawn {
  label(): string;
  /** Pixels; absent: the column takes what is left, and at least `LEAST`. */
  width?: number;
  render(alert: AlertWithDeliveries, now: number, onOpen: (id: string) => void): React.ReactNode;
}

/** The least width of a column that takes what is left, in pixels: a long word fits. */
const LEAST = 130;
/** The width of the boxes that select a row. */
const BOXES = 32;

const DRAWN: Record<Column, Drawn> = {
  time: {
    label: () => i18n.translate('bruteForceAlerts.alerts.timeLabel', { defaultMessage: 'Time' }),
    width: 92,
    render: ({ firedAt }, now) => <Moment time={firedAt} now={now} />,
  },
  severity: {
    label: () => i18n.translate('bruteForceAlerts.alerts.severityLabel', { defaultMessage: 'Severity' }),
    width: 84,
    render: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  attacked: {
    label: () => i18n.translate('bruteForceAlerts.alerts.attackedLabel', { defaultMessage: 'Attacked' }),
    render: (alert, now, onOpen) => <Attacked alert={alert} now={now} onOpen={onOpen} />,
  },
  what: {
    label: () => i18n.translate('bruteForceAlerts.alerts.sentenceLabel', { defaultMessage: 'What happened' }),
    render: (alert) => <What alert={alert} />,
  },
  rule: {
    label: () => i18n.translate('bruteForceAlerts.alerts.ruleLabel', { defaultMessage: 'Rule' }),
    render: (alert) => <Small>{ruleName(shapeOfAlert(alert))}</Small>,
  },
  sources: {
    label: () => i18n.translate('bruteForceAlerts.alerts.sourcesLabel', { defaultMessage: 'Sources' }),
    render: ({ evidence }) => <Small>{few(evidence.sources)}</Small>,
  },
  hosts: {
    label: () => i18n.translate('bruteForceAlerts.alerts.hostsLabel', { defaultMessage: 'Hosts' }),
    render: ({ evidence }) => <Small>{few(evidence.hosts)}</Small>,
  },
  failures: {
    label: () => i18n.translate('bruteForceAlerts.alerts.failuresLabel', { defaultMessage: 'Failures' }),
    width: 84,
    render: ({ evidence }) => <Small>{formatNumber(evidence.count)}</Small>,
  },
  last: {
    label: () => i18n.translate('bruteForceAlerts.alerts.lastLabel', { defaultMessage: 'Last failure' }),
    width: 92,
    render: ({ evidence }, now) => <Moment time={evidence.last} now={now} />,
  },
  status: {
    label: () => i18n.translate('bruteForceAlerts.alerts.statusLabel', { defaultMessage: 'Status' }),
    width: 112,
    render: (alert, now) => <Status alert={alert} now={now} />,
  },
  assignee: {
    label: () => i18n.translate('bruteForceAlerts.alerts.assigneeLabel', { defaultMessage: 'Assignee' }),
    width: 112,
    render: ({ workflow }) => <Small>{visible(workflow.assignee ?? '')}</Small>,
  },
  delivery: {
    label: () => i18n.translate('bruteForceAlerts.alerts.deliveryLabel', { defaultMessage: 'Delivery' }),
    width: 126,
    render: (alert, now) => {
      const view = deliveryView(alert.deliveries, alert.held, now);
      return (
        <EuiHealth color={view.tone} textSize="xs">
          {view.text}
        </EuiHealth>
      );
    },
  },
};

export const columnLabel = (column: Column): string => DRAWN[column].label();

/** The columns as the table takes them. `now`: epoch milliseconds. */
export const columnsOf = (
  chosen: readonly Column[],
  now: number,
  onOpen: (id: string) => void,
): Array<EuiBasicTableColumn<AlertWithDeliveries>> =>
  chosen.map((column) => {
    const { label, width, render } = DRAWN[column];
    return {
      field: column,
      name: label(),
      width: width === undefined ? undefined : `${width}px`,
      render: (_: unknown, alert: AlertWithDeliveries) => render(alert, now, onOpen),
    };
  });

/** How wide the table must be so that no word breaks, in pixels. */
export const widthOf = (chosen: readonly Column[]): number =>
  chosen.reduce((sum, column) => sum + (DRAWN[column].width ?? LEAST), BOXES);

const Moment = ({ time, now }: { time: number; now: number }) => (
  <EuiText size="xs" title={formatFullTime(time)}>
    {formatTime(time, now)}
  </EuiText>
);

const Small = ({ children }: { children: React.ReactNode }) => (
  <EuiText size="xs" style={{ overflowWrap: 'anywhere' }}>
    {children}
  </EuiText>
);

function What({ alert }: { alert: AlertWithDeliveries }) {
  const seenBy = seenByText(alert);
  return (
    <EuiText size="xs" style={{ overflowWrap: 'anywhere' }}>
      {briefly(alert)}
      {seenBy !== '' && `. ${seenBy}`}
    </EuiText>
  );
}

const Status = ({ alert, now }: { alert: AlertWithDeliveries; now: number }) => (
  <div>
    <StatusBadge alert={alert} now={now} />
    {alert.workflow.revision > 0 && (
      <EuiText size="xs" color="subdued" data-test-subj={`bfaWorkflow-${alert.id}`}>
        {workflowText(alert.workflow, now)}
      </EuiText>
    )}
  </div>
);

/** The first values, and how many more there are. */
function few(tallies: Array<{ value: string }>): string {
  const [first, second, ...more] = tallies.map(({ value }) => visible(value));
  if (more.length === 0) return [first, second].filter((value) => value !== undefined).join(', ');
  return i18n.translate('bruteForceAlerts.alerts.fewLabel', {
    defaultMessage: '{first}, {second} and {more, number} more',
    values: { first, second, more: more.length },
  });
}
