import type { KnownIndices, Memory } from '../../common/status/memory';
import type { SourceLook } from './source_port';

/** How long a look at what the patterns reach is good for. */
const SOURCE_CHECK_EVERY = 5 * 60_000;
/** The memory is written at every run, so names are few: 3,000 of 40 bytes are 120 kB. */
const NAMES = { ofPattern: 1_000, ofAll: 3_000 };

/** Whether it is time to look again at what the patterns reach: at each start of Kibana, and every five minutes. */
export function sourceCheckIsDue({ source }: Memory, startedAt: number, now: number): boolean {
  if (!source) return true;
  const checkedAt = Date.parse(source.checkedAt);
  return checkedAt < startedAt || now - checkedAt >= SOURCE_CHECK_EVERY;
}

export function withSource(memory: Memory, { patterns, problems, behind }: SourceLook, now: number): Memory {
  const most = Math.min(NAMES.ofPattern, Math.floor(NAMES.ofAll / Math.max(1, behind.length)));
  const known = behind.map((one) => toKnown(one, most));
  return { ...memory, source: { patterns, problems, known, checkedAt: new Date(now).toISOString() } };
}

/** What is missed is kept first, or its alarm would end unseen; then the newest, since names carry dates and numbers. */
function toKnown({ pattern, readable, missed }: SourceLook['behind'][number], most: number): KnownIndices {
  const newestFirst = [...readable].sort().reverse();
  return {
    pattern,
    names: [...missed, ...newestFirst].slice(0, most),
    count: readable.length + missed.length,
  };
}
