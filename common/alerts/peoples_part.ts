import type { Alert } from './alerts';
import { withEntry } from './workflow';

/** The part of an alert that people change. All other parts belong to the runs, and so do rises in the history. */
export type PeoplesPart = Pick<Alert, 'workflow' | 'comments' | 'history'>;

/**
 * An alert as a run made it, with what people did to it meanwhile. `theirs` is the alert as it is stored; it differs
 * from what the run read only by what people did. The rises of severity that the run noted stay in the history.
 */
export function withPeoplesPart(ours: Alert, theirs: PeoplesPart): Alert {
  const isStored = (at: number, to: string) =>
    theirs.history.entries.some((entry) => entry.kind === 'severity' && entry.at === at && entry.to === to);
  const history = ours.history.entries
    .filter((entry) => entry.kind === 'severity' && !isStored(entry.at, entry.to))
    .reduce(withEntry, theirs.history);
  return { ...ours, workflow: theirs.workflow, comments: theirs.comments, history };
}
