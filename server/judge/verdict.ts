import { LOOK_BACK } from '../../common/bounds';
import type { Verdict } from '../../common/alerts/verdicts';

/** The longest wait before a reminder, in cooldowns. Each reminder waits twice as long as the one before. */
export const MAX_COOLDOWNS = 8;

/** One message that was planned for an attack on a group, through one channel. */
export interface PastMessage {
  alertId: string;
  /** Which message about its alert it is: 1, 2, … */
  ordinal: number;
  /** Epoch milliseconds. */
  at: number;
  /** Whether the message arrived or still may arrive. A message that was refused or given up told nobody. */
  reaches: boolean;
}

export interface Judged {
  alertId: string;
  /** Epoch ms of the last event of the alert. */
  lastEventAt: number;
  /**
   * The messages that were planned through this channel for attacks on this group by this rule, about this alert and
   * earlier ones.
   */
  told: PastMessage[];
  /** Milliseconds that must pass between two messages about a group. */
  cooldown: number;
  /** Whether there is a channel at all. */
  hasChannel: boolean;
  now: number;
}

const hold = (reason: Extract<Verdict, { decision: 'hold' }>['reason']): Verdict => ({
  decision: 'hold',
  reason,
});

/**
 * Decides whether people are told of an alert now, and gives the reason. One attack gets one first message. A reminder
 * says that the attack goes on, so it needs an event after the wait, not only time that has passed. The wait doubles
 * with each reminder.
 */
export function judge({ alertId, lastEventAt, told, cooldown, hasChannel, now }: Judged): Verdict {
  if (!hasChannel) return hold('no_channel');
  if (now - lastEventAt > LOOK_BACK) return hold('too_old');
  const ofThisAlert = told.filter((one) => one.alertId === alertId);
  const lastTold = Math.max(-Infinity, ...told.filter(({ reaches }) => reaches).map(({ at }) => at));
  if (ofThisAlert.length === 0) {
    return now - lastTold < cooldown ? hold('cooldown') : { decision: 'notify', reason: 'first' };
  }
  const lastOfThis = Math.max(...ofThisAlert.map(({ at }) => at));
  if (lastEventAt <= lastOfThis) return hold('nothing_new');
  const wait = cooldown * Math.min(2 ** (countOf(ofThisAlert) - 1), MAX_COOLDOWNS);
  return lastEventAt - lastOfThis < wait ? hold('cooldown') : { decision: 'notify', reason: 'reminder' };
}

/**
 * How many messages about an alert were planned, those included that are too old to be read. The ordinal of the newest
 * one tells.
 */
export const countOf = (ofAlert: PastMessage[]): number =>
  Math.max(0, ...ofAlert.map(({ ordinal }) => ordinal));
