import { isSnoozed, type HistoryEntry } from '../../../common/alerts/workflow';
import type { PeoplesPart } from '../../../common/alerts/peoples_part';

/** What can be done with an alert from a message about it. */
export const WORK_ACTIONS = ['acknowledge', 'snooze', 'close'] as const;
export type WorkAction = (typeof WORK_ACTIONS)[number];

/** How long the button snoozes an alert, ms. */
export const SNOOZED_FOR = 3_600_000;

/** What people did with an alert, and what can be done with it from the message. */
export interface AlertWork {
  /** The deeds that say how the alert stands now. None where nobody did anything that still holds. */
  deeds: HistoryEntry[];
  /** Null where alerts are not worked on from the channel. */
  buttons: WorkButton[] | null;
}

/** `word`: what comes back when it is pressed: random, good for this button alone. */
export interface WorkButton {
  action: WorkAction;
  word: string;
}

/** What a message says of what people did, and which buttons it has. `now`: epoch ms. */
export function workOf(
  { workflow, history }: PeoplesPart,
  { isOver, now }: { isOver: boolean; now: number },
): { deeds: HistoryEntry[]; actions: WorkAction[] } {
  const snoozed = isSnoozed(workflow, now);
  const kinds = { open: null, acknowledged: 'acknowledge', closed: 'close' } as const;
  const lastOf = (kind: string | null) => history.entries.filter((entry) => entry.kind === kind).slice(-1);
  const deeds = [
    ...lastOf(kinds[workflow.status]),
    ...(snoozed ? lastOf('snooze') : []),
    ...(workflow.assignee === null ? [] : lastOf('assign')),
  ];
  if (workflow.status === 'closed') return { deeds, actions: [] };
  const isMissing: Record<WorkAction, boolean> = {
    acknowledge: workflow.status === 'open',
    // Nobody is told any more of an attack that is over, so there is nothing to snooze.
    snooze: !snoozed && !isOver,
    close: true,
  };
  return { deeds, actions: WORK_ACTIONS.filter((action) => isMissing[action]) };
}

/** When somebody last did something that messages tell, epoch ms; null where nobody did. A comment is not told. */
export function lastDeedAt({ history }: Pick<PeoplesPart, 'history'>): number | null {
  const times = history.entries.flatMap(({ kind, at }) => (TOLD.has(kind) ? [at] : []));
  return times.length > 0 ? Math.max(...times) : null;
}

const TOLD = new Set<HistoryEntry['kind']>([
  'acknowledge',
  'reopen',
  'close',
  'snooze',
  'unsnooze',
  'assign',
]);
