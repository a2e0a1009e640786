import type { AlertWithDeliveries } from '../../common/api/api';
import { isSnoozed } from '../../common/alerts/workflow';
import { formatTime } from '../shared/format';
import { isActive } from './alert_words';
import { deliveryView } from './delivery_words';

/** What the table of alerts shows. */
export interface TableContent {
  alerts: AlertWithDeliveries[];
  loading: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/** A text that is another one as soon as the table would look otherwise, and that stays while only time passes. */
export const contentOf = ({ alerts, loading, now }: TableContent): string =>
  JSON.stringify([loading, alerts.map((alert) => [alert, wordsOfNow(alert, now)])]);

/** What is shown of an alert that depends on the time, too. */
const wordsOfNow = (alert: AlertWithDeliveries, now: number) => [
  isActive(alert, now),
  isSnoozed(alert.workflow, now),
  formatTime(alert.firedAt, now),
  deliveryView(alert.deliveries, alert.held, now).text,
];
