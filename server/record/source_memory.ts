import { isDue } from '../../common/time';
import type { KnownIndices, SourceMemory } from '../../common/status/memory';
import type { SourceLook } from './source_port';

/** How long a look at what the patterns reach is good for, ms. */
const SOURCE_CHECK_EVERY = 5 * 60_000;
/** The names are read and written as one document: 3,000 of 40 bytes are 120 kB. */
const NAMES = { ofPattern: 1_000, ofAll: 3_000 };

/** What a look is about, and when this Kibana started, epoch milliseconds. */
export interface SourceBasis {
  basis: string;
  startedAt: number;
}

/**
 * Whether it is time to look again at what the patterns reach: at each start of Kibana, every five minutes, and where
 * the last look was about something else. `now`: epoch milliseconds.
 */
export function sourceCheckIsDue(
  source: SourceMemory | null,
  { basis, startedAt }: SourceBasis,
  now: number,
): boolean {
  if (!source || source.basis !== basis) return true;
  const { checkedAt } = source;
  return checkedAt < startedAt || isDue(checkedAt + SOURCE_CHECK_EVERY, now, SOURCE_CHECK_EVERY);
}

/** What is looked at beside the patterns, for the notices. */
export type AlsoSeen = Pick<SourceMemory, 'lastLogons' | 'keyExpiresAt'>;

/**
 * When the key expires, as it is known after a look: what could not be asked (undefined) is as a look with the same key said
 * before.
 */
export const expiryAfter = (
  asked: number | null | undefined,
  before: SourceMemory | null,
  basis: string,
): number | null | undefined =>
  asked === undefined && before?.basis === basis ? before.keyExpiresAt : asked;

/** What a look found, as it is remembered. `now`: epoch milliseconds. */
export function toSourceMemory(
  { patterns, problems, logons, behind, lastLogons, keyExpiresAt }: SourceLook & AlsoSeen,
  basis: string,
  now: number,
): SourceMemory {
  const most = Math.min(NAMES.ofPattern, Math.floor(NAMES.ofAll / Math.max(1, behind.length)));
  const known = behind.map((one) => toKnown(one, most));
  return { patterns, problems, logons, lastLogons, keyExpiresAt, known, basis, checkedAt: now };
}

/**
 * At most `most` names of one pattern. The missed indices are kept first, or their alarm would end unseen;
 * then the newest, since names carry dates and numbers.
 */
function toKnown({ pattern, readable, missed }: SourceLook['behind'][number], most: number): KnownIndices {
  const newestFirst = [...readable].sort().reverse();
  return {
    pattern,
    names: [...missed, ...newestFirst].slice(0, most),
    count: readable.length + missed.length,
  };
}
