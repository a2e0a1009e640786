import type { Alert } from '../../../common/alerts/alerts';
import type { Evidence } from '../../../common/alerts/evidence';
import type { StoredAlert } from '../../record/alert_store_port';

/** The most values in the lists of all kept alerts of a space: some 100 MB. Others are read at every tick. */
export const VALUES_MAX = 1_000_000;
/** An alert with empty lists takes as much as so many values. */
const VALUES_OF_AN_ALERT = 30;

/** What tells one version of an alert from all others. */
export interface Stamp {
  id: string;
  seqNo: number;
  primaryTerm: number;
  /** Epoch milliseconds. In an index that was made anew the numbers begin again, and this does not. */
  updatedAt: number;
}

/**
 * Alerts of a space as this Kibana last read or wrote them, so that a tick reads only those that another
 * Kibana changed. What is handed out stays in here too, so nobody may change it.
 */
export class KeptAlerts {
  /** With how many values each takes. */
  #alerts = new Map<string, Kept>();
  readonly #most: number;
  #values = 0;

  constructor(most = VALUES_MAX) {
    this.#most = most;
  }

  /** Undefined where it is not kept, or in another version. */
  at({ id, seqNo, primaryTerm, updatedAt }: Stamp): StoredAlert | undefined {
    const stored = this.#alerts.get(id)?.stored;
    const isSame =
      stored?.revision?.seqNo === seqNo &&
      stored.revision.primaryTerm === primaryTerm &&
      stored.alert.updatedAt === updatedAt;
    return isSame ? stored : undefined;
  }

  /** As far as there is room. */
  keep(alerts: StoredAlert[]): void {
    for (const stored of alerts) this.#keep({ stored, values: valuesOf(stored) });
  }

  /** Forgets all others. What is kept already is not counted again: these may be ten thousand at every tick. */
  keepOnly(alerts: StoredAlert[]): void {
    const before = this.#alerts;
    this.#alerts = new Map();
    this.#values = 0;
    for (const stored of alerts) {
      const known = before.get(stored.alert.id);
      this.#keep(known?.stored === stored ? known : { stored, values: valuesOf(stored) });
    }
  }

  #keep(kept: Kept): void {
    const { id } = kept.stored.alert;
    this.#forget(id);
    if (this.#values + kept.values > this.#most) return;
    this.#alerts.set(id, kept);
    this.#values += kept.values;
  }

  #forget(id: string): void {
    const known = this.#alerts.get(id);
    if (!known) return;
    this.#alerts.delete(id);
    this.#values -= known.values;
  }
}

interface Kept {
  stored: StoredAlert;
  values: number;
}

const valuesOf = ({ alert, sealed }: StoredAlert) =>
  VALUES_OF_AN_ALERT +
  alert.linked.length +
  alert.history.entries.length +
  written(alert) +
  listed(alert.evidence) +
  listed(sealed.evidence);

/** The characters of a comment that take as much as a value. */
const CHARACTERS_OF_A_VALUE = 100;
const written = ({ comments }: Alert) =>
  comments.reduce((sum, { text }) => sum + 1 + Math.ceil(text.length / CHARACTERS_OF_A_VALUE), 0);

const listed = (evidence: Evidence) =>
  Object.values(evidence).reduce(
    (sum: number, field: unknown) => sum + (Array.isArray(field) ? field.length : 0),
    0,
  );
