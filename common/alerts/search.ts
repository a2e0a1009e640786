import type { Alert } from './alerts';
import type { Severity } from '../rules/rules';
import type { HoldReason } from './verdicts';
import type { WorkflowStatus } from './workflow';

/** How alerts can be sorted: by when they fired, their last event, how grave they are, how many failures they count. */
export const ALERT_SORTS = ['fired', 'last', 'severity', 'attempts'] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** A workflow status, or that nobody is told of the alert for now. */
export const WORKFLOW_FILTERS = ['open', 'acknowledged', 'closed', 'snoozed'] as const;
export type WorkflowFilter = WorkflowStatus | 'snoozed';

/** Which alerts are looked for. What is absent does not restrict; of a list one value is enough. */
export interface AlertSearch {
  /**
   * A piece of the name of an account, source, host or workstation, without case. An address, and what stands in quotes,
   * is the whole name; `10.0.0.0/24` is a range of sources, `10.0.0.*` all that begins so.
   */
  text?: string;
  status?: Array<Alert['status']>;
  workflow?: WorkflowFilter[];
  severity?: Severity[];
  /** Ids of rules. */
  rule?: string[];
  /** Names of hosts, without case. */
  host?: string[];
  assignee?: string;
  /** Whether somebody was told, or is about to be. */
  told?: boolean;
  /** Why nobody was told. */
  held?: HoldReason[];
  /** Id of a digest that told of it. */
  digest?: string;
  /** The attack went on at or after this time, epoch milliseconds. */
  from?: number;
  /** The attack had begun at or before this time, epoch milliseconds. */
  to?: number;
  /** False leaves out alerts that are part of another one. */
  parts?: boolean;
}

/** How a list is sorted. Alerts that are equal in it are sorted by id, so that paging misses none. */
export interface AlertOrder {
  sort: AlertSort;
  ascending: boolean;
}

/** Newest first. */
export const NEWEST_FIRST: AlertOrder = { sort: 'fired', ascending: false };

/** How many alerts fired in one bar of the histogram. `at` is its beginning, epoch milliseconds. */
export interface AlertBar {
  at: number;
  bySeverity: Record<Severity, number>;
}

/** A value that alerts of the list have, and how many have it. */
export interface ValueCount {
  value: string;
  count: number;
}

/** What a list of alerts is made of. */
export interface AlertSummary {
  /** Epoch milliseconds; bars without alerts are left out. */
  histogram: { from: number; to: number; interval: number; bars: AlertBar[] };
  rules: ValueCount[];
  hosts: ValueCount[];
  held: ValueCount[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const INTERVALS = [
  ...[1, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 7, 30, 90, 365].map((n) => n * DAY),
];
const BARS = 60;

/** The width of a bar, in milliseconds, so that a span of time has at most some sixty. */
export const intervalFor = (span: number): number =>
  INTERVALS.find((interval) => span / interval <= BARS) ?? Math.ceil(span / BARS / DAY) * DAY;
