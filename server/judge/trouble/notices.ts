import { mutedUntilAt } from '../../../common/channels/tell';
import type { Trouble, TroubleCode, TroubleState } from '../../../common/status/trouble';
import { quietUntil } from '../suppression/quiet_hours';
import type { ChannelFact, Condition } from './conditions';

const MINUTE = 60_000;
/** A trouble is over once it has been gone for so long, ms, so that what comes and goes is told once. */
export const SETTLED = 3 * MINUTE;
/** What may pass within a minute is told only if it did not, ms: a node that starts may refuse a key at first. */
const WAIT: Record<TroubleCode, number> = {
  no_good_run: 0,
  source_silent: 0,
  channel_refused: 0,
  key_lost: MINUTE,
  key_expiring: 0,
  heartbeat_failing: 0,
};
/** Who could not be told within this time of a trouble that is over is told no more, ms. */
const FORGOTTEN_AFTER = 24 * 60 * MINUTE;

/** One notice that is to go out: to a channel, about a trouble. */
export interface News {
  trouble: Trouble;
  channel: ChannelFact;
  state: TroubleState;
}

/** The troubles as they are to be remembered, and what is to be told. */
export interface Noticed {
  troubles: Trouble[];
  news: News[];
}

interface Look {
  now: number;
  /** Makes the ids of troubles that begin with this look. */
  nth: number;
}

/** Brings the known troubles up to date. One whose condition is not given any more is forgotten, and told no more. */
export function follow(known: Trouble[], conditions: Condition[], { now, nth }: Look): Trouble[] {
  const lasting = known.flatMap((trouble) => {
    if (trouble.over !== null) return [trouble];
    const condition = conditions.find((one) => isAbout(trouble, one));
    return condition ? [after(trouble, condition, now)] : [];
  });
  const begun = conditions.filter(
    (one) => one.is === 'bad' && !known.some((trouble) => trouble.over === null && isAbout(trouble, one)),
  );
  return [...lasting, ...begun.map((condition, n) => begin(condition, now, `${nth}-${n}`))];
}

const isAbout = ({ code, subject }: Trouble, condition: Condition) =>
  code === condition.code && subject === condition.subject;

const begin = ({ is: _is, ...condition }: Condition, now: number, id: string): Trouble => ({
  ...condition,
  id,
  seenAt: now,
  clearSince: null,
  over: null,
  told: {},
});

function after(trouble: Trouble, { is }: Condition, now: number): Trouble {
  if (is === 'unknown') return trouble;
  if (is === 'bad') return { ...trouble, clearSince: null };
  const clearSince = trouble.clearSince ?? now;
  return { ...trouble, clearSince, over: now - clearSince >= SETTLED ? clearSince : null };
}

/**
 * Who is to be told of these troubles now, and the troubles with that noted. Those that are over, and of which nobody is to
 * be told any more, are left out.
 */
export function notice(troubles: Trouble[], channels: ChannelFact[], now: number): Noticed {
  const news: News[] = [];
  const noted = troubles.map((trouble) => {
    const own = channels.filter((channel) => isDue(trouble, channel, { channels, now }));
    const state = stateOf(trouble);
    news.push(...own.map((channel) => ({ trouble, channel, state })));
    return { ...trouble, told: { ...trouble.told, ...Object.fromEntries(own.map(({ id }) => [id, state])) } };
  });
  return { troubles: noted.filter((trouble) => !isDone(trouble, channels, now)), news };
}

const stateOf = ({ over }: Trouble): TroubleState => (over === null ? 'began' : 'over');

/** Whether a channel tells of troubles like this: it works, is not itself in trouble, and people want to be told by it. */
const mayTell = ({ code, subject }: Trouble, { id, isReady, refused, tell }: ChannelFact): boolean =>
  isReady && refused === null && tell.tellTrouble && !(code === 'channel_refused' && subject === id);

interface Around {
  channels: ChannelFact[];
  now: number;
}

/** Whether the channel is to be told now. What is held for quiet hours or a muting is told at their end. */
function isDue(trouble: Trouble, channel: ChannelFact, around: Around): boolean {
  const { now } = around;
  const state = stateOf(trouble);
  if (!mayTell(trouble, channel) || trouble.told[channel.id] === state || !hasLasted(trouble, now))
    return false;
  if (mutedUntilAt(channel.tell, now) !== null) return false;
  if (quietUntil(channel.tell.quietHours, now) === null) return true;
  // Of an end only those are told in quiet hours who were told of the beginning.
  return breaksThrough(trouble.code, around) && (state === 'began' || channel.id in trouble.told);
}

const hasLasted = ({ code, seenAt, over }: Trouble, now: number) => (over ?? now) - seenAt >= WAIT[code];

/** Whether nobody is told of attacks while there is such trouble. That is told in quiet hours too. */
function breaksThrough(code: TroubleCode, { channels, now }: Around): boolean {
  if (code === 'no_good_run' || code === 'key_lost') return true;
  return code === 'channel_refused' && !channels.some((channel) => tellsAttacks(channel, now));
}

const tellsAttacks = ({ isReady, refused, tell }: ChannelFact, now: number): boolean =>
  isReady &&
  refused === null &&
  mutedUntilAt(tell, now) === null &&
  quietUntil(tell.quietHours, now) === null;

function isDone(trouble: Trouble, channels: ChannelFact[], now: number): boolean {
  const { over, told } = trouble;
  if (over === null) return false;
  if (!hasLasted(trouble, now) || now - over > FORGOTTEN_AFTER) return true;
  return channels.every((channel) => !mayTell(trouble, channel) || told[channel.id] === 'over');
}
