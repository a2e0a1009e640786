import { retryAfterMs } from './retry_after';

const NOW = Date.parse('2026-11-22T03:12:00.000Z');

it.each<[string, string | undefined, number | null]>([
  ['no header', undefined, null],
  ['seconds', '30', 30_000],
  ['a fraction of a second, as Discord says it', '0.65', 650],
  ['a date', 'Sun, 22 Nov 2026 03:13:00 GMT', 60_000],
  ['a date that has passed', 'Sun, 22 Nov 2026 03:00:00 GMT', 0],
  ['more than a message is news', '99999999', 6 * 3_600_000],
  ['nothing', '', null],
  ['words', 'soon', null],
  ['less than nothing', '-5 seconds', null],
])('Retry-After with %s', (_what, header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
