/** The decision on one alert in one tick. Reasons are closed lists: a new one is a new word here. */
export type NotifyReason =
  /** Nobody was told of this attack yet. */
  | 'first'
  /** It still goes on after the cooldown. */
  | 'reminder'
  /** People know of the attack, and it has become graver: another rule with a higher severity sees it. */
  | 'severity';
export type HoldReason =
  /** Told, and the cooldown of this account has not passed. */
  | 'cooldown'
  /** Told, and nothing new happened since. */
  | 'nothing_new'
  /** People were told of another alert that is about the same attack. */
  | 'same_attack'
  /** No Telegram token or chat is set up. */
  | 'no_channel'
  /** It was found so late that it is no news: it ended more than a day ago. */
  | 'too_old';
export type Verdict = { decision: 'notify'; reason: NotifyReason } | { decision: 'hold'; reason: HoldReason };
