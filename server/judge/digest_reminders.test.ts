import { evidence, MINUTE, NOW } from '../../test/builders';
import { decided, said, toldInDigest, type Given } from '../../test/judging';

const HOUR = 60 * MINUTE;

describe('an attack that only a digest told of, and that goes on', () => {
  const since = (ms: number) => ({ detectedAt: NOW - ms, evidence: evidence({ last: NOW }) });

  it.each<[string, string, Given]>([
    [
      'is reminded of after the cooldown',
      'notify reminder',
      { telling: toldInDigest('medium', NOW - 15 * MINUTE) },
    ],
    ['not a moment sooner', 'hold in_digest', { telling: toldInDigest('medium', NOW - 15 * MINUTE + 1) }],
    [
      'waits twice as long where it was told before',
      'hold in_digest',
      { telling: toldInDigest('medium', NOW - 29 * MINUTE), alert: since(59 * MINUTE) },
    ],
    [
      'and is reminded of then',
      'notify reminder',
      { telling: toldInDigest('medium', NOW - 30 * MINUTE), alert: since(60 * MINUTE) },
    ],
    [
      'waits for eight cooldowns at most',
      'notify reminder',
      { telling: toldInDigest('medium', NOW - 2 * HOUR), alert: since(9 * HOUR) },
    ],
  ])('%s', (_what, verdict, { alert, ...given }) =>
    expect(said({ ...given, alert: alert ?? since(20 * MINUTE) })).toBe(verdict),
  );

  it('leaves the last message of ten minutes to an attack that is new', () => {
    const given = { telling: toldInDigest(), tell: { firstMessages: 3 } };
    expect(said({ ...given, facts: { firsts: 1 } })).toBe('notify reminder');
    const full = decided({ ...given, facts: { firsts: 2 } });
    expect(full.verdict).toEqual({ decision: 'notify', reason: 'digest' });
    expect(full.telling).toMatchObject({ at: NOW, digest: { id: `digest-flood-night-${NOW}` } });
    expect(said({ tell: given.tell, facts: { firsts: 2 } })).toBe('notify first');
  });

  it('is in the digest that is open', () => {
    const open = { id: 'digest-flood-night-2', cause: 'flood' } as const;
    const { telling: after } = decided({
      telling: toldInDigest(),
      tell: { firstMessages: 1 },
      facts: { digest: open },
    });
    expect([after.digest, after.at]).toEqual([open, NOW]);
  });
});
