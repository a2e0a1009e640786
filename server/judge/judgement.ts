import type { Alert, ChannelTelling, LinkedAlert } from '../../common/alerts/alerts';
import { gravity, type Severity } from '../../common/rules/rules';
import type { Steps } from '../../common/give_way';
import type { Verdict } from '../../common/alerts/verdicts';
import { ChannelNow, tellingOf, type ChannelFacts, type JudgedChannel } from './channel';
import { decide } from './decision';
import { byImportance } from './order';
import { AlertsByGroup, explains } from './same_attack';
import { heldByPerson } from './suppression/persons';
import { countOf, hold, newestOf, type PastMessage } from './verdict';

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
  /** The channel that is decided on. */
  channel: JudgedChannel;
  /** What is known of it. */
  facts: ChannelFacts;
  now: number;
}

/** Whether people are told of an alert through one channel. Where there are no channels, `channelId` is null. */
export interface ChannelVerdict {
  channelId: string | null;
  verdict: Verdict;
  /** How many messages about this alert were planned through this channel before. */
  told: number;
  /**
   * The delivery of the newest of them, which may be changed now or as soon as it arrived; null where there is none, or
   * it will not arrive.
   */
  newest: string | null;
}

/** What was decided on one alert, and what that makes of it. */
export interface Judgement {
  alertId: string;
  /** One verdict for each channel. */
  verdicts: ChannelVerdict[];
  /** What each channel tells of it now. */
  tellings: ChannelTelling[];
  /**
   * Why nobody was told; null where somebody was, through any channel. A reason that waits stands also where another
   * channel tells: the alert is judged again, even after it ended, until all of them told.
   */
  held: Alert['held'];
  partOf: string | null;
  severity: Severity;
  linked: LinkedAlert[];
}

/**
 * Decides on every open alert, for one channel. One attack that several rules see is one message: who was told of one of its alerts
 * was told of the others, unless one of them is graver. The most important alert comes first. `combined` makes one judgement
 * of those of all channels.
 */
export function* judging(given: Case): Steps<Judgement[]> {
  const known = new AlertsByGroup();
  for (const alert of given.recent) {
    yield;
    if (isKnown(given, alert)) known.add(alert);
  }
  const channel = new ChannelNow(given.channel, given.facts, given.now);
  const run: Run = { given, channel, before: new Map(), planned: new PlannedNow() };
  const judgements: Judgement[] = [];
  for (const alert of yield* byImportance(given.open)) {
    yield;
    const judgement = judgeOne(run, alert, known.explaining(alert));
    judgements.push(judgement);
    run.before.set(alert.id, alert);
    const [{ verdict, told }] = judgement.verdicts;
    const [telling] = judgement.tellings;
    if (isMessage(verdict)) run.planned.add(alert, told + 1, given.now);
    if (told === 0 && (isMessage(verdict) || telling.digest)) known.add(alert);
  }
  return judgements;
}

/** The judgements where there is no channel at all. */
export const judgeWithout = (open: Alert[]): Judgement[] =>
  open.map(({ id, partOf, severity, linked }) => ({
    alertId: id,
    verdicts: [{ channelId: null, verdict: hold('no_channel'), told: 0, newest: null }],
    tellings: [],
    held: 'no_channel',
    partOf,
    severity,
    linked,
  }));

/** The state while the open alerts are judged one after the other. */
interface Run {
  given: Case;
  channel: ChannelNow;
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
    const said = { severity: alert.severity, attempts: alert.evidence.count, saidAt: at };
    const message = {
      id: '',
      alertId: alert.id,
      ordinal,
      at,
      reaches: true,
      arrived: false,
      waits: true,
      ...said,
    };
    this.#messages.set(groupOf(alert), [...this.of(alert), message]);
  }

  of(alert: Alert): PastMessage[] {
    return this.#messages.get(groupOf(alert)) ?? [];
  }
}

const groupOf = ({ rule, group }: Alert) => JSON.stringify([rule.id, group.key]);
const ofAlert = (told: PastMessage[], { id }: Alert) => told.filter(({ alertId }) => alertId === id);
/** Whether it is told by a message of its own. */
const isMessage = ({ decision, reason }: Verdict) =>
  decision === 'notify' && reason !== 'digest' && reason !== 'growing';

/** Whether people were told of an alert, by a message of its own or a digest. */
const isKnown = ({ toldOf, channel }: Case, alert: Alert) =>
  Boolean(tellingOf(alert, channel.id)?.digest) ||
  ofAlert(toldOf(alert), alert).some(({ reaches }) => reaches);

type OfOneChannel = Judgement & { verdicts: [ChannelVerdict]; tellings: [ChannelTelling] };

function judgeOne(run: Run, alert: Alert, explaining: Alert[]): OfOneChannel {
  const { cooldown, channel, toldOf, now } = run.given;
  const told = [...toldOf(alert), ...run.planned.of(alert)];
  const own = ofAlert(told, alert);
  const known = mostGrave(run, explaining);
  const { verdict, telling } = decide(
    {
      alert,
      told,
      telling: tellingOf(alert, channel.id),
      known,
      isRemindedOf: isRemindedOf(run, alert, explaining),
      cooldown,
      canEdit: channel.canEdit,
      now,
    },
    run.channel,
  );
  const newest = newestOf(own);
  return {
    alertId: alert.id,
    verdicts: [
      {
        channelId: channel.id,
        verdict,
        told: countOf(own),
        newest: newest?.arrived || newest?.waits ? newest.id : null,
      },
    ],
    tellings: [telling],
    held: telling.verdict.decision === 'hold' ? telling.verdict.reason : null,
    partOf: (own.length === 0 ? known?.id : null) ?? alert.partOf,
    severity: alert.severity,
    linked: alert.linked,
  };
}

/** The gravest of the alerts that tell of the same attack, as grave as people know. */
function mostGrave({ given }: Run, alerts: Alert[]): { id: string; severity: Severity } | null {
  const known = alerts.map((alert) => ({ id: alert.id, severity: knownSeverity(given, alert) }));
  known.sort((a, b) => gravity(b.severity) - gravity(a.severity) || a.id.localeCompare(b.id));
  return known[0] ?? null;
}

/** As grave as it is or, where people want to hear no more of it, as grave as they were told. */
function knownSeverity({ toldOf, channel, now }: Case, alert: Alert): Severity {
  if (heldByPerson(alert, now) === null) return alert.severity;
  const said = ofAlert(toldOf(alert), alert).map(({ severity }) => severity);
  const inDigest = tellingOf(alert, channel.id)?.severity;
  const all = inDigest ? [...said, inDigest] : said;
  return all.sort((a, b) => gravity(b) - gravity(a))[0] ?? alert.severity;
}

/**
 * One attack sends one series of reminders. Where people were told of the part and of the whole, the whole reminds. Of
 * two alerts that explain each other (two rules, one group) the more important one reminds.
 */
const isRemindedOf = ({ before }: Run, alert: Alert, explaining: Alert[]): boolean =>
  explaining.some((known) => known.status === 'active' && (!explains(alert, known) || before.has(known.id)));
