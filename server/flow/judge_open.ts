import type { Alert } from '../../common/alerts/alerts';
import type { JournalVerdict } from '../../common/api/api';
import { LOOK_BACK } from '../../common/bounds';
import type { DeliveryStatus } from '../../common/deliveries/deliveries';
import { eachInTurn, inSteps, type GiveWay } from '../../common/give_way';
import { isWaiting } from '../../common/alerts/verdicts';
import {
  ChannelNow,
  FIRST_MESSAGES_WITHIN,
  NOTHING_KNOWN,
  tellingOf,
  type ChannelFacts,
  type JudgedChannel,
} from '../judge/channel';
import { tellEnd } from '../judge/end';
import { combined } from '../judge/combined';
import { judging, judgeWithout, type ChannelVerdict, type Judgement } from '../judge/judgement';
import { MAX_COOLDOWNS, type PastMessage } from '../judge/verdict';
import { planDelivery, planEdit, planEnd } from '../notify/message/plan';
import { withJudgement } from '../record/alert_lifecycle';
import { placeOf } from '../../common/alerts/place';
import type { StoredAlert } from '../record/alert_store_port';
import { NO_PLANS, type ChannelPlans, type Plan, type Plans } from '../record/plans_port';
import { digestsIn, factsOf, type DigestRun, type Planned } from './digests';

/** The most verdicts of one tick that are kept. */
const JOURNAL_VERDICTS = 100;

/** What judging needs to know of a tick. */
export interface JudgeRun extends DigestRun {
  /** Milliseconds. */
  cooldown: number;
}

export interface JudgedAlert {
  stored: StoredAlert;
  /** One for each channel; where there are no channels a single one, with `channelId` null. */
  verdicts: ChannelVerdict[];
}

export interface Judged {
  /** The open alerts. */
  judged: JudgedAlert[];
  /** What was planned for the channels before. */
  plans: ChannelPlans;
}

/** Whether an alert is to be judged: active, or ended while something of it waits to be told. */
const isOpen = ({ status, held }: Alert) => status === 'active' || isWaiting(held);

/**
 * Judges every open alert for each channel, not only those that changed: one that a crash left untold is told
 * now. `all`: the alerts of the space that still matter.
 */
export async function judgeOpen(
  plans: Plans,
  run: JudgeRun,
  all: StoredAlert[],
  giveWay: GiveWay,
): Promise<Judged> {
  const open: StoredAlert[] = [];
  await eachInTurn(all, giveWay, (stored) => void (isOpen(stored.alert) && open.push(stored)));
  const recent = all.map(({ alert }) => alert);
  const places = recent.map(placeOf);
  await giveWay();
  const [planned, channelPlans] = await Promise.all([
    plans.plannedFor(places, toldSince(run, open)),
    channelPlansFor(plans, run, { open, recent }),
  ]);
  const given = {
    open: open.map(({ alert }) => alert),
    recent,
    toldOf: ({ rule, group }: Alert, channelId: string) =>
      toPastMessages(planned.of(rule.id, group.key), channelId),
    factsOf: (channel: JudgedChannel) => factsOf(channel, channelPlans, run.now),
  };
  const judgements = await judgeFor(run, given, giveWay);
  const byId = new Map<string, Judgement>(judgements.map((one) => [one.alertId, one]));
  const judged: JudgedAlert[] = [];
  await eachInTurn(open, giveWay, (stored) => {
    const judgement = byId.get(stored.alert.id);
    if (!judgement) return;
    judged.push({ stored: withJudgement(stored, judgement, run.now), verdicts: judgement.verdicts });
  });
  return { judged, plans: channelPlans };
}

interface Judging {
  open: Alert[];
  recent: Alert[];
  toldOf(alert: Alert, channelId: string): PastMessage[];
  factsOf(channel: JudgedChannel): ChannelFacts;
}

async function judgeFor(
  { channels, cooldown, now }: JudgeRun,
  { open, recent, toldOf, factsOf: factsOfChannel }: Judging,
  giveWay: GiveWay,
): Promise<Judgement[]> {
  if (channels.length === 0) return judgeWithout(open);
  const perChannel: Judgement[][] = [];
  for (const channel of channels) {
    const facts = factsOfChannel(channel);
    const toldOfIt = (alert: Alert) => toldOf(alert, channel.id);
    const given = { open, recent, cooldown, now, channel, facts, toldOf: toldOfIt };
    perChannel.push(await inSteps(judging(given), giveWay));
  }
  return inSteps(combined(perChannel, { open, recent }), giveWay);
}

/** Asked for only where it matters: something is still to be told, or a digest is looked after. */
async function channelPlansFor(
  plans: Plans,
  { channels, now }: JudgeRun,
  { open, recent }: { open: StoredAlert[]; recent: Alert[] },
): Promise<ChannelPlans> {
  // What a digest told may be told by itself some day.
  const isTold = ({ alert }: StoredAlert) =>
    channels.every(({ id }) => {
      const telling = tellingOf(alert, id);
      return telling?.verdict.decision === 'notify' && telling.digest === null;
    });
  const digests = digestsIn(recent, now);
  if (channels.length === 0 || (digests.length === 0 && open.every(isTold))) return NO_PLANS;
  return plans.ofChannels({ since: now - FIRST_MESSAGES_WITHIN, digests });
}

/**
 * Since when, epoch ms, what was told matters. The last reminder of an attack that goes on is at most so many cooldowns
 * old, or was planned before Kibana was away. Where the cooldown was longer then, or another rule reminded, it is older:
 * so all is read that can be about an open alert. What was told and is not read would be told again as the first.
 */
const toldSince = ({ now, cooldown }: JudgeRun, open: StoredAlert[]) =>
  open.reduce(
    (since, { alert }) => Math.min(since, alert.detectedAt),
    now - MAX_COOLDOWNS * cooldown - LOOK_BACK,
  );

/** Messages in these states may still go out: a refused one does once somebody mended its channel. */
const WAITS = new Set<DeliveryStatus>(['pending', 'sending', 'refused']);

/** The messages through one channel, each with what its last change tells. */
function toPastMessages(plans: Plan[], channelId: string): PastMessage[] {
  const ofChannel = plans.filter((plan) => plan.channelId === channelId);
  const changes = new Map(ofChannel.flatMap((plan) => (plan.edits === null ? [] : [[plan.edits, plan]])));
  return ofChannel
    .filter(({ edits }) => edits === null)
    .map((plan) => {
      const said = changes.get(plan.id) ?? plan;
      return {
        id: plan.id,
        alertId: plan.alertId,
        ordinal: plan.ordinal,
        at: plan.plannedAt,
        reaches: plan.status !== 'refused' && plan.status !== 'expired',
        arrived: plan.status === 'delivered',
        waits: WAITS.has(plan.status),
        severity: plan.severity,
        attempts: said.attempts,
        saidAt: said.plannedAt,
      };
    });
}

/** What is to be planned for alerts, one for each channel whose verdict is to tell by a message or by changing one. */
export function plansOf(run: JudgeRun, judged: JudgedAlert[]): Planned {
  const planned: Planned = { add: [], replace: [] };
  for (const { stored, verdicts } of judged) {
    for (const { channelId, verdict, told, newest } of verdicts) {
      const channel = run.channels.find(({ id }) => id === channelId);
      if (!channel || verdict.decision === 'hold' || verdict.reason === 'digest') continue;
      const planning = planningOf(run, channel, stored.alert);
      const { reason } = verdict;
      if (reason !== 'growing') planned.add.push(planDelivery({ ...planning, reason, ordinal: told + 1 }));
      else if (newest !== null)
        planned.replace.push(planEdit({ ...planning, reason, ordinal: told, edits: newest }));
    }
  }
  return planned;
}

function planningOf({ space, linkOf, now }: JudgeRun, { id, kind, name }: JudgedChannel, alert: Alert) {
  return { space, channel: { id, kind, name }, alert, link: linkOf(alert.id), now };
}

/** What is to be planned for alerts that have ended. `judged`: the verdicts of this tick on them. */
export function endPlansOf(run: JudgeRun, ended: Alert[], judged: JudgedAlert[]): Planned {
  const planned: Planned = { add: [], replace: [] };
  const verdictsOf = new Map(judged.map(({ stored, verdicts }) => [stored.alert.id, verdicts]));
  const channels = new Map(run.channels.map((one) => [one.id, new ChannelNow(one, NOTHING_KNOWN, run.now)]));
  for (const alert of ended) {
    for (const { channelId, told, newest } of verdictsOf.get(alert.id) ?? []) {
      const channel = channelId === null ? undefined : channels.get(channelId);
      if (!channel || told === 0) continue;
      const end = tellEnd(alert, channel, run.now);
      const planning = {
        ...planningOf(run, channel.channel, alert),
        reason: 'ended' as const,
        ordinal: told,
      };
      if (end.byEdit && newest !== null) planned.replace.push(planEdit({ ...planning, edits: newest }));
      if (end.byMessage) planned.add.push(planEnd(planning));
    }
  }
  return planned;
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
