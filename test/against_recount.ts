import type { Alert } from '../common/alerts/alerts';
import type { Rule } from '../common/rules/rules';
import type { FakeSpace } from './fakes';
import type { Detecting } from './mishaps';
import { naiveAlert, naiveAttacks, naiveLockouts, type NaiveAlert, type NaiveAttack } from './naive_recount';
import type { Planned } from './planned_events';

/** The events that a run at `now` can know: those that were visible by then and are not dated later. */
const knownAt = (all: Planned[], now: number) => all.filter(({ seen, at }) => seen <= now && at <= now);

const toNaive = ({ group, firedAt, evidence }: Alert): NaiveAlert => ({
  key: group.key,
  firedAt,
  count: evidence.count,
  successCount: evidence.successCount,
  lockouts: evidence.lockouts,
  first: evidence.first,
  last: evidence.last,
});

const byKey = (a: NaiveAlert, b: NaiveAlert) => a.key.localeCompare(b.key) || a.firedAt - b.firedAt;
const alertsOf = (space: FakeSpace, { id }: Rule) =>
  [...space.alerts.values()].map(({ alert }) => alert).filter(({ rule }) => rule.id === id);

/**
 * Expects every number of every alert to equal the naive recount. For events that are seen in the order in which they
 * happened.
 */
export function expectSame(space: FakeSpace, all: Planned[], now: number, { rules, comparing }: Detecting) {
  for (const one of rules) {
    const attacks = naiveAttacks(knownAt(all, now), one, comparing);
    const wanted = attacks.flatMap((attack) =>
      attack.reached[0] === undefined ? [] : [naiveAlert(attack, attack.reached[0], one)],
    );
    const found = alertsOf(space, one).map(toNaive).sort(byKey);
    expect({ rule: one.id, now, alerts: found }).toEqual({
      rule: one.id,
      now,
      alerts: wanted.sort(byKey),
    });
  }
}

/**
 * Expects the right alerts where events come late: each attack has its alert, and there are no others. Only where late
 * events joined two attacks that were already told are there several alerts; together they count each event once.
 */
export function expectRight(space: FakeSpace, all: Planned[], now: number, { rules, comparing }: Detecting) {
  for (const one of rules) {
    const attacksAt = (at: number) =>
      naiveAttacks(knownAt(all, at), one, comparing).filter(({ reached }) => reached.length > 0);
    const attacks = attacksAt(now);
    const alerts = alertsOf(space, one);
    const alertsIn = (attack: NaiveAttack) => alerts.filter((alert) => isIn(alert, attack));
    expect(alerts.filter((alert) => !attacks.some((attack) => isIn(alert, attack)))).toEqual([]);
    for (const attack of attacks) {
      const found = alertsIn(attack);
      expectCounted(found.map(toNaive), attack, one);
      expect(found.filter((alert) => wasTold(alert, found, attacksAt))).toEqual([]);
    }
  }
}

/** Whether an alert was opened although, by what was known then, an earlier alert was about the same attack. */
function wasTold(alert: Alert, all: Alert[], attacksAt: (at: number) => NaiveAttack[]): boolean {
  const known = attacksAt(alert.detectedAt).filter((attack) => holds(attack, alert));
  return all
    .filter(({ ordinal }) => ordinal < alert.ordinal)
    .some((other) => known.some((attack) => holds(attack, other)));
}

function holds(attack: NaiveAttack, alert: Alert): boolean {
  const { key, first, last } = toNaive(alert);
  return key === attack.key && timesOf(attack).some((at) => at >= first && at <= last);
}

const timesOf = ({ failures, successes }: NaiveAttack) => [...failures, ...successes].map(({ at }) => at);

function isIn(alert: Alert, attack: NaiveAttack): boolean {
  const { key, firedAt } = toNaive(alert);
  return key === attack.key && attack.reached.includes(firedAt);
}

function expectCounted(alerts: NaiveAlert[], attack: NaiveAttack, one: Rule) {
  const [first, ...others] = [...alerts].sort(byKey);
  if (!first) {
    expect({ rule: one.id, missing: attack }).toEqual({ rule: one.id });
    return;
  }
  const wanted = naiveAlert(attack, attack.reached[0] ?? NaN, one);
  if (others.length === 0) {
    expect({ rule: one.id, alert: first }).toEqual({ rule: one.id, alert: wanted });
    return;
  }
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  expect({
    rule: one.id,
    alerts,
    firedAt: first.firedAt,
    count: sum(alerts.map(({ count }) => count)),
    successCount: sum(alerts.map(({ successCount }) => successCount)),
    first: Math.min(...alerts.map(({ first: at }) => at)),
    last: Math.max(...alerts.map(({ last: at }) => at)),
  }).toMatchObject({
    firedAt: wanted.firedAt,
    count: wanted.count,
    successCount: wanted.successCount,
    first: wanted.first,
    last: wanted.last,
  });
  for (const alert of alerts) expectOwn(alert, attack, one);
}

/** Expects an alert to count every event between its first and its last one. */
function expectOwn(alert: NaiveAlert, attack: NaiveAttack, one: Rule) {
  const isWithin = ({ at }: { at: number }) => at >= alert.first && at <= alert.last;
  expect({
    rule: one.id,
    alert,
    count: attack.failures.filter(isWithin).length,
    successCount: attack.successes.filter(isWithin).length,
    lockouts: naiveLockouts(attack, alert, one),
  }).toMatchObject({
    count: alert.count,
    successCount: alert.successCount,
    lockouts: alert.lockouts,
  });
  expect(timesOf(attack)).toContain(alert.last);
}
