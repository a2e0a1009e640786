const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `10s`, `5m`, `1h`, `1d`; Kibana's refusal for anything else. */
export function parseInterval(interval: string): number {
  const [, count = '0', unit = ''] = interval.match(/^([1-9][0-9]*)([smhd])$/) ?? [];
  const milliseconds = Number(count) * (UNITS[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new Error(`Invalid interval "${interval}". Intervals must be of the form {number}m. Example: 5m.`);
}
