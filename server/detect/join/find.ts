import { NOTHING_SEALED, type Detection, type KnownAlert } from '../../../common/alerts/detections';
import { WAIT_FOR_SUCCESSES } from '../../../common/bounds';
import { eachInTurn } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import { ALL_TIME, reachedAt } from '../count/threshold';
import { logKeyOf, membersOf, type Member } from '../count/members';
import { countedFrom, countedUpTo, joinGroup } from './join';
import { isSealingDue, isUnsealed, sealableBefore, sealedAsItIs } from './sealing';
import type { Search } from './search';

/** The input of a search by all rules. */
export interface Searches extends Omit<Search, 'rule' | 'asOf'> {
  rules: Rule[];
  /** Epoch milliseconds up to which failures were read. */
  readTo: number;
  /** Epoch milliseconds up to which everything was read that a rule needs; -Infinity where nobody can tell. */
  asOf(rule: Rule): number;
  /**
   * Whether `asOf(rule)` reaches the end of the slice. Where it does not, groups over the threshold are
   * opened at once, as provisional alerts.
   */
  isWhole(rule: Rule): boolean;
}

/**
 * The detections of all rules. For a rule of which not everything was read: only sealings that are due, and
 * provisional alerts. `known`: all alerts that an event may join.
 */
export async function findAllAttacks<A extends KnownAlert>(
  known: A[],
  { rules, readTo, asOf, isWhole, ...given }: Searches,
): Promise<Array<Detection<A>>> {
  const found: Array<Detection<A>> = [];
  const byRule = new Map<string, A[]>(rules.map(({ id }) => [id, []]));
  await eachInTurn(known, given.giveWay, (one) => byRule.get(one.alert.rule.id)?.push(one));
  for (const rule of rules) {
    const search = { ...given, rule, asOf: asOf(rule) };
    const ofRule = byRule.get(rule.id) ?? [];
    const complete = Number.isFinite(search.asOf)
      ? await findAttacks(ofRule, search)
      : sealedInTime(ofRule, search, waitedTo(rule, readTo));
    for (const detection of complete) found.push(detection);
    if (isWhole(rule)) continue;
    const told = [...ofRule.map(({ alert }) => alert.group.key), ...complete.map(({ group }) => group.key)];
    for (const detection of await findEarly<A>(new Set(told), search)) found.push(detection);
  }
  return found;
}

/**
 * Every group that reached the threshold, and every alert that grew, as of `search.asOf`. Looks at the groups that changed, and
 * at those of alerts that are provisional or have to be sealed. `known`: the alerts of the rule.
 */
export async function findAttacks<A extends KnownAlert>(
  known: A[],
  search: Search,
): Promise<Array<Detection<A>>> {
  const { rule, window, asOf } = search;
  const alertsOf = new Map<string, A[]>();
  const due = new Set<string>();
  await eachInTurn(known, search.giveWay, (one) => {
    const key = logKeyOf(one.alert.group.key, search);
    alertsOf.set(key, [...(alertsOf.get(key) ?? []), one]);
    // Of a small group it is not told whether it changed.
    const isSmall = window.sizeOf(rule.groupBy, key) < rule.threshold;
    if (isSmall || one.isProvisional || isSealingDue(one, rule, asOf)) due.add(key);
  });
  const found: Array<Detection<A>> = [];
  await eachMember(window.changedOr(rule.groupBy, due), alertsOf, search, async (member) => {
    const alerts = (alertsOf.get(logKeyOf(member.key, search)) ?? []).filter(
      ({ alert }) => alert.group.key === member.key,
    );
    for (const detection of await joinGroup(member, alerts, search)) found.push(detection);
  });
  return found;
}

/**
 * Calls `visit` for every member of these groups. Passes over groups with fewer events than the threshold
 * and without an alert: most are such. Throws where the run is given up.
 */
async function eachMember<A extends KnownAlert>(
  keys: Iterable<string>,
  alertsOf: ReadonlyMap<string, A[]>,
  search: Search,
  visit: (member: Member) => Promise<void>,
): Promise<void> {
  for (const key of keys) {
    const wait = search.giveWay();
    if (wait) await wait;
    search.signal?.throwIfAborted();
    const asked = (alertsOf.get(key) ?? []).map(({ alert }) => alert.group.key);
    const isSmall = search.window.sizeOf(search.rule.groupBy, key) < search.rule.threshold;
    if (isSmall && asked.length === 0) continue;
    const group = search.window.group(search.rule.groupBy, key);
    const isMixed = search.window.isMixed(search.rule.groupBy, key);
    for (const member of await membersOf(key, group, { asked, isMixed }, search)) await visit(member);
  }
}

/**
 * Early firing, where not everything was read yet: the groups over the threshold, as provisional detections.
 * Rules are monotone, so a group that fires on a part of its events fires on all of them. Looks only at
 * groups without an alert: whether new events belong to an old attack or are another one cannot be told while
 * events between them are unread. A group is opened once, and the first complete join counts it anew. `told`:
 * keys of groups to leave out, since they have an alert or a detection.
 */
export async function findEarly<A extends KnownAlert>(
  told: ReadonlySet<string>,
  search: Search,
): Promise<Array<Detection<A>>> {
  const { rule, window } = search;
  const found: Array<Detection<A>> = [];
  await eachMember(window.changed(rule.groupBy), new Map<string, A[]>(), search, async (member) => {
    if (told.has(member.key)) return;
    const counted = await countedUpTo(member, search, Infinity);
    const firedAt = await reachedAt(counted, rule, ALL_TIME, search);
    if (firedAt === null) return;
    const start = { sealed: NOTHING_SEALED, firedAt, from: firedAt - rule.timespan };
    const now = await countedFrom(start, [ALL_TIME], counted, { ...search, asOf: -Infinity });
    found.push({ ...now, grows: null, isProvisional: true });
  });
  return found;
}

/** Epoch milliseconds up to which a rule waits no more for what is unread: for successes it waits for some time. */
const waitedTo = ({ kind }: Rule, readTo: number): number =>
  kind === 'temporal_ordered' ? readTo - WAIT_FOR_SUCCESSES : readTo;

/**
 * The detections of a rule for which not everything that it needs was read (`asOf` is -Infinity). Its alerts
 * wait unchanged, but where sealing is due as of `waitedTo` they are sealed as they are. Left unsealed for
 * hours, each tick would have to read further back than the one before, which could not be read in time
 * either.
 */
function sealedInTime<A extends KnownAlert>(
  known: A[],
  search: Search,
  waitedTo: number,
): Array<Detection<A>> {
  const { rule, window } = search;
  return known
    .filter((one) => !one.isProvisional && isSealingDue(one, rule, waitedTo))
    .map((one) => {
      const { group, evidence, firedAt } = one.alert;
      const { lockouts } = window.group(rule.groupBy, logKeyOf(group.key, search));
      const atLast = sealedAsItIs(one, lockouts, rule);
      // With lockouts behind its last event the alert would hold the slice open, and be sealed anew by each run.
      const sealable = sealableBefore(firedAt, waitedTo, one.sealed);
      const sealed = isUnsealed({ ...one, sealed: atLast })
        ? sealedAsItIs(one, lockouts, rule, sealable)
        : atLast;
      return {
        rule,
        group,
        grows: one,
        firedAt,
        evidence,
        sealed,
        isProvisional: false,
      };
    });
}
