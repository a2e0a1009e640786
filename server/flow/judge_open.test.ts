import { NEVER_GIVES_WAY } from '../../common/give_way';
import { alert, evidence, iso, MINUTE, NOW } from '../../test/builders';
import { DELIVERY_CHANNEL } from '../../test/channels';
import { NOTHING_SEALED } from '../../common/alerts/detections';
import type { Plan, Plans } from '../record/plans_port';
import { judgeOpen, plansOf } from './judge_open';

const DAY = 24 * 60 * MINUTE;
const run = {
  space: 'default',
  cooldown: MINUTE,
  channels: [DELIVERY_CHANNEL],
  linkOf: () => null,
  now: NOW,
};

describe('an alert that goes on for days', () => {
  it('whose last message is older than eight cooldowns and a day is reminded of, and not told as the first', async () => {
    const detectedAt = iso(NOW - 3 * DAY);
    const goesOn = alert({ detectedAt, firedAt: detectedAt, evidence: evidence({ last: NOW }) });
    const plan: Plan = {
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
      add: async () => undefined,
    };
    const stored = { alert: goesOn, sealed: NOTHING_SEALED, isProvisional: false };
    const judged = await judgeOpen(plans, run, [stored], NEVER_GIVES_WAY);
    expect(judged.flatMap((one) => plansOf(run, one))).toMatchObject([{ reason: 'reminder', ordinal: 2 }]);
  });
});
