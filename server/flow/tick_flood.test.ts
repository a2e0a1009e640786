import fc from 'fast-check';
import { burst, MINUTE, NOW, SECOND, successfulLogon } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { KilledError, tickRun } from '../../test/fakes';
import { Flood, names, summary } from '../../test/flood_space';
import { tick } from './tick';

const HOUR = 60 * MINUTE;

describe('more attacks than a channel tells one by one', () => {
  it('are three messages and one digest, which names five and counts all others', async () => {
    const flood = new Flood();
    flood.attack(names(50), NOW);
    await flood.run(NOW);
    expect(flood.own()).toHaveLength(3);
    expect(flood.digests()).toHaveLength(1);
    expect(flood.digests().map(summary)).toMatchObject([
      {
        cause: 'flood',
        attacks: 47,
        gravest: { length: 5 },
        link: expect.stringMatching(/\?digest=digest-flood-/),
      },
    ]);
    expect(new Set([...flood.alerts.values()].map(({ alert }) => alert.held))).toEqual(new Set([null]));
  });

  it('are added to the digest that was sent, by changing it; a tick without any adds nothing', async () => {
    const flood = new Flood();
    flood.attack(names(10), NOW);
    await flood.run(NOW);
    flood.answer('delivered');
    flood.attack(names(20, 'more'), NOW + 30 * SECOND);
    await flood.run(NOW + 30 * SECOND);
    const [digest, change] = flood.digests();
    expect(change).toMatchObject({ edits: digest?.id, message: { attacks: 27 }, status: 'pending' });
    flood.answer('delivered');
    await flood.run(NOW + MINUTE);
    expect(flood.digests().map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(flood.own()).toHaveLength(3);
  });

  it('are written into the digest while that waits', async () => {
    const flood = new Flood();
    flood.attack(names(10), NOW);
    await flood.run(NOW);
    flood.attack(names(20, 'more'), NOW + 30 * SECOND);
    await flood.run(NOW + 30 * SECOND);
    expect(flood.digests().map((entry) => [entry.status, summary(entry).attacks])).toEqual([['pending', 27]]);
  });

  it('are told again after ten minutes where messages cannot be changed', async () => {
    const flood = new Flood({}, { canEdit: false });
    flood.attack(names(10), NOW);
    await flood.run(NOW);
    flood.answer('delivered');
    flood.attack(names(20, 'more'), NOW + MINUTE);
    await flood.run(NOW + MINUTE);
    const [, again] = flood.digests();
    expect(again).toMatchObject({ edits: null, notBefore: NOW + 10 * MINUTE, message: { attacks: 27 } });
  });

  it('get a new digest, which is heard, after a pause of ten minutes', async () => {
    const flood = new Flood();
    flood.attack(names(10), NOW);
    await flood.run(NOW);
    flood.answer('delivered');
    for (const [n, after] of [11 * MINUTE, 12 * MINUTE].entries()) {
      flood.attack(names(10, `later${n}-`), NOW + after);
      await flood.run(NOW + after);
    }
    expect(flood.digests().filter(({ id }) => !id.endsWith('-edit'))).toHaveLength(2);
    expect(flood.own()).toHaveLength(6);
  });

  it('that worked are messages of their own, each', async () => {
    const flood = new Flood();
    flood.attack(names(10), NOW);
    for (const account of names(6))
      flood.events.push(successfulLogon({ account, source: account, host: account, at: NOW - 500 }));
    await flood.run(NOW);
    const severities = flood.own().map(({ message }) => message.kind === 'attack' && message.severity);
    expect(severities.filter((severity) => severity === 'critical')).toHaveLength(6);
  });

  it('are all in a digest after a Kibana was killed before it could plan that', async () => {
    const flood = new Flood();
    flood.attack(names(10), NOW);
    const ports = flood.ports();
    flood.now = NOW;
    const killed = { ...ports, plans: { ...ports.plans, add: () => Promise.reject(new KilledError('now')) } };
    await tick(killed, tickRun({ channels: [flood.channel] })).catch(() => undefined);
    flood.restart();
    await flood.run(NOW + MINUTE);
    expect(flood.digests().map((entry) => summary(entry).attacks)).toEqual([7]);
    expect(flood.own()).toHaveLength(3);
  });
});

describe('a channel that refuses for good', () => {
  it('gets one entry for all that comes, however much, and says so on each alert', async () => {
    const flood = new Flood();
    flood.broken = [CHANNEL_ID];
    for (let n = 0; n < 4; n += 1) {
      flood.attack(names(10, `wave${n}-`), NOW + n * MINUTE);
      await flood.run(NOW + n * MINUTE);
    }
    expect(flood.entries().map((entry) => summary(entry).attacks)).toEqual([40]);
    expect(flood.telling('wave3-1')?.verdict).toEqual({ decision: 'hold', reason: 'channel_broken' });
    flood.broken = [];
    await flood.run(NOW + 5 * MINUTE);
    expect(flood.telling('wave3-1')?.verdict).toEqual({ decision: 'notify', reason: 'digest' });
    expect(flood.entries()).toHaveLength(1);
  });
});

describe('quiet hours', () => {
  /** NOW is 03:15. */
  const QUIET = { quietHours: { from: '22:00', to: '03:45', timeZone: 'UTC' } };
  it('hold everything but what worked, and end with one message about what waited', async () => {
    const flood = new Flood(QUIET);
    flood.attack(names(10), NOW);
    await flood.run(NOW);
    expect(flood.entries()).toEqual([]);
    expect(flood.telling('user7')?.verdict).toEqual({ decision: 'hold', reason: 'quiet_hours' });
    await flood.run(NOW + 30 * MINUTE - 1);
    expect(flood.entries()).toEqual([]);
    await flood.run(NOW + 30 * MINUTE);
    expect(
      flood.entries().map((entry) => [entry.reason, summary(entry).cause, summary(entry).attacks]),
    ).toEqual([['digest', 'quiet', 10]]);
    await flood.run(NOW + 31 * MINUTE);
    expect(flood.entries()).toHaveLength(1);
  });
});

describe('a channel with a digest every hour', () => {
  it('gets one message at the full hour, and none where nothing happened', async () => {
    const flood = new Flood({ digest: { mode: 'every', minutes: 60 } });
    flood.attack(names(4), NOW);
    for (let after = 0; after <= 3 * HOUR; after += 15 * MINUTE) await flood.run(NOW + after);
    expect(flood.entries().map((entry) => [entry.plannedAt - NOW, summary(entry).attacks])).toEqual([
      [45 * MINUTE, 4],
    ]);
  });
});

describe('an attack that people were told of', () => {
  it('has its message changed as it grows, and when it ends', async () => {
    const flood = new Flood({ tellEnd: true });
    flood.attack(['anna'], NOW);
    await flood.run(NOW);
    flood.answer('delivered');
    const [told] = flood.own();
    flood.events.push(...burst(20, { account: 'anna', source: 'anna' }, SECOND, NOW + 25 * SECOND));
    await flood.run(NOW + 30 * SECOND);
    const edit = () => flood.entries().find(({ edits }) => edits === told?.id);
    expect(edit()).toMatchObject({ reason: 'growing', ordinal: 1, message: { attempts: 25 } });
    flood.answer('delivered');
    await flood.run(NOW + HOUR);
    await flood.run(NOW + HOUR + MINUTE);
    expect(edit()).toMatchObject({ reason: 'ended', status: 'pending', message: { reason: 'ended' } });
    expect(flood.own().map(({ reason }) => reason)).toEqual(['first', 'ended']);
  });

  it('ends without a message of its own where the channel is not set so', async () => {
    const flood = new Flood();
    flood.attack(['anna'], NOW);
    await flood.run(NOW);
    flood.answer('delivered');
    await flood.run(NOW + HOUR);
    await flood.run(NOW + HOUR + MINUTE);
    expect(flood.entries().map(({ reason, edits }) => [reason, edits === null])).toEqual([
      ['first', true],
      ['ended', false],
    ]);
  });
});

describe('whatever comes and whatever the channel answers', () => {
  const wave = fc.record({
    after: fc.integer({ min: 5 * SECOND, max: 7 * MINUTE }),
    attacks: fc.integer({ min: 0, max: 8 }),
    worked: fc.boolean(),
    answer: fc.constantFrom('delivered' as const, 'refused' as const, 'expired' as const, 'pending' as const),
    isBroken: fc.boolean(),
  });

  it('no ten minutes have more first messages than allowed, and each attack is told, in a digest or held with a reason', () =>
    fc.assert(
      fc.asyncProperty(fc.array(wave, { maxLength: 8 }), fc.boolean(), async (waves, canEdit) => {
        const flood = new Flood({}, { canEdit });
        let now = NOW;
        for (const [n, { after, attacks, worked, answer, isBroken }] of waves.entries()) {
          now += after;
          const attacked = names(attacks, `w${n}-`);
          flood.attack(attacked, now);
          if (worked)
            for (const account of attacked.slice(0, 1))
              flood.events.push(successfulLogon({ account, source: account, at: now - 500 }));
          flood.broken = isBroken ? [CHANNEL_ID] : [];
          await flood.run(now);
          flood.answer(answer);
        }
        const firsts = flood
          .own()
          .filter(
            ({ reason, message }) =>
              reason === 'first' && message.kind === 'attack' && message.severity !== 'critical',
          )
          .map(({ plannedAt }) => plannedAt);
        for (const at of firsts)
          expect(firsts.filter((one) => one > at - 10 * MINUTE && one <= at).length).toBeLessThanOrEqual(3);
        for (const { alert } of flood.alerts.values()) {
          const [telling] = alert.tellings;
          const isTold = flood.own().some(({ alertId }) => alertId === alert.id);
          const digest = flood.digests().find(({ id }) => id === telling?.digest?.id);
          expect([isTold, digest !== undefined, telling?.verdict.decision === 'hold']).toContain(true);
        }
      }),
      { numRuns: 25 },
    ));
});
