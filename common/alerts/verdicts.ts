/**
 * The decision on one alert in one tick, for one channel. Reasons are closed lists: a new one is a new word here. These
 * are the decisions to tell.
 */
export type NotifyReason =
  /** Nobody was told of this attack yet. */
  | 'first'
  /** It still goes on after the cooldown. */
  | 'reminder'
  /** People know of the attack, and it has become graver. */
  | 'severity'
  /** People were told, and the numbers have changed: the last message is changed. */
  | 'growing'
  /** People were told, and it is over: the last message says so. */
  | 'ended'
  /** It is told together with others, in one message. */
  | 'digest';

/** Why nobody is told now. */
export const HOLD_REASONS = [
  /**
   * People were told of an attack on this group by this rule, no less grave, and the cooldown has not passed. A critical
   * alert is told all the same.
   */
  'cooldown',
  /** People were told of this alert, and no event came since. */
  'nothing_new',
  /** People were told of another alert that is about the same attack. */
  'same_attack',
  /** No channel is set up. */
  'no_channel',
  /** The attack ended more than a day ago, so it is no news any more. */
  'too_old',
  /** Somebody works on it. */
  'acknowledged',
  /** Somebody asked not to be told of it for a time. */
  'snoozed',
  /** Somebody closed it. */
  'closed',
  /** The channel tells of graver alerts only. */
  'below_severity',
  /** It is a quiet hour of the channel. What waits is told by one message at its end. */
  'quiet_hours',
  /** The channel was muted. What waits is told by one message at its end. */
  'muted',
  /** It is told with others: in the next digest of the channel, or it was. */
  'in_digest',
  /** So many attacks that worked were told of that this one waits for its turn. */
  'rate',
  /** The channel refuses messages. It is told when the channel takes them again. */
  'channel_broken',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export type Verdict = { decision: 'notify'; reason: NotifyReason } | { decision: 'hold'; reason: HoldReason };

/**
 * The reasons that pass by themselves: an alert that is held for one of them is judged again until it is told or is too
 * old, also after the attack ended.
 */
export const WAITING = [
  'cooldown',
  'no_channel',
  'quiet_hours',
  'muted',
  'in_digest',
  'rate',
  'channel_broken',
] as const satisfies readonly HoldReason[];

export const isWaiting = (reason: HoldReason | null): boolean =>
  WAITING.some((waiting) => waiting === reason);
