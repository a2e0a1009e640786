import type { OutboxEntry } from '../../common/outbox';

/** What people were told of a group, as far as the judge looks back. */
export interface Plan {
  alertId: string;
  groupKey: string;
  /** Epoch milliseconds. */
  plannedAt: number;
}

/** The tick's side of the outbox. */
export interface Plans {
  plannedFor(ruleId: string, groupKeys: string[]): Promise<Plan[]>;
  /** Creates; one that is there already stays as it is, so that a repeated tick plans nothing twice. */
  add(entries: Array<OutboxEntry<unknown>>): Promise<void>;
}
