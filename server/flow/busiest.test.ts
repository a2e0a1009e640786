import {
  burst,
  failedLogon,
  MINUTE,
  NOW,
  rule,
  SECOND,
  successfulLogon,
  sprayRule,
  successRule,
} from '../../test/builders';
import { FakeSpace, tickRun } from '../../test/fakes';
import type { Rule } from '../../common/rules/rules';
import type { TickReport } from '../../common/status/status';
import { tick } from './tick';

const RULES = [rule(), rule({ id: 'host', groupBy: 'host', threshold: 8 })];

const runAt = (space: FakeSpace, now: number, rules: Rule[] = RULES): Promise<TickReport> => {
  space.now = now;
  return tick(space.ports(), tickRun({ now, rules }));
};

/** A Kibana that has just started, to which one failure is much to read. */
function spaceWithMuch(): FakeSpace {
  const space = new FakeSpace();
  space.many = 0;
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

describe('where there is much to read, the first run', () => {
  it('tells of an attack by the newest events of its group', async () => {
    const space = spaceWithMuch();
    space.events = LONG;
    const report = await runAt(space, NOW);
    expect(report).toMatchObject({ outcome: 'partial', eventsRead: 20, problems: [{ code: 'reading' }] });
    expect(alertOf(space)?.alert.evidence).toMatchObject({ count: 20, last: NOW });
    expect(space.planned.size).toBeGreaterThan(0);
  });

  it('and the next counts it in whole, from its beginning', async () => {
    const space = spaceWithMuch();
    space.events = LONG;
    await runAt(space, NOW);
    const told = space.planned.size;
    await runAt(space, NOW + 5 * SECOND);
    const counted = new FakeSpace();
    counted.events = LONG;
    await runAt(counted, NOW + 5 * SECOND);
    expect(space.alerts.size).toBe(counted.alerts.size);
    expect(alertOf(space)?.alert.evidence).toEqual(alertOf(counted)?.alert.evidence);
    expect(alertOf(space)?.alert.firedAt).toBe(alertOf(counted)?.alert.firedAt);
    expect(alertOf(space)?.sealed).toEqual(alertOf(counted)?.sealed);
    expect(alertOf(space)?.isProvisional).toBe(false);
    expect(space.planned.size).toBe(told);
  });

  it('is followed by one that begins where it began, and names how much that is to read', async () => {
    const space = spaceWithMuch();
    // Early in the slice: a minute later it would lie before it.
    space.events = burst(60, {}, SECOND, NOW - 14 * MINUTE);
    const { problems } = await runAt(space, NOW);
    expect(space.memory.watermark).toBe(NOW);
    expect(problems[0]?.message).toContain('About 60 failed logons');
    await runAt(space, NOW + 80 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(60);
  });

  it('leaves the mark where it was', async () => {
    const space = spaceWithMuch();
    space.memory = { ...space.memory, watermark: NOW - 30 * MINUTE };
    space.events = LONG;
    await runAt(space, NOW);
    expect(space.memory.watermark).toBe(NOW - 30 * MINUTE);
  });

  it('lets no known alert grow or end, since most events are unread', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW);
    const before = alertOf(space);
    space.restart();
    space.many = 0;
    const later = NOW + 16 * MINUTE;
    space.events.push(...burst(30, {}, SECOND, later));
    await runAt(space, later);
    expect(alertOf(space)?.alert).toEqual(before?.alert);
  });

  it('tells once of an attack whose newest events lie apart, since others are newest there', async () => {
    const space = spaceWithMuch();
    space.memory = { ...space.memory, watermark: NOW - SECOND };
    // One a second for half an hour: on H1 until 18 minutes ago, then on H2.
    space.events = Array.from({ length: 1800 }, (_, n) => {
      const at = NOW - (1799 - n) * SECOND;
      return failedLogon({ at, host: at < NOW - 18 * MINUTE ? 'H1' : 'H2', source: null });
    });
    const rules = [rule(), sprayRule(), rule({ id: 'host', groupBy: 'host', threshold: 50 })];
    await runAt(space, NOW, rules);
    await runAt(space, NOW + 5 * SECOND, rules);
    expect([...space.planned.values()].map(({ ruleId }) => ruleId)).toEqual([rule().id]);
    // Of the slice, 20 minutes and a second, both ends included.
    expect(alertOf(space)?.alert.evidence.count).toBe(20 * 60 + 2);
  });

  it('tells of two attacks as one where it sees no more, and the next tells them apart', async () => {
    const space = spaceWithMuch();
    space.memory = { ...space.memory, watermark: NOW - 5 * MINUTE };
    const old = burst(6, {}, SECOND, NOW - 17 * MINUTE);
    space.events = [...old, ...burst(7, {}, SECOND, NOW)];
    await runAt(space, NOW, [rule()]);
    expect(alertOf(space)?.alert.evidence.count).toBe(13);
    await runAt(space, NOW + 5 * SECOND, [rule()]);
    const counts = [...space.alerts.values()].map(({ alert }) => alert.evidence.count);
    expect(counts.sort()).toEqual([6, 7]);
  });

  it('tells of an attack that worked, by the successes of those who have the failures', async () => {
    const space = spaceWithMuch();
    space.events = [...LONG, successfulLogon({ at: NOW + SECOND })];
    await runAt(space, NOW + 2 * SECOND, [successRule()]);
    expect([...space.alerts.values()].map(({ alert }) => alert.evidence.successCount)).toEqual([1]);
  });

  it('leaves what no bucket shows to the next', async () => {
    const space = spaceWithMuch();
    const spellings = ['anna', 'ANNA', 'Anna', 'CORP\\anna', 'anna@corp.lan'];
    space.events = spellings.map((account, n) =>
      failedLogon({ account, host: `h${n}`, at: NOW - 9 * MINUTE + n * SECOND }),
    );
    await runAt(space, NOW);
    expect(space.alerts.size).toBe(0);
    await runAt(space, NOW + 5 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(5);
  });

  it('names what it could not count by', async () => {
    const space = spaceWithMuch();
    space.uncounted = ['source', 'host'];
    space.events = LONG;
    const [, problem] = (await runAt(space, NOW)).problems;
    expect(problem).toMatchObject({ code: 'not_countable' });
    expect(problem?.message).toContain('cannot count by source addresses, hosts');
  });

  it('tells of nobody below a threshold', async () => {
    const space = spaceWithMuch();
    space.events = Array.from({ length: 12 }, (_, n) =>
      failedLogon({ at: NOW - n * 90 * SECOND, host: `h${n}` }),
    );
    expect((await runAt(space, NOW)).problems.map(({ code }) => code)).toEqual(['reading']);
    expect(space.alerts.size).toBe(0);
  });
});

describe('an alert that was opened by a part of its events', () => {
  const opened = async (events = LONG, rules: Rule[] = RULES) => {
    const space = spaceWithMuch();
    space.events = events;
    await runAt(space, NOW, rules);
    return space;
  };

  it.each([
    ['of what arrived', false],
    ['of all, as each run does where it cannot be told what arrived', true],
  ])('is not counted by another part, %s', async (_what, hidesArrivals) => {
    const space = await opened();
    const told = alertOf(space)?.alert.evidence;
    space.hidesArrivals = hidesArrivals;
    space.readTo = NOW - 5 * MINUTE;
    await runAt(space, NOW + 5 * SECOND);
    expect(alertOf(space)?.alert.evidence).toEqual(told);
    space.readTo = undefined;
    await runAt(space, NOW + 10 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(LONG.length);
  });

  it('keeps the slice open as long as successes are unread', async () => {
    const rules = [successRule()];
    const space = await opened([...LONG, successfulLogon({ at: NOW - SECOND })], rules);
    space.successesTo = NOW - MINUTE;
    for (let n = 1; n <= 30; n += 1) await runAt(space, NOW + n * MINUTE, rules);
    space.successesTo = undefined;
    await runAt(space, NOW + 31 * MINUTE, rules);
    const counts = [...space.alerts.values()].map(({ alert }) => alert.evidence.count);
    expect(counts).toEqual([LONG.length]);
  });

  it('keeps its count where its events are gone with their index, and what is new is added', async () => {
    const space = await opened(burst(20, {}, SECOND, NOW - MINUTE));
    space.restart();
    space.many = undefined;
    space.events = burst(10, {}, SECOND, NOW);
    await runAt(space, NOW + 5 * SECOND);
    expect(alertOf(space)?.alert.evidence.count).toBe(30);
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
