import type { Alert, LinkedAlert } from '../../common/alerts/alerts';
import { SEVERITIES, type Severity } from '../../common/rules/rules';
import type { Steps } from '../../common/give_way';
import type { Verdict } from '../../common/alerts/verdicts';
import { byImportance } from './order';
import { AlertsByGroup, explains } from './same_attack';
import { countOf, judge, type PastMessage } from './verdict';

/** What is needed to judge the alerts of a space for one channel. */
export interface Case {
  /** Alerts on which a decision is due. */
  open: Alert[];
  /** Alerts that people may have been told of lately. They may include alerts of `open`, but need not. */
  recent: Alert[];
  /**
   * The messages that were planned through this channel for attacks on the group of the alert, by its rule. Messages
   * about earlier alerts of the group are in it too.
   */
  toldOf(alert: Alert): PastMessage[];
  /** Milliseconds that must pass between two messages about a group. */
  cooldown: number;
  /** The channel that is decided on; null where there is none. */
  channelId: string | null;
  now: number;
}

/** Whether people are told of an alert through one channel. Where there are no channels, `channelId` is null. */
export interface ChannelVerdict {
  channelId: string | null;
  verdict: Verdict;
  /** How many messages about this alert were planned through this channel before. */
  told: number;
}

/** What was decided on one alert, and what that makes of it. */
export interface Judgement {
  alertId: string;
  /** One verdict for each channel. */
  verdicts: ChannelVerdict[];
  /**
   * Why nobody was told; null where somebody was, through any channel. `cooldown` also where a channel tells and another
   * one has yet to tell for the first time: the alert is judged again, even after it ended, until all of them told.
   */
  held: Alert['held'];
  partOf: string | null;
  severity: Severity;
  linked: LinkedAlert[];
}

/**
 * Decides on every open alert, for one channel. One attack that several rules see is one message: who was told of one of its alerts
 * was told of the others, unless one of them is graver.
 */
export function* judging(given: Case): Steps<Judgement[]> {
  const known = new AlertsByGroup();
  for (const alert of given.recent) {
    yield;
    if (reached(given.toldOf(alert), alert)) known.add(alert);
  }
  const run: Run = { given, before: new Map(), planned: new PlannedNow() };
  const judgements = new Map<string, Judgement>();
  for (const alert of yield* byImportance(given.open)) {
    yield;
    const judgement = judgeOne(run, alert, known.explaining(alert));
    judgements.set(alert.id, judgement);
    run.before.set(alert.id, alert);
    const [{ verdict, told }] = judgement.verdicts;
    if (verdict.decision !== 'notify') continue;
    run.planned.add(alert, told + 1, given.now);
    if (told === 0) known.add(alert);
  }
  linkAll(given.open, judgements);
  return [...judgements.values()];
}

/** The state while the open alerts are judged one after the other. */
interface Run {
  given: Case;
  /** Alerts that were judged already, by id: the more important ones. */
  before: Map<string, Alert>;
  planned: PlannedNow;
}

/**
 * Messages that were decided on a moment ago. Without them a second attack on the same group would get a first message
 * too.
 */
class PlannedNow {
  readonly #messages = new Map<string, PastMessage[]>();

  add(alert: Alert, ordinal: number, at: number): void {
    const message = { alertId: alert.id, ordinal, at, reaches: true };
    this.#messages.set(groupOf(alert), [...this.of(alert), message]);
  }

  of(alert: Alert): PastMessage[] {
    return this.#messages.get(groupOf(alert)) ?? [];
  }
}

const groupOf = ({ rule, group }: Alert) => JSON.stringify([rule.id, group.key]);
const ofAlert = (told: PastMessage[], { id }: Alert) => told.filter(({ alertId }) => alertId === id);
const reached = (told: PastMessage[], alert: Alert) => ofAlert(told, alert).some(({ reaches }) => reaches);
const gravity = (severity: Severity) => SEVERITIES.indexOf(severity);

type OfOneChannel = Judgement & { verdicts: [ChannelVerdict] };

function judgeOne(run: Run, alert: Alert, explaining: Alert[]): OfOneChannel {
  const { cooldown, channelId, now } = run.given;
  const hasChannel = channelId !== null;
  const toldOfGroup = [...run.given.toldOf(alert), ...run.planned.of(alert)];
  const told = countOf(ofAlert(toldOfGroup, alert));
  const lastEventAt = alert.evidence.last;
  const alone = judge({ alertId: alert.id, lastEventAt, told: toldOfGroup, cooldown, hasChannel, now });
  const [known] = told === 0 ? mostGrave(explaining) : [];
  const verdict = known ? besides(known, alert, alone) : reminder(run, alert, { alone, explaining });
  return {
    alertId: alert.id,
    verdicts: [{ channelId, verdict, told }],
    held: verdict.decision === 'hold' && told === 0 ? verdict.reason : null,
    partOf: known?.id ?? alert.partOf,
    severity: alert.severity,
    linked: alert.linked,
  };
}

const mostGrave = (alerts: Alert[]) =>
  [...alerts].sort((a, b) => gravity(b.severity) - gravity(a.severity) || a.id.localeCompare(b.id));

/** The verdict on an alert that is part of `known`, of which people were told. `alone` is its verdict without that. */
function besides(known: Alert, alert: Alert, alone: Verdict): Verdict {
  if (alone.decision === 'hold' && alone.reason !== 'cooldown') return alone;
  return gravity(alert.severity) > gravity(known.severity)
    ? { decision: 'notify', reason: 'severity' }
    : { decision: 'hold', reason: 'same_attack' };
}

/**
 * One attack sends one series of reminders. Where people were told of the part and of the whole, the whole reminds. Of
 * two alerts that explain each other (two rules, one group) the more important one reminds.
 */
function reminder(
  { before }: Run,
  alert: Alert,
  { alone, explaining }: { alone: Verdict; explaining: Alert[] },
): Verdict {
  if (alone.decision === 'hold' || alone.reason !== 'reminder') return alone;
  const reminds = (known: Alert) =>
    known.status === 'active' && (!explains(alert, known) || before.has(known.id));
  return explaining.some(reminds) ? { decision: 'hold', reason: 'same_attack' } : alone;
}

/**
 * Lists in each open alert the alerts that are part of it. A graver part raises the severity of the whole only where
 * both are about the same group. Otherwise a spray would become as grave as its first account that was broken into,
 * and the next such account would no longer be graver than the spray.
 */
function linkAll(open: Alert[], judgements: Map<string, Judgement>): void {
  const byId = new Map(open.map((alert) => [alert.id, alert]));
  for (const alert of open) {
    const part = judgements.get(alert.id);
    const whole = part?.partOf ? judgements.get(part.partOf) : undefined;
    if (!whole) continue;
    const isGraver = gravity(alert.severity) > gravity(whole.severity);
    if (isGraver && isOfOneGroup(alert, byId.get(whole.alertId))) whole.severity = alert.severity;
    if (!whole.linked.some(({ id }) => id === alert.id) && whole.linked.length < LINKED_MAX)
      whole.linked = [...whole.linked, { id: alert.id, ruleId: alert.rule.id }];
  }
}

const isOfOneGroup = ({ group }: Alert, other: Alert | undefined) =>
  other?.group.kind === group.kind && other.group.key === group.key;

/**
 * Combines the judgements of several channels on the same alerts. Where nobody was told, the first channel's reason
 * stands. An alert gets the gravest severity of all.
 */
export function combined([first = [], ...others]: Judgement[][]): Judgement[] {
  const rest = others.map((judgements) => new Map(judgements.map((one) => [one.alertId, one])));
  return first.map((judgement) =>
    rest.flatMap((ofChannel) => ofChannel.get(judgement.alertId) ?? []).reduce(both, judgement),
  );
}

function both(one: Judgement, other: Judgement): Judgement {
  const linked = new Map([...one.linked, ...other.linked].map((alert) => [alert.id, alert]));
  return {
    alertId: one.alertId,
    verdicts: [...one.verdicts, ...other.verdicts],
    held: bothHeld(one.held, other.held),
    partOf: one.partOf ?? other.partOf,
    severity: gravity(other.severity) > gravity(one.severity) ? other.severity : one.severity,
    linked: [...linked.values()].slice(0, LINKED_MAX),
  };
}

/** A channel that waits for a cooldown is not passed over because another one told. */
function bothHeld(one: Alert['held'], other: Alert['held']): Alert['held'] {
  if (one === 'cooldown' || other === 'cooldown') return 'cooldown';
  return one === null || other === null ? null : one;
}

/** A spray over thousands of accounts names so many of their alerts. */
const LINKED_MAX = 50;
