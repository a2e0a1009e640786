import type { ActionFault, ActionRefusal, AlertAction } from '../../common/alerts/actions';
import type { PeoplesPart } from '../../common/alerts/peoples_part';
import type { HistoryEntry, Workflow } from '../../common/alerts/workflow';

/** What people did to one alert, as it is stored. `revision` is that of the whole document, which a run may write too. */
export interface StoredPart {
  id: string;
  part: PeoplesPart;
  /** The time of the last failed logon where the attack is over, epoch ms; null while it goes on. Runs alone write it. */
  quietSince: number | null;
  revision: { seqNo: number; primaryTerm: number };
}

/** The storage of what people do to the alerts of a space. */
export interface PeopleStore {
  /** Those of the alerts that are there, as they are at this moment. */
  read(ids: string[]): Promise<StoredPart[]>;
  /** The ids of all alerts that are part of these, or of their parts, by the alert of these to which they belong. */
  partsOf(ids: string[]): Promise<Map<string, string[]>>;
  /**
   * Writes each part, unless its document was written since it was read. Leaves alone what runs write. Throws only where
   * nothing was written; from then on it gives what failed.
   */
  write(parts: StoredPart[]): Promise<Unwritten>;
}

/** The ids of alerts that were not written. */
export interface Unwritten {
  /** They were written meanwhile, or are gone. */
  collided: string[];
  /** Elasticsearch refused them, or nobody knows whether it took them. */
  failed: string[];
}

/** `at`: epoch ms. */
export interface RecentDeed {
  alertId: string;
  at: number;
}

/** What people did lately, in all spaces. */
export interface RecentDeeds {
  /** The alerts that somebody changed at or after this time (epoch ms), by space, each with when that was. */
  since(at: number): Promise<Array<{ space: string; deeds: RecentDeed[] }>>;
}

/** An alert to act on. `revision`: that of the workflow as the person saw it; null for whatever it is. */
export interface Target {
  id: string;
  revision: number | null;
}

/** What became of an action on one alert. */
export type ActionOutcome = { id: string } &
  /** `parts`: on how many alerts that are part of it the same was done too; absent where it has none. */
  (
    | { outcome: 'done' | 'unchanged'; workflow: Workflow; parts?: number }
    | { outcome: 'refused'; refusal: ActionRefusal }
    /** Another person did something since. `last` is what was done last, where anybody knows. */
    | { outcome: 'conflict'; last: HistoryEntry | null; workflow: Workflow }
    | { outcome: 'not_found' }
    /** Others wrote it again and again, so nothing was done. */
    | { outcome: 'busy' }
    /** It, or a part of it, could not be stored, or nobody knows whether it was. */
    | { outcome: 'failed' }
  );

/** What the routes ask for. `by`: see `Actor`. */
export interface AlertActions {
  /** Acts on each alert, in the order given. Gives a fault, and does nothing, where the action itself is at fault. */
  act(
    targets: Target[],
    action: AlertAction,
    by: string | null,
  ): Promise<{ fault: ActionFault } | { outcomes: ActionOutcome[] }>;
}
