/** `2026-11-22T03:14:00.1239876Z`; older versions of evtx_dump write `2026-11-22 03:14:00.123987 UTC`. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ?(Z|UTC|[+-]\d\d:\d\d)?$/;

/**
 * The `SystemTime` of a record, in ISO 8601 with milliseconds. It is UTC where it names no zone. Windows writes seven
 * digits of a second; this is the nearest millisecond, a half is rounded up: the fourth digit alone decides. Undefined
 * for what is no time.
 */
export function toMilliseconds(time: string): string | undefined {
  const [matched, day, clock, fraction = '', zone = 'Z'] = WRITTEN.exec(time.trim()) ?? [];
  if (matched === undefined) return undefined;
  const wholeSecond = Date.parse(`${day}T${clock}${zone === 'UTC' ? 'Z' : zone}`);
  if (Number.isNaN(wholeSecond)) return undefined;
  const digits = fraction.padEnd(4, '0');
  const milliseconds = Number(digits.slice(0, 3)) + (digits.charAt(3) >= '5' ? 1 : 0);
  return new Date(wholeSecond + milliseconds).toISOString();
}
