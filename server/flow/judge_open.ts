import type { Alert } from '../../common/alerts/alerts';
import type { JournalVerdict } from '../../common/api/api';
import { LOOK_BACK } from '../../common/bounds';
import { inSteps, type GiveWay } from '../../common/give_way';
import type { DeliveryChannel } from '../../common/deliveries/deliveries';
import { combined, judging, type Case, type ChannelVerdict, type Judgement } from '../judge/judgement';
import { MAX_COOLDOWNS, type PastMessage } from '../judge/verdict';
import { planDelivery } from '../notify/message/plan';
import { withJudgement } from '../record/alert_lifecycle';
import type { StoredAlert } from '../record/alert_store_port';
import type { Plan, Plans } from '../record/plans_port';

/** The most verdicts of one tick that are kept. */
const JOURNAL_VERDICTS = 100;

/** What judging needs to know of a tick. */
export interface JudgeRun {
  space: string;
  /** Milliseconds. */
  cooldown: number;
  /** The channels that are set up completely. */
  channels: DeliveryChannel[];
  linkOf(alertId: string): string | null;
  /** Epoch milliseconds. */
  now: number;
}

export interface JudgedAlert {
  stored: StoredAlert;
  /** One for each channel; where there are no channels a single one, with `channelId` null. */
  verdicts: ChannelVerdict[];
}

/** Whether an alert is to be judged: active, or ended while it was held, by the cooldown or for want of a channel. */
const isOpen = ({ status, held }: Alert) =>
  status === 'active' || held === 'cooldown' || held === 'no_channel';

/**
 * Judges every open alert for each channel, not only those that changed: one that a crash left untold is told
 * now. `all`: the alerts of the space that still matter. Gives the open alerts with their verdicts.
 */
export async function judgeOpen(
  plans: Plans,
  run: JudgeRun,
  all: StoredAlert[],
  giveWay: GiveWay,
): Promise<JudgedAlert[]> {
  const places = all.map(({ alert }) => ({ ruleId: alert.rule.id, groupKey: alert.group.key }));
  const open = all.filter(({ alert }) => isOpen(alert));
  const planned = await plans.plannedFor(places, toldSince(run, open));
  const given = {
    open: open.map(({ alert }) => alert),
    recent: all.map(({ alert }) => alert),
    cooldown: run.cooldown,
    now: run.now,
  };
  const toldThrough =
    (channelId: string) =>
    ({ rule, group }: Alert) =>
      planned
        .of(rule.id, group.key)
        .filter((plan) => plan.channelId === channelId)
        .map(toPastMessage);
  const cases: Case[] = run.channels.map(({ id }) => ({ ...given, channelId: id, toldOf: toldThrough(id) }));
  if (cases.length === 0) cases.push({ ...given, channelId: null, toldOf: () => [] });
  const judged: Judgement[][] = [];
  for (const one of cases) judged.push(await inSteps(judging(one), giveWay));
  const byId = new Map<string, Judgement>(combined(judged).map((one) => [one.alertId, one]));
  return open.flatMap((stored) => {
    const judgement = byId.get(stored.alert.id);
    return judgement
      ? [{ stored: withJudgement(stored, judgement, run.now), verdicts: judgement.verdicts }]
      : [];
  });
}

/**
 * Since when, epoch ms, what was told matters. The last reminder of an attack that goes on is at most so many cooldowns
 * old, or was planned before Kibana was away. Where the cooldown was longer then, or another rule reminded, it is older:
 * so all is read that can be about an open alert. What was told and is not read would be told again as the first.
 */
const toldSince = ({ now, cooldown }: JudgeRun, open: StoredAlert[]) =>
  open.reduce(
    (since, { alert }) => Math.min(since, Date.parse(alert.detectedAt)),
    now - MAX_COOLDOWNS * cooldown - LOOK_BACK,
  );

const toPastMessage = ({ alertId, ordinal, plannedAt, status }: Plan): PastMessage => ({
  alertId,
  ordinal,
  at: plannedAt,
  reaches: status !== 'refused' && status !== 'expired',
});

/** The deliveries of one alert to be planned: one for each channel whose verdict is to notify. */
export function plansOf(run: JudgeRun, { stored: { alert }, verdicts }: JudgedAlert) {
  const { space, now } = run;
  const link = run.linkOf(alert.id);
  return verdicts.flatMap(({ channelId, verdict, told }) => {
    const channel = run.channels.find(({ id }) => id === channelId);
    if (!channel || verdict.decision === 'hold') return [];
    const { id, kind, name } = channel;
    const { reason } = verdict;
    return [
      planDelivery({ space, channel: { id, kind, name }, alert, reason, ordinal: told + 1, link, now }),
    ];
  });
}

/**
 * The verdicts for the journal, those that notify first. Cut to JOURNAL_VERDICTS: a tick over thousands of
 * alerts must not store them all.
 */
export function toJournal(judged: JudgedAlert[]): JournalVerdict[] {
  const all = judged.flatMap(({ stored: { alert }, verdicts }) =>
    verdicts.map(({ channelId, verdict }) => ({
      alertId: alert.id,
      channelId,
      ruleId: alert.rule.id,
      group: { kind: alert.group.kind, value: alert.group.value },
      attempts: alert.evidence.count,
      verdict,
    })),
  );
  const told = all.filter(({ verdict }) => verdict.decision === 'notify');
  const held = all.filter(({ verdict }) => verdict.decision === 'hold');
  return [...told, ...held].slice(0, JOURNAL_VERDICTS);
}
