import type { Place } from '../../common/alerts/place';
import type { Alert } from '../../common/alerts/alerts';
import type { KnownAlert } from '../../common/alerts/detections';
import type { AlertOrder, AlertSearch, AlertSummary } from '../../common/alerts/search';
import type { HoldReason } from '../../common/alerts/verdicts';
import type { CloseReason, WorkflowStatus } from '../../common/alerts/workflow';
import type { GroupBy, Severity } from '../../common/rules/rules';

/** An alert with what only the detection needs of it. */
export interface StoredAlert extends KnownAlert {
  alert: Alert;
  /** Set by the store: what it was read at. Absent for a new one. */
  revision?: { seqNo: number; primaryTerm: number };
  /** Set by the store: how often runs wrote the alert. Absent for a new one. What people do to it is not counted. */
  generation?: number;
}

/** The lasting memory of a space's alerts. */
export interface AlertStore {
  /**
   * Every active alert, every other whose last event is at or after `since`, and those that still wait to be told whose
   * last event is at or after `heldSince` (epoch ms).
   */
  recent(since: number, heldSince?: number): Promise<StoredAlert[]>;
  /**
   * The highest ordinal that was given on each of these groups; 0 where there was none. That of a deleted
   * alert counts as long as a delivery about it is kept.
   */
  lastOrdinals(places: Place[]): Promise<{ of(ruleId: string, groupKey: string): number }>;
  /**
   * Creates new alerts, and writes known ones over the revision at which they were read. What people did to one
   * meanwhile is kept. Throws ConflictError where another run created, wrote or removed one of them meanwhile, and
   * StorageRefusedError where Elasticsearch refuses one.
   */
  save(alerts: StoredAlert[]): Promise<void>;
}

/** Which alerts a page wants. `after`: what the page before ended with; null for the first. */
export interface FindAlerts {
  search: AlertSearch;
  order: AlertOrder;
  perPage: number;
  after: Array<string | number> | null;
  withSummary: boolean;
}

/** A page of alerts. `after` is null where there are no more. */
export interface FoundAlerts {
  alerts: Alert[];
  /** How many there are in all. */
  total: number;
  after: Array<string | number> | null;
  /** Null where it was not asked for. */
  summary: AlertSummary | null;
}

/** An alert as a line of a table. Times are ISO 8601 in UTC. */
export interface AlertRow {
  id: string;
  firedAt: string;
  firstAt: string;
  lastAt: string;
  status: Alert['status'];
  severity: Severity;
  workflow: WorkflowStatus;
  closedBecause: CloseReason | null;
  assignee: string | null;
  rule: string;
  technique: string;
  groupKind: GroupBy;
  attempts: number;
  accounts: string[];
  sources: string[];
  hosts: string[];
  held: HoldReason | null;
  sentence: string;
}

/** What the pages read. */
export interface AlertReader {
  find(wanted: FindAlerts): Promise<FoundAlerts>;
  /** The first alerts of a list, at most `most` of them. */
  rows(search: AlertSearch, order: AlertOrder, most: number): Promise<AlertRow[]>;
  get(id: string): Promise<Alert | undefined>;
}
