import fc from 'fast-check';
import {
  alert,
  burst,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  sprayRule,
  successfulLogon,
  successRule,
} from '../test/builders';
import { FakeSpace, tickRun } from '../test/fakes';
import type { Alert } from '../common/alerts';
import { LATENESS } from '../common/bounds';
import type { LogonEvent } from '../common/events';
import type { Rule } from '../common/rules';
import { tick } from './tick';

const runAt = (space: FakeSpace, now: number, rules: Rule[]) => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules }));
};
const alertOf = (space: FakeSpace, ruleId: string) =>
  [...space.alerts.values()].map(({ alert }) => alert).find(({ rule: { id } }) => id === ruleId);
const messages = (space: FakeSpace) =>
  [...space.planned.values()].map(({ ruleId, reason }) => [ruleId, reason]);

const SOURCE = rule({ id: 'source', groupBy: 'source', threshold: 6 });
const DISTRIBUTED = sprayRule({ id: 'distributed', groupBy: 'account', of: 'source' });

describe('one attack that several rules see', () => {
  const rules = [rule(), SOURCE];

  it('is an alert for each, linked, and one message', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW, rules);
    space.events.push(...burst(3, {}, SECOND, NOW + 4 * SECOND));
    await runAt(space, NOW + 5 * SECOND, rules);
    expect(messages(space)).toEqual([[rule().id, 'first']]);
    const known = alertOf(space, rule().id);
    expect(alertOf(space, 'source')).toMatchObject({ held: 'same_attack', partOf: known?.id });
    expect(Object.keys(known ?? {}).sort()).toEqual(Object.keys(alert()).sort());
    expect(known?.linked).toEqual([{ id: alertOf(space, 'source')?.id, ruleId: 'source' }]);
  });

  it('that worked raises the alert that is there and is told once more', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    const withSuccess = [rule(), successRule()];
    await runAt(space, NOW, withSuccess);
    space.events.push(successfulLogon({ at: NOW + SECOND }));
    for (let n = 1; n <= 5; n += 1) await runAt(space, NOW + n * 5 * SECOND, withSuccess);
    expect(messages(space)).toEqual([
      [rule().id, 'first'],
      ['success', 'severity'],
    ]);
    expect(alertOf(space, rule().id)).toMatchObject({
      severity: 'critical',
      linked: [{ ruleId: 'success' }],
    });
  });

  it('is told by its source too, once most of it is about others', async () => {
    const space = new FakeSpace();
    space.events = burst(6);
    await runAt(space, NOW, rules);
    for (let minute = 5; minute <= 20; minute += 5) {
      const others = Array.from({ length: 6 }, (_, n) =>
        failedLogon({ account: `user${n}`, at: NOW + minute * MINUTE - n }),
      );
      space.events.push(...others);
      await runAt(space, NOW + minute * MINUTE, rules);
    }
    expect(messages(space)).toEqual([
      [rule().id, 'first'],
      ['source', 'first'],
    ]);
  });
});

describe('a success that comes before its failures arrive', () => {
  it('is an attack that worked when the late failures are there', async () => {
    const space = new FakeSpace();
    space.events = [successfulLogon({ at: NOW - MINUTE })];
    await runAt(space, NOW, [successRule()]);
    expect(alertOf(space, 'success')).toBeUndefined();
    space.events.push(...burst(5, {}, SECOND, NOW - 2 * MINUTE));
    await runAt(space, NOW + 5 * SECOND, [successRule()]);
    expect(alertOf(space, 'success')).toMatchObject({ evidence: { count: 5, successCount: 1 } });
  });
});

describe('five failures, each in another spelling and each older than the watermark when it comes', () => {
  it('are one attack on one account', async () => {
    const space = new FakeSpace();
    await runAt(space, NOW, [rule()]);
    const spellings = ['svc_sql', 'SVC_SQL', 'CORP\\svc_sql', 'svc_sql@corp.lan', ' Svc_Sql '];
    for (const [n, account] of spellings.entries()) {
      space.events.push(failedLogon({ account, at: NOW - (5 - n) * SECOND }));
      await runAt(space, NOW + (n + 1) * MINUTE, [rule()]);
    }
    expect(alertOf(space, rule().id)).toMatchObject({ evidence: { count: 5 }, group: { spellings } });
    expect(messages(space)).toEqual([[rule().id, 'first']]);
  });
});

const nameOf = (text: string | null) =>
  (text ?? '').trim().toLowerCase().replace(/^.*\\/, '').replace(/@.*$/, '');
const keyOf = (event: LogonEvent, one: Rule) =>
  one.groupBy === 'account' ? nameOf(event.account) : (event.source ?? '');

/** Everything of the group that lies between the first and the last event of an alert, each once. */
function naiveCounts(events: LogonEvent[], one: Rule, { group, evidence: { first, last } }: Alert) {
  const ofGroup = events.filter((event) => keyOf(event, one) === group.key);
  const failures = ofGroup.filter(({ kind }) => kind === 'failure');
  const within = ({ at }: LogonEvent) => at >= Date.parse(first) && at <= Date.parse(last);
  const worked = ofGroup.filter(
    ({ kind, at }) =>
      kind === 'success' &&
      failures.filter((failure) => failure.at <= at && at - failure.at <= one.timespan).length >=
        one.threshold,
  );
  return {
    count: failures.filter(within).length,
    successCount: one.kind === 'temporal_ordered' ? worked.filter(within).length : 0,
  };
}

/** Who is over a rule's threshold, by comparing each event with each: shares nothing with the product. */
function naive(events: LogonEvent[], one: Rule): string[] {
  const failures = events.filter(
    ({ kind, source }) => kind === 'failure' && (one.groupBy === 'account' || source),
  );
  const before = (end: LogonEvent) =>
    failures.filter(
      (other) =>
        keyOf(other, one) === keyOf(end, one) && other.at <= end.at && end.at - other.at <= one.timespan,
    );
  const isOver = (end: LogonEvent) => {
    if (one.kind === 'temporal_ordered') return end.kind === 'success' && before(end).length >= one.threshold;
    if (end.kind !== 'failure' || (one.groupBy === 'source' && !end.source)) return false;
    if (one.kind === 'event_count') return before(end).length >= one.threshold;
    const values = before(end).map((other) => (one.of === 'account' ? nameOf(other.account) : other.source));
    return new Set(values.filter(Boolean)).size >= one.threshold;
  };
  return [
    ...new Set(
      events.filter((event) => keyOf(event, one) !== '' && isOver(event)).map((event) => keyOf(event, one)),
    ),
  ].sort();
}

describe('against a naive recount', () => {
  const rules = [
    rule(),
    SOURCE,
    sprayRule({ threshold: 3 }),
    { ...DISTRIBUTED, threshold: 3 },
    successRule({ threshold: 2 }),
    rule({ id: 'long', threshold: 4, timespan: 30 * MINUTE }),
  ];
  const event = fc.record({
    at: fc.nat(80 * MINUTE),
    late: fc.nat(LATENESS - SECOND),
    account: fc.constantFrom('anna', 'ANNA', 'CORP\\anna', 'anna@corp.lan', 'bert', ' Bert ', 'carl', null),
    source: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', null),
    kind: fc.constantFrom('failure', 'failure', 'failure', 'failure', 'success'),
  });
  const steps = fc.array(fc.integer({ min: SECOND, max: 6 * MINUTE }), { minLength: 1, maxLength: 20 });

  it('each rule finds exactly who is over its threshold, whatever comes late and however long ticks take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 50 }), steps, async (planned, lengths) => {
        const all = planned.map(({ late, ...fields }) => ({
          ...failedLogon({ ...fields, at: NOW + fields.at } as Partial<LogonEvent>),
          arrives: NOW + fields.at + late,
        }));
        const space = new FakeSpace();
        const end = NOW + 150 * MINUTE;
        for (let now = NOW, n = 0; now < end; n += 1) {
          space.events = all.filter(({ arrives }) => arrives <= now);
          await runAt(space, now, rules);
          now = Math.min(end, now + (lengths[n % lengths.length] ?? SECOND));
        }
        space.events = all;
        await runAt(space, end, rules);
        for (const one of rules) {
          const found = [...space.alerts.values()].filter(({ alert }) => alert.rule.id === one.id);
          expect([...new Set(found.map(({ alert }) => alert.group.key))].sort()).toEqual(naive(all, one));
          for (const { alert } of found) {
            const { count, successCount } = alert.evidence;
            expect({ count, successCount }).toEqual(naiveCounts(all, one, alert));
          }
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
