import { NEVER_GIVES_WAY } from '../../common/give_way';
import { alert, evidence, MINUTE, NOW } from '../../test/builders';
import { DELIVERY_CHANNEL, judgedChannel } from '../../test/channels';
import { NOTHING_SEALED } from '../../common/alerts/detections';
import { NO_PLANS, type Plan, type Plans } from '../record/plans_port';
import { judgeOpen, plansOf } from './judge_open';

const DAY = 24 * 60 * MINUTE;
const run = {
  space: 'default',
  cooldown: MINUTE,
  channels: [judgedChannel()],
  linkOf: () => null,
  digestLinkOf: () => null,
  now: NOW,
};

describe('an alert that goes on for days', () => {
  it('whose last message is older than eight cooldowns and a day is reminded of, and not told as the first', async () => {
    const detectedAt = NOW - 3 * DAY;
    const goesOn = alert({ detectedAt, firedAt: detectedAt, evidence: evidence({ last: NOW }) });
    const plan: Plan = {
      id: 'first',
      edits: null,
      severity: 'medium',
      attempts: 5,
      alertId: goesOn.id,
      channelId: DELIVERY_CHANNEL.id,
      ruleId: goesOn.rule.id,
      groupKey: goesOn.group.key,
      ordinal: 1,
      plannedAt: NOW - 3 * DAY,
      status: 'delivered',
    };
    const plans: Plans = {
      plannedFor: async (_places, since) => ({
        of: () => [plan].filter(({ plannedAt }) => plannedAt >= since),
      }),
      ofChannels: async () => NO_PLANS,
      add: async () => undefined,
      replace: async () => undefined,
    };
    const stored = { alert: goesOn, sealed: NOTHING_SEALED, isProvisional: false };
    const { judged } = await judgeOpen(plans, run, [stored], NEVER_GIVES_WAY);
    expect(plansOf(run, judged).add).toMatchObject([{ reason: 'reminder', ordinal: 2 }]);
  });
});
