/**
 * What keeps attacks from being seen, or people from being told.
 * no_good_run: no run read everything for ten minutes. source_silent: a source that sent logons sends none. channel_refused:
 * a channel takes no message until somebody acts. key_lost: the key that detection reads with is gone or too weak.
 * key_expiring: it soon will be. heartbeat_failing: the URL that is called while detection works takes no calls.
 */
export const TROUBLES = [
  'no_good_run',
  'source_silent',
  'channel_refused',
  'key_lost',
  'key_expiring',
  'heartbeat_failing',
] as const;
export type TroubleCode = (typeof TROUBLES)[number];

/** Which half of its story a notice tells. */
export type TroubleState = 'began' | 'over';

/** Why there is trouble, as a stable code, in the words of whoever refused (scrubbed of secrets), and what to do. */
export interface TroubleCause {
  code: string;
  said: string;
  remedy: string;
}

/** A trouble as a space remembers it, with whom was told of it. Times are epoch milliseconds. */
export interface Trouble {
  /** No other trouble of the space has it, also not a later one of the same kind. */
  id: string;
  code: TroubleCode;
  /** What it is about: the id of a channel or a pattern; null for the detection of the space. */
  subject: string | null;
  /** What people call that. */
  name: string | null;
  since: number;
  /** When it will come to pass, where it is only near; else null. */
  due: number | null;
  cause: TroubleCause | null;
  /** When it was first seen. */
  seenAt: number;
  /** Since when it is gone, where it is, but not long enough to say so. */
  clearSince: number | null;
  /** When it ended; null while it lasts. */
  over: number | null;
  /** What each channel was told of last, by its id. */
  told: Record<string, TroubleState>;
}

/** A notice that is to be planned. It stands here from the decision to tell until its delivery is stored. */
export interface PendingNotice {
  channelId: string;
  state: TroubleState;
  trouble: Trouble;
  /** When it was decided, epoch ms. */
  at: number;
}

/** The troubles of a space, and what was told of them. */
export interface StoredTroubles {
  /** How often it was written: the ids of new troubles are made of it. */
  nth: number;
  troubles: Trouble[];
  pending: PendingNotice[];
  revision?: { seqNo: number; primaryTerm: number };
}

export const NO_TROUBLES: StoredTroubles = { nth: 0, troubles: [], pending: [] };
