import type { SourceCheck } from '../../common/api';
import type { Memory } from '../../common/memory';

/** How long a look at what the patterns reach is good for. */
const SOURCE_CHECK_EVERY = 5 * 60_000;

/** Whether it is time to look again at what the patterns reach: at each start of Kibana, and every five minutes. */
export function sourceCheckIsDue({ source }: Memory, startedAt: number, now: number): boolean {
  if (!source) return true;
  const checkedAt = Date.parse(source.checkedAt);
  return checkedAt < startedAt || now - checkedAt >= SOURCE_CHECK_EVERY;
}

export function withSource(memory: Memory, check: SourceCheck, now: number): Memory {
  return { ...memory, source: { ...check, checkedAt: new Date(now).toISOString() } };
}
