import {
  burst,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  successRule,
} from '../test/builders';
import { FakeSpace, tickRun } from '../test/fakes';
import type { Rule } from '../common/rules';
import type { TickReport } from '../common/status';
import { tick } from './tick';

const RULES = [rule(), rule({ id: 'host', groupBy: 'host', threshold: 8 })];

const runAt = (space: FakeSpace, now: number, rules: Rule[] = RULES): Promise<TickReport> => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules }));
};

/** A Kibana that has just started, and comes no further than this in what is to be read in whole. */
function spaceThatReadsTo(readTo: number): FakeSpace {
  const space = new FakeSpace();
  space.readTo = readTo;
  return space;
}

/** The only alert of the rule. */
function alertOf(space: FakeSpace, { id } = rule()) {
  const found = [...space.alerts.values()].filter(({ alert }) => alert.rule.id === id);
  expect(found).toHaveLength(1);
  return found[0];
}

/** 40 failures, one in ten seconds, the last now. */
const LONG = Array.from({ length: 40 }, (_, n) => failedLogon({ at: NOW - (39 - n) * 10 * SECOND }));

describe('while the slice is not read in whole', () => {
  it('an attack is told of by the newest events of its group', async () => {
    const space = spaceThatReadsTo(NOW - 15 * MINUTE);
    space.events = LONG;
    const report = await runAt(space, NOW);
    expect(report).toMatchObject({ outcome: 'partial', problems: [{ code: 'reading' }] });
    expect(alertOf(space)?.alert.evidence).toMatchObject({ count: 20, last: new Date(NOW).toISOString() });
    expect(space.planned.size).toBeGreaterThan(0);
  });

  it('and counted in whole, from its beginning, as soon as all is read', async () => {
    const space = spaceThatReadsTo(NOW - 15 * MINUTE);
    space.events = LONG;
    await runAt(space, NOW);
    const told = space.planned.size;
    space.readTo = undefined;
    await runAt(space, NOW + 5 * SECOND);
    const counted = new FakeSpace();
    counted.events = LONG;
    await runAt(counted, NOW + 5 * SECOND);
    expect(space.alerts.size).toBe(counted.alerts.size);
    expect(alertOf(space)?.alert.evidence).toEqual(alertOf(counted)?.alert.evidence);
    expect(alertOf(space)?.alert.firedAt).toBe(alertOf(counted)?.alert.firedAt);
    expect(alertOf(space)?.settled).toEqual(alertOf(counted)?.settled);
    expect(space.planned.size).toBe(told);
  });

  it('an alert of a part is not counted by another part', async () => {
    const space = spaceThatReadsTo(NOW - 15 * MINUTE);
    space.events = LONG;
    await runAt(space, NOW);
    const told = alertOf(space)?.alert.evidence;
    // Each run reads all now, and does not come to the end.
    space.hidesArrivals = true;
    space.readTo = NOW - 5 * MINUTE;
    await runAt(space, NOW + 5 * SECOND);
    expect(alertOf(space)?.alert.evidence).toEqual(told);
    space.readTo = undefined;
    await runAt(space, NOW + 10 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(LONG.length);
  });

  it('the mark stays where it was, and what is left is named with numbers', async () => {
    const space = spaceThatReadsTo(NOW - 16 * MINUTE);
    space.events = [failedLogon({ at: NOW - 17 * MINUTE }), ...LONG];
    const { problems } = await runAt(space, NOW, [rule({ timespan: 10 * MINUTE })]);
    expect(space.memory.watermark).toBeNull();
    expect(problems[0]?.message).toContain('1 of about 41');
  });

  it('an alert that is known neither grows nor ends, since most of its events are unread', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW);
    const before = alertOf(space);
    space.restart();
    space.readTo = NOW - 15 * MINUTE;
    const later = NOW + 16 * MINUTE;
    space.events.push(...burst(30, {}, SECOND, later));
    await runAt(space, later);
    expect(alertOf(space)?.alert).toEqual(before?.alert);
  });

  it('an attack that worked is told of, by the successes of those who have the failures', async () => {
    const space = spaceThatReadsTo(NOW - 15 * MINUTE);
    space.events = [...LONG, successfulLogon({ at: NOW + SECOND })];
    await runAt(space, NOW + 2 * SECOND, [successRule()]);
    expect([...space.alerts.values()].map(({ alert }) => alert.evidence.successCount)).toEqual([1]);
  });

  it('what no bucket shows is found when all is read, also in the part that was read before', async () => {
    const space = spaceThatReadsTo(NOW - 5 * MINUTE);
    const spellings = ['anna', 'ANNA', 'Anna', 'CORP\\anna', 'anna@corp.lan'];
    space.events = spellings.map((account, n) =>
      failedLogon({ account, host: `h${n}`, at: NOW - 9 * MINUTE + n * SECOND }),
    );
    await runAt(space, NOW);
    expect(space.alerts.size).toBe(0);
    space.readTo = undefined;
    await runAt(space, NOW + 5 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(5);
  });

  it('nobody below a threshold is told of', async () => {
    const space = spaceThatReadsTo(NOW - 15 * MINUTE);
    space.events = Array.from({ length: 12 }, (_, n) =>
      failedLogon({ at: NOW - n * 90 * SECOND, host: `h${n}` }),
    );
    expect((await runAt(space, NOW)).problems.map(({ code }) => code)).toEqual(['reading']);
    expect(space.alerts.size).toBe(0);
  });
});

describe('how much is read at once', () => {
  /** Of accounts that are all below every threshold. */
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      failedLogon({ at: NOW - (n % 600) * SECOND, account: `a${n}`, host: `h${n}` }),
    );

  it.each<[string, number, TickReport['outcome'], number]>([
    ['what a run can read is read by the first', 50_000, 'ok', 50_000],
    ['more is left to the next, so that what can be told of it is told first', 50_001, 'partial', 0],
  ])('%s', async (_what, count, outcome, eventsRead) => {
    const space = new FakeSpace();
    space.events = many(count);
    expect(await runAt(space, NOW, [rule()])).toMatchObject({ outcome, eventsRead });
    expect(await runAt(space, NOW + 5 * SECOND, [rule()])).toMatchObject({ outcome: 'ok', problems: [] });
  });
});
