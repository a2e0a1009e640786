import type { AlertAction } from '../../common/alerts/actions';
import type { HistoryEntry } from '../../common/alerts/workflow';
import { act, faultOf, type Actor } from '../record/actions';
import type { ActionOutcome, AlertActions, PeopleStore, StoredPart, Target } from '../record/people_port';

/** How often an alert is read again where others write it at the same time. A run writes one every few seconds at most. */
const TRIES = 5;

/** What the routes act on alerts by. */
export const createAlertActions = (store: PeopleStore, clock: () => number): AlertActions => ({
  async act(targets, action, by) {
    const now = clock();
    const fault = faultOf(action, now);
    return fault ? { fault } : { outcomes: await actOnAlerts(store, targets, action, { by, now }) };
  },
});

/**
 * Does what a person wants with alerts, and says of each what became of it, in the order in which they were given. Where
 * a run wrote an alert at the same moment, the action is done on what the run made of it. Where a person did something
 * since the page was read, nothing is done, and it is said who did what.
 */
export async function actOnAlerts(
  store: PeopleStore,
  targets: Target[],
  action: AlertAction,
  actor: Actor,
): Promise<ActionOutcome[]> {
  const settled = new Map<string, ActionOutcome>();
  let left = [...new Map(targets.map((target) => [target.id, target])).values()];
  for (let tried = 0; tried < TRIES && left.length > 0; tried += 1) {
    const outcomes = await tryOnce(store, left, action, actor);
    for (const one of outcomes) settled.set(one.id, one);
    left = left.filter(({ id }) => !settled.has(id));
  }
  return targets.map(({ id }) => settled.get(id) ?? { id, outcome: 'busy' });
}

/** Those that are settled: all but the ones that others wrote meanwhile. */
async function tryOnce(
  store: PeopleStore,
  targets: Target[],
  action: AlertAction,
  actor: Actor,
): Promise<ActionOutcome[]> {
  const stored = new Map((await store.read(targets.map(({ id }) => id))).map((one) => [one.id, one]));
  const decided = targets.map((target) => decide(target, stored.get(target.id), action, actor));
  const changes = decided.flatMap(({ write }) => (write ? [write] : []));
  const collided = new Set(changes.length > 0 ? await store.write(changes) : []);
  return decided.map(({ outcome }) => outcome).filter(({ id }) => !collided.has(id));
}

interface Decided {
  outcome: ActionOutcome;
  /** What has to be stored for it. */
  write?: StoredPart;
}

function decide(
  { id, revision }: Target,
  stored: StoredPart | undefined,
  action: AlertAction,
  actor: Actor,
): Decided {
  if (!stored) return { outcome: { id, outcome: 'not_found' } };
  const { workflow, history } = stored.part;
  if (revision !== null && revision !== workflow.revision)
    return { outcome: { id, outcome: 'conflict', last: lastOf(history.entries), workflow } };
  const acted = act(stored.part, action, actor);
  if (!acted.ok) return { outcome: { id, outcome: 'refused', refusal: acted.refusal } };
  if (!acted.part) return { outcome: { id, outcome: 'unchanged', workflow } };
  return {
    outcome: { id, outcome: 'done', workflow: acted.part.workflow },
    write: { ...stored, part: acted.part },
  };
}

/** The last deed of a person. */
const lastOf = (entries: HistoryEntry[]): HistoryEntry | null =>
  [...entries].reverse().find(({ kind }) => kind !== 'severity') ?? null;
