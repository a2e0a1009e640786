import type { Alert } from '../../common/alerts/alerts';
import type { Steps } from '../../common/give_way';
import { isGraver } from '../../common/rules/rules';
import type { Judgement } from './judgement';

/** A spray over thousands of accounts names so many of their alerts. */
const LINKED_MAX = 50;

/**
 * Sees to it that every alert leads by `partOf` to one that is part of nothing: lists show only those, so alerts that are
 * part of each other would be in none. That comes about where channels told of different alerts, or of the lesser one
 * first. The most important alert of a ring is part of nothing. `judgements`: the most important first. `recent`: alerts
 * that they may be part of; those that are not judged stay as they are.
 */
export function* breakRings(judgements: Judgement[], recent: Alert[]): Steps<Judgement[]> {
  const wholes = new Map(recent.map(({ id, partOf }) => [id, partOf]));
  for (const { alertId } of judgements) wholes.delete(alertId);
  const broken: Judgement[] = [];
  // Each is added to those that lead to an end already: only the last of a ring closes it.
  for (const judgement of [...judgements].reverse()) {
    yield;
    const one = isOnRing(judgement, wholes) ? { ...judgement, partOf: null } : judgement;
    wholes.set(one.alertId, one.partOf);
    broken.push(one);
  }
  return broken.reverse();
}

/** Whether the way from an alert to the one that it is part of, and so on, comes back to where it was. */
function isOnRing({ alertId, partOf }: Judgement, wholes: Map<string, string | null>): boolean {
  const seen = new Set([alertId]);
  for (let id = partOf; id !== null; id = wholes.get(id) ?? null) {
    if (seen.has(id)) return true;
    seen.add(id);
  }
  return false;
}

/**
 * Lists in each open alert the alerts that are part of it. A graver part raises the severity of the whole only where
 * both are about the same group. Otherwise a spray would become as grave as its first account that was broken into,
 * and the next such account would no longer be graver than the spray.
 */
export function* linkAll(judgements: Judgement[], open: Alert[]): Steps<Judgement[]> {
  const alerts = new Map(open.map((alert) => [alert.id, alert]));
  const linked = new Map(judgements.map((one) => [one.alertId, { ...one }]));
  for (const whole of linked.values()) {
    yield;
    unlink(whole, linked);
  }
  for (const { alertId, partOf } of judgements) {
    yield;
    const [part, whole] = [alerts.get(alertId), partOf === null ? undefined : linked.get(partOf)];
    if (part && whole) link(part, whole, alerts.get(whole.alertId));
  }
  return [...linked.values()];
}

/** Takes out of the list what is part of another alert, or of none, by now. */
function unlink(whole: Judgement, judgements: Map<string, Judgement>): void {
  const isPart = ({ id }: { id: string }) => {
    const part = judgements.get(id);
    return part === undefined || part.partOf === whole.alertId;
  };
  if (!whole.linked.every(isPart)) whole.linked = whole.linked.filter(isPart);
}

function link({ id, rule, group, severity }: Alert, whole: Judgement, wholeAlert: Alert | undefined): void {
  const isOfOneGroup = wholeAlert?.group.kind === group.kind && wholeAlert.group.key === group.key;
  if (isOfOneGroup && isGraver(severity, whole.severity)) whole.severity = severity;
  if (!whole.linked.some((one) => one.id === id) && whole.linked.length < LINKED_MAX)
    whole.linked = [...whole.linked, { id, ruleId: rule.id }];
}
