import type { Alert, LinkedAlert } from '../../common/alerts/alerts';
import { SEVERITIES, type Severity } from '../../common/rules/rules';
import type { Verdict } from '../../common/alerts/verdicts';
import { byImportance } from './order';
import { AlertsByGroup, explains } from './same_attack';
import { countOf, judge, type PastMessage } from './verdict';

/** What there is to judge. */
export interface Case {
  /** Alerts on which a decision is due. */
  open: Alert[];
  /** All that people may have been told of lately; those in `open` need not be in it. */
  recent: Alert[];
  /** What people were told by the channel of a group by a rule: of its alert and of earlier ones. */
  toldOf(alert: Alert): PastMessage[];
  /** Milliseconds. */
  cooldown: number;
  /** The channel that is decided on; null where there is none. */
  channelId: string | null;
  now: number;
}

/** Whether somebody is told of an alert through one channel; of none where there are no channels. */
export interface ChannelVerdict {
  channelId: string | null;
  verdict: Verdict;
  /** Messages about this alert through this channel so far. */
  told: number;
}

/** What was decided on one alert, and what that makes of it. */
export interface Judgement {
  alertId: string;
  /** One of each channel that was decided on. */
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
export function judgeAll(given: Case): Judgement[] {
  const known = new AlertsByGroup();
  for (const alert of given.recent) if (reached(given.toldOf(alert), alert)) known.add(alert);
  const run: Run = { given, before: new Map(), planned: new PlannedNow() };
  const judgements = new Map<string, Judgement>();
  for (const alert of byImportance(given.open)) {
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

/** One go over all open alerts: what was given, and what was decided so far. */
interface Run {
  given: Case;
  /** Alerts that were judged already, by id: the more important ones. */
  before: Map<string, Alert>;
  planned: PlannedNow;
}

/** Messages decided on in this go. A second attack on the same group must see the first one's. */
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

/** Of an alert that is part of one that people know of. */
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
 * What is part of an open alert is named in it, and raises it to its own severity where both are of one group. Not
 * elsewhere: where one account of a spray was broken into, the next that is must still be graver than the spray.
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
 * What several channels make of the same alerts. The first one's reason stands where nobody was told; an alert is as grave
 * as the gravest of what they say.
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
