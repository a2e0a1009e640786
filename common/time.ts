/** A span of time as people write it: digits and one of s, m, h, d. */
const DURATION = /^(0|[1-9]\d{0,8})([smhd])$/;
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of `5m`, or undefined where the text is no such span. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}

/** Milliseconds of a span that was validated before. Throws on anything else: that is a bug, not bad input. */
export function durationMs(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new Error(`Not a duration: ${text}`);
  return ms;
}

/** `5m` from milliseconds: the largest unit that leaves nothing over. Whole seconds only. */
export function toDuration(ms: number): string {
  const units = Object.entries(UNIT_MS).reverse();
  const [unit, size] = units.find(([, length]) => ms % length === 0) ?? ['s', 1_000];
  return `${Math.round(ms / size)}${unit}`;
}

/**
 * Whether what is to happen at `at` is due now, both epoch ms. It is never planned more than `longest` ahead (ms): where it
 * lies further ahead, the clock was set back since, and waiting for it would be waiting for as long as that.
 */
export const isDue = (at: number, now: number, longest: number): boolean => at <= now || at - now > longest;

/** How far clocks of two machines may differ, ms. */
const CLOCKS_DIFFER = 60_000;

/** Whether something that happened at `at` lies ahead of `now` (epoch ms): the clock was set back since, or differs. */
export const isAhead = (at: number, now: number): boolean => at - now > CLOCKS_DIFFER;

/** `4 min 12 s` from milliseconds: the two largest units, rounded down; below a second `less than 1 s`. */
export function formatSpan(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 1) return 'less than 1 s';
  const parts: Array<[number, string]> = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/**
 * Whole milliseconds of a time such as `1700000000000.123456`, as Elasticsearch gives it; NaN where it is no number. Read
 * as text, since a number would round the nanoseconds behind the point up.
 */
export function milliseconds(epochMillis: unknown): number {
  const text = String(epochMillis);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number.parseInt(text, 10) : NaN;
}
