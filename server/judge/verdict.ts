import type { Alert, ChannelTelling } from '../../common/alerts/alerts';
import type { HoldReason, NotifyReason, Verdict } from '../../common/alerts/verdicts';
import { isGraver, type Severity } from '../../common/rules/rules';

/** The longest wait before a reminder, in cooldowns. Each reminder waits twice as long as the one before. */
export const MAX_COOLDOWNS = 8;
/**
 * A message is changed where the numbers grew by this share or, where they grew at all, after this time. In no case sooner
 * than after the least time; ms.
 */
const GROWTH = { share: 0.1, after: 30_000, least: 10_000 } as const;

/** One message that was planned for an attack on a group, through one channel. */
export interface PastMessage {
  /** The id of its delivery. */
  id: string;
  alertId: string;
  /** Which message about its alert it is: 1, 2, … */
  ordinal: number;
  /** Epoch milliseconds. */
  at: number;
  /** Whether the message arrived or still may arrive. A message that was refused or given up told nobody. */
  reaches: boolean;
  /** Whether it arrived, so that it can be changed. */
  arrived: boolean;
  /**
   * Whether it may still go out: it waits, is being sent, or was refused and goes out once its channel is mended. It can be
   * changed as soon as it arrived.
   */
  waits: boolean;
  severity: Severity;
  /** The failed logons that it tells of, since its last change, and when that was planned, epoch ms. */
  attempts: number;
  saidAt: number;
}

export interface Judged {
  alert: Alert;
  /**
   * The messages that were planned through this channel for attacks on this group by this rule, about this alert and
   * earlier ones.
   */
  told: PastMessage[];
  /** What the channel tells of the alert so far. */
  telling: ChannelTelling | undefined;
  /** The gravest alert about the same attack that people were told of; null where there is none. */
  known: { severity: Severity } | null;
  /** Whether another alert about the same attack reminds of it: one attack sends one series of reminders. */
  isRemindedOf: boolean;
  /** Milliseconds that must pass between two messages about a group. */
  cooldown: number;
  /** Whether messages that were delivered can be changed. */
  canEdit: boolean;
  now: number;
}

export const hold = (reason: HoldReason): Verdict => ({ decision: 'hold', reason });
export const notify = (reason: NotifyReason): Verdict => ({ decision: 'notify', reason });

/**
 * Whether there is something to tell of an alert through a channel, before anybody asks whether this is the time for it.
 * One attack gets one first message.
 */
export function news(judged: Judged): Verdict {
  const { alert, told, telling } = judged;
  const own = told.filter(({ alertId }) => alertId === alert.id);
  if (own.length === 0 && !telling?.digest) return opening(judged);
  if (becameGraver(judged, own)) return notify('severity');
  return own.length === 0 ? goesOnInDigest(judged) : goesOn(judged, own);
}

/**
 * The verdict on an alert that only digests told of. After the cooldown it is told again, so that an attack that goes on
 * for hours is not forgotten. Each wait is as long as the attack was known when it was last told, which doubles it as
 * with reminders. What the digest of a broken channel holds waits until the channel works.
 */
function goesOnInDigest({ alert, telling, cooldown, isRemindedOf }: Judged): Verdict {
  if (telling?.verdict.decision !== 'notify' || isRemindedOf) return hold('in_digest');
  const known = telling.at - alert.detectedAt;
  const wait = Math.min(Math.max(cooldown, known), MAX_COOLDOWNS * cooldown);
  return alert.evidence.last - telling.at >= wait ? notify('reminder') : hold('in_digest');
}

/**
 * The verdict on an alert that nobody was told of yet. `known` tells of the same attack. The cooldown after a message about
 * an earlier attack on the group holds what is no graver than that message said; a critical alert it never holds.
 */
function opening({ alert, told, known, cooldown, now }: Judged): Verdict {
  if (known) return isGraver(alert.severity, known.severity) ? notify('severity') : hold('same_attack');
  if (alert.severity === 'critical') return notify('first');
  const isHeld = told.some(
    ({ reaches, at, severity }) => reaches && now - at < cooldown && !isGraver(alert.severity, severity),
  );
  return isHeld ? hold('cooldown') : notify('first');
}

/** Whether the alert is graver than people know, from its own messages, its digest or another alert. */
function becameGraver({ alert, telling, known }: Judged, own: PastMessage[]): boolean {
  const said = [...own.map(({ severity }) => severity), telling?.severity, known?.severity];
  return said.every((severity) => !severity || isGraver(alert.severity, severity));
}

/**
 * The verdict on an alert that people were told of. A reminder says that the attack goes on, so it needs an event after
 * the wait, not only time that has passed. The wait doubles with each reminder.
 */
function goesOn(judged: Judged, own: PastMessage[]): Verdict {
  const { last } = judged.alert.evidence;
  const lastOfThis = Math.max(...own.map(({ at }) => at));
  const wait = judged.cooldown * Math.min(2 ** (countOf(own) - 1), MAX_COOLDOWNS);
  const isDue = last > lastOfThis && last - lastOfThis >= wait;
  if (isDue && !judged.isRemindedOf) return notify('reminder');
  if (hasGrown(judged, own)) return notify('growing');
  if (isDue) return hold('same_attack');
  return hold(last <= lastOfThis ? 'nothing_new' : 'cooldown');
}

/** Whether the numbers changed enough to change the last message. */
function hasGrown({ alert, canEdit, now }: Judged, own: PastMessage[]): boolean {
  const message = newestOf(own);
  if (!canEdit || !message?.arrived) return false;
  return isGrown(message.attempts, alert.evidence.count, now - message.saidAt);
}

/** Whether a number that was told as `said`, so long ago (ms), has grown enough to be told anew. */
export const isGrown = (said: number, is: number, ago: number): boolean =>
  is > said && ago >= (is - said >= said * GROWTH.share ? GROWTH.least : GROWTH.after);

/** The message about an alert that is changed: the newest. */
export const newestOf = (own: PastMessage[]): PastMessage | undefined =>
  [...own].sort((a, b) => b.ordinal - a.ordinal || b.at - a.at)[0];

/**
 * How many messages about an alert were planned, those included that are too old to be read. The ordinal of the newest
 * one tells.
 */
export const countOf = (ofAlert: PastMessage[]): number =>
  Math.max(0, ...ofAlert.map(({ ordinal }) => ordinal));
