import fc from 'fast-check';
import type { Alert, ChannelTelling } from '../../common/alerts/alerts';
import { SEVERITIES } from '../../common/rules/rules';
import { alert, evidence, MINUTE, NOW } from '../../test/builders';
import { judgedChannel } from '../../test/channels';
import { allSteps, DIGEST, past, telling } from '../../test/judging';
import { NOTHING_KNOWN } from './channel';
import { combined } from './combined';
import { judging, type Judgement } from './judgement';
import type { PastMessage } from './verdict';

const S = '203.0.113.7';
const ruleOf = (id: string) => ({ ...alert().rule, id });
const group = (kind: Alert['group']['kind'], key: string) => ({ kind, key, value: key, spellings: [key] });
const byAlert = (judgements: Judgement[]) => new Map(judgements.map((one) => [one.alertId, one]));

/** Guessing at `key` by one source. */
const ofAccount = (key: string, overrides: Partial<Alert> = {}) =>
  alert({
    id: `account-${key}`,
    rule: ruleOf('account'),
    group: group('account', key),
    evidence: evidence({ accounts: [{ value: key, count: 5 }], sources: [{ value: S, count: 5 }] }),
    ...overrides,
  });
const ofSource = (key: string, overrides: Partial<Alert> = {}) =>
  alert({
    id: 'source',
    rule: ruleOf('source'),
    group: group('source', S),
    evidence: evidence({ accounts: [{ value: key, count: 5 }], sources: [{ value: S, count: 5 }] }),
    ...overrides,
  });

describe('several channels', () => {
  const part = ofSource('guest');
  const whole = ofAccount('guest');
  const open = [part, whole];
  const through = (channelId: string, told: PastMessage[] = []) =>
    allSteps(
      judging({
        open,
        recent: open,
        toldOf: ({ id }) => told.filter(({ alertId }) => alertId === id),
        cooldown: 15 * MINUTE,
        channel: judgedChannel({}, { id: channelId }),
        facts: NOTHING_KNOWN,
        now: NOW,
      }),
    );
  const told = [past({ alertId: whole.id })];

  it('are decided on each for itself: one that told of it waits, one that did not tells', () => {
    const perChannel = [through('night', told), through('day')];
    const byId = byAlert(allSteps(combined(perChannel, { open, recent: open })));
    expect(byId.get(whole.id)?.verdicts).toEqual([
      { channelId: 'night', verdict: { decision: 'hold', reason: 'cooldown' }, told: 1, newest: 'message' },
      { channelId: 'day', verdict: { decision: 'notify', reason: 'first' }, told: 0, newest: null },
    ]);
    expect(byId.get(whole.id)?.held).toBeNull();
    expect(byId.get(part.id)).toMatchObject({
      held: 'same_attack',
      partOf: whole.id,
      verdicts: [{ channelId: 'night' }, { channelId: 'day' }],
    });
    expect(byId.get(whole.id)?.linked).toEqual([{ id: 'source', ruleId: 'source' }]);
  });

  it('stays held while one channel has yet to tell of it, although the other tells', () => {
    const other = past({ alertId: 'earlier' });
    const of = (channelId: string, reaches: boolean) =>
      allSteps(
        judging({
          open: [whole],
          recent: [whole],
          toldOf: () => [{ ...other, reaches }],
          cooldown: 15 * MINUTE,
          channel: judgedChannel({}, { id: channelId }),
          facts: NOTHING_KNOWN,
          now: NOW,
        }),
      );
    const [works, broken] = [of('night', true), of('day', false)];
    const heldOf = (perChannel: Judgement[][]) =>
      allSteps(combined(perChannel, { open: [whole], recent: [whole] }))[0]?.held;
    expect(heldOf([works, broken])).toBe('cooldown');
    expect(heldOf([broken, works])).toBe('cooldown');
  });
});

describe('alerts that would be part of each other', () => {
  const lesser = ofAccount('guest');
  const worked = ofAccount('guest', { id: 'worked', rule: ruleOf('success'), severity: 'critical' });
  const judged = (open: Alert[], told: Record<string, PastMessage[]>, recent = open) => {
    const perChannel = Object.entries(told).map(([id, messages]) =>
      allSteps(
        judging({
          open,
          recent,
          toldOf: (one) => messages.filter(({ alertId }) => alertId === one.id),
          cooldown: 15 * MINUTE,
          channel: judgedChannel({ leastSeverity: id === 'mail' ? 'high' : 'low' }, { id }),
          facts: NOTHING_KNOWN,
          now: NOW,
        }),
      ),
    );
    return byAlert(allSteps(combined(perChannel, { open, recent })));
  };

  it('since one channel told of the lesser and the other did not: the graver is part of nothing', () => {
    const decided = judged([lesser, worked], { telegram: [past({ alertId: lesser.id })], mail: [] });
    expect(decided.get('worked')).toMatchObject({
      partOf: null,
      verdicts: [{ verdict: { reason: 'severity' } }, { verdict: { reason: 'first' } }],
      linked: [{ id: lesser.id }],
    });
    expect(decided.get(lesser.id)).toMatchObject({ partOf: 'worked', severity: 'medium', linked: [] });
  });
  it('since a digest told of the lesser: the graver is part of nothing', () => {
    const inDigest: ChannelTelling = {
      ...telling({ verdict: { decision: 'notify', reason: 'digest' }, digest: DIGEST, severity: 'medium' }),
      channelId: 'telegram',
    };
    const decided = judged([{ ...lesser, tellings: [inDigest] }, worked], { telegram: [] });
    expect(decided.get('worked')).toMatchObject({ partOf: null });
    expect(decided.get(lesser.id)).toMatchObject({ partOf: 'worked' });
  });
  it('and were stored so: the next judgement parts them, and the lesser lists the graver no more', () => {
    const link = ({ id, rule }: Alert) => ({ id, ruleId: rule.id });
    const stored = [
      { ...lesser, partOf: worked.id, linked: [link(worked)] },
      { ...worked, partOf: lesser.id, linked: [link(lesser)] },
    ];
    const all = [past({ alertId: lesser.id }), past({ alertId: worked.id, severity: 'critical' })];
    const decided = judged(stored, { telegram: all, mail: all });
    expect(decided.get('worked')).toMatchObject({ partOf: null, linked: [link(lesser)] });
    expect(decided.get(lesser.id)).toMatchObject({ partOf: 'worked', linked: [] });
  });
  it('of which one is judged no more: the other is part of nothing', () => {
    const over = { ...worked, status: 'recovered', partOf: lesser.id } as const;
    const told = { telegram: [past({ alertId: over.id, severity: 'critical' })] };
    expect(judged([lesser], told, [lesser, over]).get(lesser.id)).toMatchObject({ partOf: null });
  });

  const ids = ['a', 'b', 'c', 'd'];
  const anyAlert = (id: string) =>
    fc.record({
      isSource: fc.boolean(),
      severity: fc.constantFrom(...SEVERITIES),
      partOf: fc.option(fc.constantFrom(...ids.filter((other) => other !== id))),
      isOpen: fc.boolean(),
      inDigestOf: fc.subarray(['telegram', 'mail']),
      toldBy: fc.subarray(['telegram', 'mail']),
    });
  it('whatever channels and alerts there are, every judged alert leads to one that is part of none', () => {
    fc.assert(
      fc.property(fc.tuple(...ids.map(anyAlert)), (chosen) => {
        const recent = chosen.map(({ isSource, severity, partOf, inDigestOf }, n): Alert => {
          const tellings = inDigestOf.map((channelId) => ({
            ...telling({ digest: DIGEST, severity }),
            channelId,
          }));
          const id = ids[n] ?? '';
          const own = { id, severity, partOf, tellings, rule: ruleOf(id) };
          return isSource ? ofSource('guest', own) : ofAccount('guest', own);
        });
        const open = recent.filter((_one, n) => chosen[n]?.isOpen);
        const toldBy = (channel: string) =>
          recent.flatMap(({ id, severity }, n) =>
            chosen[n]?.toldBy.includes(channel) ? [past({ alertId: id, severity })] : [],
          );
        const decided = judged(open, { telegram: toldBy('telegram'), mail: toldBy('mail') }, recent);
        const wholes = new Map(recent.map(({ id, partOf }) => [id, partOf]));
        for (const { alertId, partOf } of decided.values()) wholes.set(alertId, partOf);
        const after = (id: string, steps: number): string | null =>
          steps === 0 ? id : after(wholes.get(id) ?? 'none', steps - 1);
        for (const { id } of open) expect(after(id, ids.length)).toBe('none');
      }),
    );
  });
});

it('combines the judgements of many channels in steps, a few for each', () => {
  const open = Array.from({ length: 100 }, (_, n) => ofAccount(`guest${n}`, { id: `id${n}` }));
  const ofChannel = open.map(({ id }): Judgement => ({
    alertId: id,
    verdicts: [],
    tellings: [],
    held: null,
    partOf: null,
    severity: 'medium',
    linked: [],
  }));
  const steps = [...combined([ofChannel, ofChannel, ofChannel], { open, recent: open })];
  expect(steps).toHaveLength(7 * open.length);
});
