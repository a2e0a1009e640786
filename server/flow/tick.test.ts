import { ConflictError } from '../../common/settings/conflict';
import { burst, failedLogon, MINUTE, NOW, rule, SECOND } from '../../test/builders';
import { FakeSpace, KilledError, runAt, tickRun } from '../../test/fakes';
import { tick } from './tick';

const alertsOf = (space: FakeSpace) => [...space.alerts.values()].map(({ alert }) => alert);

describe('a tick', () => {
  it('makes one alert and one message of five failures', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    const report = await runAt(space, NOW);
    expect(report).toMatchObject({ outcome: 'ok', eventsRead: 5, problems: [] });
    expect(report.verdicts).toMatchObject([
      {
        group: { kind: 'account', value: 'Guest' },
        attempts: 5,
        verdict: { decision: 'notify', reason: 'first' },
      },
    ]);
    expect(alertsOf(space)).toMatchObject([{ status: 'active', ordinal: 1, evidence: { count: 5 } }]);
    expect([...space.planned.values()]).toMatchObject([
      { status: 'pending', message: { group: { value: 'Guest' }, attempts: 5 } },
    ]);
    expect(space.memory.watermark).toBe(NOW);
  });

  it('says nothing of four', async () => {
    const space = new FakeSpace();
    space.events = burst(4);
    expect(await runAt(space, NOW)).toMatchObject({ outcome: 'ok', verdicts: [] });
    expect(space.planned.size).toBe(0);
  });

  it('one attack is one message, however many ticks see it grow, and one more at ten times its limit', async () => {
    const space = new FakeSpace();
    for (let n = 0; n < 100; n += 1) {
      space.events.push(failedLogon({ at: NOW + n * 5 * SECOND - 1 }));
      await runAt(space, NOW + n * 5 * SECOND);
    }
    expect(alertsOf(space)).toMatchObject([{ evidence: { count: 100 } }]);
    expect([...space.planned.values()].map(({ reason }) => reason)).toEqual(['first', 'severity']);
  });

  it('reminds when it still goes on after the cooldown, and then after twice as long', async () => {
    const space = new FakeSpace();
    // A critical one cannot become graver, which would be told too.
    const rules = [rule({ severity: 'critical' })];
    const told: number[] = [];
    for (let minute = 0; minute <= 60; minute += 1) {
      space.events.push(...burst(6, {}, SECOND, NOW + minute * MINUTE));
      const { verdicts } = await runAt(space, NOW + minute * MINUTE, { rules });
      if (verdicts[0]?.verdict.decision === 'notify') told.push(minute);
    }
    expect(told).toEqual([0, 15, 45]);
    expect([...space.planned.values()].map(({ reason }) => reason)).toEqual([
      'first',
      'reminder',
      'reminder',
    ]);
  });

  it('ends an attack that has been quiet, and opens another for the next', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW);
    await runAt(space, NOW + 20 * MINUTE);
    await runAt(space, NOW + 20 * MINUTE + 5 * SECOND);
    expect(alertsOf(space)).toMatchObject([{ status: 'recovered' }]);
    space.events.push(...burst(5, {}, SECOND, NOW + 40 * MINUTE));
    await runAt(space, NOW + 40 * MINUTE);
    expect(alertsOf(space)).toMatchObject([
      { ordinal: 1 },
      { ordinal: 2, status: 'active', evidence: { count: 5 } },
    ]);
    expect([...space.planned.values()].map(({ reason }) => reason)).toEqual(['first', 'ended', 'first']);
  });

  it('counts an event that comes late once, without another message', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    await runAt(space, NOW);
    space.events.push(failedLogon({ at: NOW - 3 * MINUTE }));
    await runAt(space, NOW + 5 * SECOND);
    await runAt(space, NOW + 10 * SECOND);
    expect(alertsOf(space)).toMatchObject([{ evidence: { count: 6, first: NOW - 3 * MINUTE } }]);
    expect(space.planned.size).toBe(1);
  });

  it('keeps an alert without a channel, and tells of it when there is one', async () => {
    const space = new FakeSpace();
    space.events = burst(5);
    const { verdicts } = await runAt(space, NOW, { channels: [] });
    expect(verdicts[0]?.verdict).toEqual({ decision: 'hold', reason: 'no_channel' });
    expect(space.planned.size).toBe(0);
    await runAt(space, NOW + 5 * SECOND);
    expect(space.planned.size).toBe(1);
  });

  it('leaves the watermark where it was when Elasticsearch fails, and then covers the slice', async () => {
    const space = new FakeSpace();
    await runAt(space, NOW - 5 * MINUTE);
    space.events = burst(5);
    space.readError = Object.assign(new Error('429'), { name: 'ResponseError', meta: { statusCode: 429 } });
    expect(await runAt(space, NOW)).toMatchObject({
      outcome: 'failed',
      problems: [{ code: 'es_overloaded' }],
    });
    expect(space.memory.watermark).toBe(NOW - 5 * MINUTE);
    space.readError = undefined;
    await runAt(space, NOW + 5 * SECOND);
    expect(space.planned.size).toBe(1);
  });

  it('throws a conflict on an alert, since another Kibana ticks the space, and reports no failure', async () => {
    const space = new FakeSpace();
    const before = await runAt(space, NOW - 5 * MINUTE);
    space.events = burst(5);
    space.saveError = new ConflictError('an alert was written by another run');
    await expect(runAt(space, NOW)).rejects.toThrow(ConflictError);
    expect(space.memory).toMatchObject({ lastTick: before, watermark: NOW - 5 * MINUTE });
    space.saveError = undefined;
    expect(await runAt(space, NOW + 250)).toMatchObject({ outcome: 'ok' });
    expect(space.planned.size).toBe(1);
  });

  it('begins where the first run would have, however long none was good', async () => {
    const space = new FakeSpace();
    space.readError = new Error('502');
    await runAt(space, NOW);
    space.events = burst(5, {}, SECOND, NOW + 5 * MINUTE);
    await runAt(space, NOW + 30 * MINUTE);
    space.readError = undefined;
    await runAt(space, NOW + 60 * MINUTE);
    expect(space.planned.size).toBe(1);
  });

  it('tells what came late again where that could not be written down', async () => {
    const space = new FakeSpace();
    for (const minutes of [5, 4]) await runAt(space, NOW - minutes * MINUTE);
    space.events = [failedLogon({ at: NOW - 60 * MINUTE })];
    space.now = NOW;
    const ports = space.ports();
    const write = () => Promise.reject(new ConflictError('the memory was written by another run'));
    const failing = tick({ ...ports, memory: { ...ports.memory, write } }, tickRun({ now: NOW }));
    await expect(failing).rejects.toThrow(ConflictError);
    expect(await runAt(space, NOW + 5 * SECOND)).toMatchObject({ problems: [{ code: 'events_late' }] });
    expect(await runAt(space, NOW + 10 * SECOND)).toMatchObject({ problems: [] });
  });

  it('names a host whose clock is ahead at once, and tells of the attack on it when its time has come', async () => {
    const space = new FakeSpace();
    await runAt(space, NOW);
    const HOUR = 60 * MINUTE;
    space.events = burst(5, { host: 'DC07' }, SECOND, NOW + 3 * HOUR);
    expect(await runAt(space, NOW + 5 * SECOND)).toMatchObject({
      outcome: 'ok',
      problems: [{ code: 'clock_ahead', message: expect.stringContaining('DC07') }],
    });
    expect(space.planned.size).toBe(0);
    expect(await runAt(space, NOW + 3 * HOUR)).toMatchObject({ problems: [] });
    expect(space.planned.size).toBe(1);
  });

  it('names what it will not read after more than a day away', async () => {
    const space = new FakeSpace();
    await runAt(space, NOW);
    expect(await runAt(space, NOW + 25 * 60 * MINUTE)).toMatchObject({
      outcome: 'ok',
      problems: [{ code: 'gap' }],
    });
  });

  it.each(Array.from({ length: 24 }, (_, n) => 1 + n / 2))(
    'killed at call %p neither loses the alert nor leaves it unsent, nor tells twice',
    async (call) => {
      const space = new FakeSpace();
      await runAt(space, NOW - 10 * MINUTE);
      space.events = burst(5);
      space.killAt(call);
      const died = await runAt(space, NOW).then(
        () => false,
        (error: unknown) => error instanceof KilledError,
      );
      space.killAt(Infinity);
      await runAt(space, NOW + 60 * SECOND);
      expect({ died, alerts: alertsOf(space).length, messages: space.planned.size }).toMatchObject({
        alerts: 1,
        messages: 1,
      });
      expect(alertsOf(space)[0]?.evidence.count).toBe(5);
    },
  );
});
