import { TELL_WITHIN } from '../../../common/bounds';
import { mutedUntilAt, type Daily } from '../../../common/channels/tell';
import type { StoredDaily, ToldDaily } from '../../../common/status/daily';
import { lastDue } from '../digest_schedule';
import { quietUntil } from '../suppression/quiet_hours';
import type { ChannelFact } from './conditions';

/** A channel that is to be told now, and the time at which that was due, epoch ms. */
export interface DueDaily {
  channel: ChannelFact;
  due: number;
}

/** What is to be told now, and what is to be remembered once that is planned. */
export interface DailyLook {
  due: DueDaily[];
  channels: StoredDaily['channels'];
}

/**
 * Which channels are to be told how detection does. A schedule that is new, or was changed, begins with its next time. A
 * message that could not be told for six hours is left out: the next one is near. Where its time is in quiet hours, the
 * six hours begin at their end.
 */
export function dueDaily({ channels: known }: StoredDaily, channels: ChannelFact[], now: number): DailyLook {
  const looks = channels.flatMap((channel) => {
    const { allQuiet } = channel.tell;
    return allQuiet ? [lookAt(channel, allQuiet, { known: known[channel.id], now })] : [];
  });
  return {
    due: looks.flatMap(({ channel, told, isDue }) => (isDue ? [{ channel, due: told.due }] : [])),
    channels: Object.fromEntries(looks.map(({ channel, told }) => [channel.id, told])),
  };
}

interface Before {
  known: ToldDaily | undefined;
  now: number;
}

function lookAt(channel: ChannelFact, { at, timeZone }: Daily, { known, now }: Before) {
  const schedule = `${at} ${timeZone}`;
  const due = lastDue({ mode: 'daily', at, timeZone }, now) ?? now;
  const isOpen = known !== undefined && known.schedule === schedule && known.due < due;
  const isLate = now - (quietUntil(channel.tell.quietHours, due) ?? due) > TELL_WITHIN;
  if (!isOpen || isLate) return { channel, told: { schedule, due }, isDue: false };
  return mayTell(channel, now)
    ? { channel, told: { schedule, due }, isDue: true }
    : { channel, told: known, isDue: false };
}

/** A channel that does not work, is muted or has quiet hours is told once it can be, if that is soon. */
const mayTell = ({ isReady, refused, tell }: ChannelFact, now: number): boolean =>
  isReady &&
  refused === null &&
  mutedUntilAt(tell, now) === null &&
  quietUntil(tell.quietHours, now) === null;
