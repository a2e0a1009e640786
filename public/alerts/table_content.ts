import type { AlertWithDeliveries } from '../../common/api/api';
import { isSnoozed } from '../../common/alerts/workflow';
import { formatTime } from '../shared/format';
import { isActive } from './alert_words';
import type { Column } from './list/column_choice';
import { deliveryView } from './delivery_words';

/** What the table of alerts shows. */
export interface TableContent {
  alerts: AlertWithDeliveries[];
  columns: readonly Column[];
  loading: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/** A text that is another one as soon as the table would look otherwise, and that stays while only time passes. */
export const contentOf = ({ alerts, columns, loading, now }: TableContent): string =>
  JSON.stringify([loading, columns, alerts.map((alert) => [alert, wordsOfNow(alert, now)])]);

/** What is shown of an alert that depends on the time, too. */
const wordsOfNow = (alert: AlertWithDeliveries, now: number) => [
  isActive(alert, now),
  isSnoozed(alert.workflow, now),
  formatTime(alert.firedAt, now),
  formatTime(alert.evidence.last, now),
  deliveryView(alert.deliveries, alert.held, now).text,
];
