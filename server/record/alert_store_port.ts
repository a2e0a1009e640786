import type { Alert } from '../../common/alerts/alerts';
import type { KnownAlert } from '../../common/alerts/detections';

/** An alert with what only the detection needs of it. */
export interface StoredAlert extends KnownAlert {
  alert: Alert;
  /** Set by the store: what it was read at. Absent for a new one. */
  revision?: { seqNo: number; primaryTerm: number };
  /** Set by the store: how often runs wrote the alert. Absent for a new one. What people do to it is not counted. */
  generation?: number;
}

/** A group as one rule counts it. */
export interface Place {
  ruleId: string;
  groupKey: string;
}

/** The lasting memory of a space's alerts. */
export interface AlertStore {
  /**
   * Every active alert, every other whose last event is at or after `since`, and those that nobody was told of whose
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

/** A page of alerts, newest first. */
export interface AlertPage {
  alerts: Alert[];
  total: number;
}

/** What the pages read. */
export interface AlertReader {
  page(page: number, perPage: number): Promise<AlertPage>;
  get(id: string): Promise<Alert | undefined>;
}
