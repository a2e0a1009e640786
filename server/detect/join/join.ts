import {
  NOTHING_SEALED,
  type Detection,
  type KnownAlert,
  type Sealed,
} from '../../../common/alerts/detections';
import type { Evidence } from '../../../common/alerts/evidence';
import { splitAccount } from '../../../common/rules/account_name';
import type { Group, Rule } from '../../../common/rules/rules';
import { firstLabel } from '../events/normalise';
import { withRange } from '../count/evidence';
import { countBetween, firstTime, upTo } from '../count/lists';
import type { Member } from '../count/members';
import { sessionGap, sessionsOf } from '../count/sessions';
import { ALL_TIME, afterFailures, reachedAt, type Counted, type Range } from '../count/threshold';
import { adjoins, sharesOf, type Share } from './shares';
import type { Search } from './search';
import { isSealingDue, isUnsealed, sealableBefore, sealedAsItIs, unsealedFrom } from './sealing';

/**
 * Joins the sessions of one group with its alerts. Gives a detection for every alert that grew or has to be
 * sealed, and for every new attack: a session that reached the threshold and that no alert joins. A new alert
 * counts from the beginning of the timespan in which the threshold was reached, and not from the beginning of
 * the session, which depends on how far back was read. Everything up to `search.asOf` was read. Where an
 * unsealed alert has events after that, the whole group is left alone: the result is empty.
 */
export async function joinGroup<A extends KnownAlert>(
  member: Member,
  known: A[],
  search: Search,
): Promise<Array<Detection<A>>> {
  const gap = sessionGap(search.rule.timespan);
  const alerts = known.filter((one) => isUnsealed(one) || isNear(one, member, gap));
  if (alerts.some((one) => isUnsealed(one) && one.alert.evidence.last > search.asOf)) return [];
  if (alerts.length === 0 && member.failures.length < search.rule.threshold) return [];
  const counted = await countedUpTo(member, search, search.asOf);
  // A timespan lies in one session, so where none holds enough there is nothing to tell of any: most groups end here.
  if (alerts.length === 0 && (await reachedAt(counted, search.rule, ALL_TIME, search)) === null) return [];
  const sessions = sessionsOf(counted.failures, counted.worked, gap);
  const own = await ownSessions(alerts, sessions, counted, search);
  const shares = sharesOf(sessions, alerts, (session, one) =>
    one.isProvisional ? own.get(one) === session : adjoins(session, one, gap),
  );
  const found: Array<Detection<A> | null> = [];
  for (const session of shares.alone) found.push(await open<A>(counted, session, search));
  for (const one of alerts) found.push(await grow(one, shares.of(one), counted, search));
  return found.filter((detection) => detection !== null);
}

/** Whether anything in a group may belong to an alert. */
const isNear = ({ alert }: KnownAlert, { failures, lockouts }: Member, gap: number) =>
  alert.evidence.last + gap >= Math.min(firstTime(failures), firstTime(lockouts));

/** The events of a group up to `asOf` (epoch milliseconds) that a rule counts. */
export async function countedUpTo(
  member: Member,
  { rule, giveWay }: Pick<Search, 'rule' | 'giveWay'>,
  asOf: number,
): Promise<Counted> {
  const failures = upTo(member.failures, asOf);
  const successes = upTo(member.successes, asOf);
  const worked =
    rule.kind === 'temporal_ordered'
      ? await afterFailures(successes, { ...member, failures }, rule, giveWay)
      : [];
  return { ...member, failures, successes, worked, lockouts: upTo(member.lockouts, asOf) };
}

/**
 * For each provisional alert the session that it stands for: the last one adjoining it that reached the
 * threshold. An early look may have taken two attacks for one; the earlier one then becomes an alert of its
 * own.
 */
async function ownSessions<A extends KnownAlert>(
  alerts: A[],
  sessions: Range[],
  counted: Counted,
  search: Search,
): Promise<Map<A, Range>> {
  const own = new Map<A, Range>();
  const gap = sessionGap(search.rule.timespan);
  for (const one of alerts.filter(({ isProvisional }) => isProvisional)) {
    for (const session of sessions.filter((each) => adjoins(each, one, gap)))
      if ((await reachedAt(counted, search.rule, session, search)) !== null) own.set(one, session);
  }
  return own;
}

async function open<A extends KnownAlert>(
  counted: Counted,
  session: Range,
  search: Search,
): Promise<Detection<A> | null> {
  const firedAt = await reachedAt(counted, search.rule, session, search);
  if (firedAt === null) return null;
  const from = firedAt - search.rule.timespan;
  const start = { sealed: NOTHING_SEALED, firedAt, from };
  return { ...(await countedFrom(start, [session], counted, search)), grows: null };
}

/** What an alert counts without recounting it, and from when on (epoch ms) what its sessions hold is counted on top. */
interface Start {
  sealed: Sealed;
  firedAt: number;
  from: number;
  /** Lockouts that the alert shows already; it never shows fewer, even where some of them were deleted. */
  lockouts?: number;
}

async function grow<A extends KnownAlert>(
  known: A,
  shares: Share[],
  counted: Counted,
  search: Search,
): Promise<Detection<A> | null> {
  const { evidence } = known.alert;
  let now = await countedFrom(await startOf(known, shares, counted, search), shares, counted, search);
  if (areGone(known, now.evidence, counted))
    now = await countedFrom(asItIs(known, counted, search), shares, counted, search);
  const isMore =
    known.isProvisional ||
    now.firedAt !== known.alert.firedAt ||
    SIZES.some((size) => now.evidence[size] !== evidence[size]);
  return isMore || isSealingDue(known, search.rule, search.asOf) ? { ...now, grows: known } : null;
}

const SIZES = ['count', 'successCount', 'lockouts', 'first', 'last'] as const;

/**
 * Whether the log no longer has all events that the alert counts, for example since their index was deleted.
 * Of a provisional alert the whole group is compared: its events may be spread over several sessions.
 */
function areGone(
  { alert, isProvisional }: KnownAlert,
  now: Evidence,
  { failures, worked }: Counted,
): boolean {
  const { count, successCount, first, last } = alert.evidence;
  if (isProvisional) return failures.length < count || worked.length < successCount;
  return now.count < count || now.successCount < successCount || now.first > first || now.last < last;
}

const asItIs = (known: KnownAlert, counted: Counted, { rule, from }: Search): Start => {
  const sealed = sealedAsItIs(known, counted.lockouts, rule, unsealedFrom(known) < from ? from : undefined);
  const { lockouts } = known.alert.evidence;
  return { sealed, firedAt: known.alert.firedAt, from: sealed.before, lockouts };
};

/**
 * Where counting an alert starts. What is sealed is not counted again, so a late event from that time does
 * not count; any other counts as if it had arrived in time.
 */
async function startOf(known: KnownAlert, shares: Share[], counted: Counted, search: Search): Promise<Start> {
  const { sealed } = known;
  const lockouts = known.isProvisional ? 0 : known.alert.evidence.lockouts;
  const { firedAt } = known.alert;
  if (Number.isFinite(sealed.before))
    return isUnsealed(known) && sealed.before < search.from
      ? asItIs(known, counted, search)
      : { sealed, firedAt, from: sealed.before, lockouts };
  const [share] = shares;
  if (!share || known.alert.evidence.first < search.from) return asItIs(known, counted, search);
  const reached = await firstReached(shares, counted, search);
  const first = known.isProvisional ? (reached ?? firedAt) : Math.min(firedAt, reached ?? firedAt);
  const from = share.isBehindAnother ? share.from : first - search.rule.timespan;
  return { sealed: NOTHING_SEALED, firedAt: first, from, lockouts };
}

async function firstReached(shares: Share[], counted: Counted, search: Search): Promise<number | null> {
  for (const share of shares) {
    const reached = await reachedAt(counted, search.rule, share, search);
    if (reached !== null) return reached;
  }
  return null;
}

/**
 * Counts the events of the shares from `from` on, on top of what is sealed, and seals what lies behind the
 * lateness horizon. Gives the detection without the alert that it grows.
 */
export async function countedFrom(
  { sealed, firedAt, from, lockouts: known = 0 }: Start,
  shares: Range[],
  counted: Counted,
  search: Search,
): Promise<Omit<Detection<never>, 'grows'>> {
  const { rule, naming, giveWay, asOf } = search;
  const before = sealableBefore(firedAt, asOf, sealed);
  const counting = { groupBy: rule.groupBy, naming, giveWay };
  const within = async (start: Evidence, first: number, last: number) => {
    let evidence = start;
    for (const share of shares) {
      const range = { from: Math.max(first, share.from), to: Math.min(last, share.to) };
      if (range.from <= range.to) evidence = await withRange(evidence, counted, range, counting);
    }
    return evidence;
  };
  const old = await within(sealed.evidence, from, before - 1);
  const whole = await within(old, Math.max(from, before), Infinity);
  const lockouts = (to: number) =>
    sealed.evidence.lockouts + lockoutsOf(whole, counted, rule, sealed.before, to);
  const evidence = { ...whole, lockouts: Math.max(known, lockouts(Infinity)) };
  const isAllSealed = before > evidence.last + sessionGap(rule.timespan);
  const sealedNow = isAllSealed ? evidence : { ...old, lockouts: lockouts(before - 1) };
  const group = groupOf(counted.key, evidence, rule);
  return { rule, group, firedAt, evidence, sealed: { before, evidence: sealedNow }, isProvisional: false };
}

/**
 * How many lockouts lie between the first event of an attack and a session gap after its last: a lockout
 * follows the failures that caused it. Counts only those from `from` to `to`, epoch milliseconds, both ends
 * included.
 */
const lockoutsOf = ({ first, last }: Evidence, { lockouts }: Counted, rule: Rule, from: number, to: number) =>
  countBetween(lockouts, Math.max(first, from), Math.min(last + sessionGap(rule.timespan), to));

export function groupOf(key: string, evidence: Evidence, { groupBy }: Rule): Group {
  const values = evidence.spellings.map(({ value }) => value);
  const written = values[0] ?? key;
  const value = groupBy === 'account' ? withMachine(written, key, evidence) : written;
  return { kind: groupBy, key, value, spellings: values };
}

/** An account as it was written, with the machine before it where it is the machine's own: `WEB03\Administrator`. */
function withMachine(written: string, key: string, { hosts }: Evidence): string {
  const own = hosts.find(({ value }) => key.startsWith(`${firstLabel(value).toLowerCase()}\\`));
  if (!own || written.includes('\\')) return written;
  return `${firstLabel(own.value)}\\${splitAccount(written).name}`;
}
