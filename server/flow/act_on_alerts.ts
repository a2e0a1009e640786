import type { AlertAction } from '../../common/alerts/actions';
import type { HistoryEntry } from '../../common/alerts/workflow';
import { act, faultOf, type Actor } from '../record/actions';
import type { ActionOutcome, AlertActions, PeopleStore, StoredPart, Target } from '../record/people_port';

/** How often an alert is read again where others write it at the same time. A run writes one every few seconds at most. */
const TRIES = 5;
/** How many are decided on before others have their turn. Thousands are where whole alerts have many parts. */
const AT_ONCE = 500;

/** What the routes act on alerts by. `tell` has the messages about these alerts, and about their parts, say what was done. */
export const createAlertActions = (
  store: PeopleStore,
  clock: () => number,
  tell: (alertIds: string[]) => Promise<void>,
): AlertActions => ({
  async act(targets, action, by) {
    const now = clock();
    const fault = faultOf(action, now);
    if (fault) return { fault };
    const outcomes = await actOnAlerts(store, targets, action, { by, now });
    if (action.kind !== 'comment') await tell(actedOn(outcomes));
    return { outcomes };
  },
});

/** Where an alert was so already, something may have been done to its parts. */
const actedOn = (outcomes: ActionOutcome[]): string[] =>
  outcomes.flatMap(({ id, outcome }) => (outcome === 'done' || outcome === 'unchanged' ? [id] : []));

/**
 * Does what a person wants with alerts, and says of each what became of it, in the order in which they were given. Where
 * a run wrote an alert at the same moment, the action is done on what the run made of it. Where a person did something
 * since the page was read, nothing is done, and it is said who did what.
 *
 * One attack is one row for people, so what is done to an alert is done to its parts too, whatever was done to these
 * before. A comment stays where it was written. Throws only where nothing was stored; where storing fails on the way, the
 * outcome of each alert that is concerned says so.
 */
export async function actOnAlerts(
  store: PeopleStore,
  targets: Target[],
  action: AlertAction,
  actor: Actor,
): Promise<ActionOutcome[]> {
  const settled = await settle(store, targets, action, () => actor);
  const outcomes = targets.map(({ id }) => settled.get(id)?.outcome ?? busy(id));
  if (action.kind === 'comment') return outcomes;
  const wholes = await wholesOf(store, outcomes, targets).catch(() => null);
  if (!wholes) return outcomes.map((outcome) => withParts(outcome, ['failed']));
  const parts = [...wholes.keys()].map((id) => ({ id, revision: null }));
  const actorOf = ({ id }: Target) => ({ ...actor, whole: wholes.get(id) });
  const done = await settle(store, parts, action, actorOf).catch(() => allFailed(parts));
  const ofWhole = byWhole(wholes, done);
  return outcomes.map((outcome) => withParts(outcome, ofWhole.get(outcome.id) ?? []));
}

/** Which part belongs to which of the alerts that were acted on. A part that was a target itself was acted on already. */
async function wholesOf(
  store: PeopleStore,
  outcomes: ActionOutcome[],
  targets: Target[],
): Promise<Map<string, string>> {
  const own = new Set(targets.map(({ id }) => id));
  const found = await store.partsOf(actedOn(outcomes));
  return new Map(
    [...found].flatMap(([whole, parts]) =>
      parts.filter((part) => !own.has(part)).map((part) => [part, whole] as const),
    ),
  );
}

type Outcome = ActionOutcome['outcome'];

/** What became of the parts, by the alert that they are parts of. */
function byWhole(wholes: Map<string, string>, done: Map<string, Decided>): Map<string, Outcome[]> {
  const found = new Map<string, Outcome[]>();
  for (const { outcome } of done.values()) {
    const whole = wholes.get(outcome.id) ?? '';
    const those = found.get(whole);
    if (those) those.push(outcome.outcome);
    else found.set(whole, [outcome.outcome]);
  }
  return found;
}

function withParts(outcome: ActionOutcome, parts: Outcome[]): ActionOutcome {
  if (outcome.outcome !== 'done' && outcome.outcome !== 'unchanged') return outcome;
  if (parts.includes('failed')) return { id: outcome.id, outcome: 'failed' };
  const count = parts.filter((one) => one === 'done').length;
  return count > 0 ? { ...outcome, parts: count } : outcome;
}

const busy = (id: string): ActionOutcome => ({ id, outcome: 'busy' });

const failed = (id: string): Decided => ({ outcome: { id, outcome: 'failed' } });
const allFailed = (targets: Target[]) => new Map(targets.map(({ id }) => [id, failed(id)]));

/** What became of each target, by id. One that others wrote again and again is missing. Throws where nothing was stored. */
async function settle(
  store: PeopleStore,
  targets: Target[],
  action: AlertAction,
  actorOf: (target: Target) => Actor,
): Promise<Map<string, Decided>> {
  const settled = new Map<string, Decided>();
  let left = [...new Map(targets.map((target) => [target.id, target])).values()];
  for (let tried = 0; tried < TRIES && left.length > 0; tried += 1) {
    for (let from = 0; from < left.length; from += AT_ONCE) {
      const some = left.slice(from, from + AT_ONCE);
      const decided = await tryOnce(store, some, action, actorOf).catch((error: unknown) => {
        if (settled.size === 0) throw error;
        return some.map(({ id }) => failed(id));
      });
      for (const one of decided) settled.set(one.outcome.id, one);
    }
    left = left.filter(({ id }) => !settled.has(id));
  }
  return settled;
}

/** Those that are settled: all but the ones that others wrote meanwhile. */
async function tryOnce(
  store: PeopleStore,
  targets: Target[],
  action: AlertAction,
  actorOf: (target: Target) => Actor,
): Promise<Decided[]> {
  const stored = new Map((await store.read(targets.map(({ id }) => id))).map((one) => [one.id, one]));
  const decided = targets.map((target) => decide(target, stored.get(target.id), action, actorOf(target)));
  const changes = decided.flatMap(({ write }) => (write ? [write] : []));
  if (changes.length === 0) return decided;
  const unwritten = await store.write(changes);
  const [collided, lost] = [new Set(unwritten.collided), new Set(unwritten.failed)];
  return decided
    .filter(({ outcome }) => !collided.has(outcome.id))
    .map((one) => (lost.has(one.outcome.id) ? failed(one.outcome.id) : one));
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
