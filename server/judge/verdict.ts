import { LOOK_BACK } from '../../common/bounds';
import type { Verdict } from '../../common/verdicts';

/** A reminder waits twice as long as the one before, up to this many cooldowns. */
const MAX_COOLDOWNS = 8;

/** One message that was planned for an attack on a group; epoch milliseconds. */
export interface Told {
  alertId: string;
  at: number;
}

export interface Judged {
  alertId: string;
  /** Epoch ms of the last event of the alert. */
  lastEventAt: number;
  /** What people were told of this group's attacks, of this alert and of earlier ones. */
  told: Told[];
  /** Milliseconds. */
  cooldown: number;
  channelReady: boolean;
  now: number;
}

const hold = (reason: Extract<Verdict, { decision: 'hold' }>['reason']): Verdict => ({
  decision: 'hold',
  reason,
});

/** Whether somebody is told of an alert now, and why, or why not. One attack, one message; reminders double. */
export function judge({ alertId, lastEventAt, told, cooldown, channelReady, now }: Judged): Verdict {
  if (!channelReady) return hold('no_channel');
  if (now - lastEventAt > LOOK_BACK) return hold('too_old');
  const lastTold = Math.max(-Infinity, ...told.map(({ at }) => at));
  const ofThisAlert = told.filter((one) => one.alertId === alertId).length;
  if (ofThisAlert === 0)
    return now - lastTold < cooldown ? hold('cooldown') : { decision: 'notify', reason: 'first' };
  if (lastEventAt <= lastTold) return hold('nothing_new');
  const wait = cooldown * Math.min(2 ** (ofThisAlert - 1), MAX_COOLDOWNS);
  return now - lastTold < wait ? hold('cooldown') : { decision: 'notify', reason: 'reminder' };
}
