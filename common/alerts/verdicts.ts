/** The decision on one alert in one tick. Reasons are closed lists: a new one is a new word here. */
export type NotifyReason =
  /** Nobody was told of this attack yet. */
  | 'first'
  /** It still goes on after the cooldown. */
  | 'reminder'
  /** People know of the attack, and it has become graver: another rule with a higher severity sees it. */
  | 'severity';
export type HoldReason =
  /** People were told of an attack on this group by this rule, and the cooldown has not passed. */
  | 'cooldown'
  /** People were told of this alert, and no event came since. */
  | 'nothing_new'
  /** People were told of another alert that is about the same attack. */
  | 'same_attack'
  /** No channel is set up. */
  | 'no_channel'
  /** The attack ended more than a day ago, so it is no news any more. */
  | 'too_old';
export type Verdict = { decision: 'notify'; reason: NotifyReason } | { decision: 'hold'; reason: HoldReason };
