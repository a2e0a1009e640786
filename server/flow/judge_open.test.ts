import { NEVER_GIVES_WAY } from '../../common/give_way';
import { alert, evidence, MINUTE, NOW } from '../../test/builders';
import { DELIVERY_CHANNEL, judgedChannel } from '../../test/channels';
import { NOTHING_SEALED } from '../../common/alerts/detections';
import { NO_PLANS, type Plan, type Plans } from '../record/plans_port';
import type { DeliveryStatus } from '../../common/deliveries/deliveries';
import { endPlansOf, judgeOpen, plansOf } from './judge_open';

const DAY = 24 * 60 * MINUTE;
const run = {
  space: 'default',
  cooldown: MINUTE,
  channels: [judgedChannel()],
  linkOf: () => null,
  digestLinkOf: () => null,
  now: NOW,
};

const told = (overrides: Partial<Plan> = {}): Plan => ({
  id: 'first',
  edits: null,
  severity: 'medium',
  attempts: 5,
  alertId: alert().id,
  channelId: DELIVERY_CHANNEL.id,
  ruleId: alert().rule.id,
  groupKey: alert().group.key,
  ordinal: 1,
  plannedAt: NOW,
  status: 'delivered',
  ...overrides,
});
const plansWith = (plan: Plan): Plans => ({
  plannedFor: async (_places, since) => ({
    of: () => [plan].filter(({ plannedAt }) => plannedAt >= since),
  }),
  ofChannels: async () => NO_PLANS,
  add: async () => undefined,
  replace: async () => undefined,
});

describe('an alert that goes on for days', () => {
  it('whose last message is older than eight cooldowns and a day is reminded of, and not told as the first', async () => {
    const detectedAt = NOW - 3 * DAY;
    const goesOn = alert({ detectedAt, firedAt: detectedAt, evidence: evidence({ last: NOW }) });
    const plans = plansWith(told({ plannedAt: NOW - 3 * DAY }));
    const stored = { alert: goesOn, sealed: NOTHING_SEALED, isProvisional: false };
    const { judged } = await judgeOpen(plans, run, [stored], NEVER_GIVES_WAY);
    expect(plansOf(run, judged).add).toMatchObject([{ reason: 'reminder', ordinal: 2 }]);
  });
});

describe('the end of an attack is planned as a change of its newest message', () => {
  it.each<[DeliveryStatus, number]>([
    ['delivered', 1],
    ['pending', 1],
    ['sending', 1],
    ['refused', 1],
    ['expired', 0],
    ['summarised', 0],
  ])('that is %s: %i changes', async (status, changes) => {
    const detectedAt = NOW - 20 * MINUTE;
    const over = alert({ detectedAt, evidence: evidence({ count: 5_000, last: NOW - 16 * MINUTE }) });
    const plans = plansWith(told({ status, plannedAt: detectedAt }));
    const stored = { alert: over, sealed: NOTHING_SEALED, isProvisional: false };
    const { judged } = await judgeOpen(plans, run, [stored], NEVER_GIVES_WAY);
    const { replace } = endPlansOf(run, [{ ...over, status: 'recovered' }], judged);
    expect(replace).toHaveLength(changes);
    for (const change of replace)
      expect(change).toMatchObject({ edits: 'first', reason: 'ended', message: { attempts: 5_000 } });
  });
});
