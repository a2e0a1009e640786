import {
  formatAgo,
  formatClock,
  formatDuration,
  formatFullTime,
  formatMinute,
  formatNumber,
  formatTime,
} from './format';

const ZONE = 'Europe/Berlin';
const at = Date.parse('2026-11-22T17:42:10.000Z');
const DAY = 86_400_000;
const now = Date.parse('2026-11-22T18:00:00.000Z');

describe('times', () => {
  it('shows the clock in the zone of the browser, with 24 hours', () => {
    expect(formatClock(at, ZONE)).toBe('18:42:10');
    expect(formatClock(Date.parse('2026-11-22T23:00:05Z'), ZONE)).toBe('00:00:05');
    expect(formatMinute(at, ZONE)).toBe('18:42');
  });

  it('leaves out the date of today, and the year of this year', () => {
    expect(formatTime(at, now, ZONE)).toBe('18:42:10');
    expect(formatTime(at - DAY, now, ZONE)).toBe('Nov 21, 18:42:10');
    expect(formatTime(at - 366 * DAY, now, ZONE)).toBe('Nov 21, 2025, 18:42:10');
  });

  it('takes midnight of the zone for the end of a day', () => {
    expect(formatTime(Date.parse('2026-11-22T23:30:00Z'), now, ZONE)).toBe('Nov 23, 00:30:00');
  });

  it('names the zone where there is room', () =>
    expect(formatFullTime(at, ZONE)).toBe('Nov 22, 2026, 18:42:10 GMT+1'));

  it('shows what is no time as it is', () => expect(formatClock(9e15)).toBe('9000000000000000'));

  it.each([
    [12_000, '12 s ago'],
    [252_000, '4 min 12 s ago'],
    [500, 'just now'],
    [-60_000, 'just now'],
  ])('says how long ago %p ms are', (age, text) => expect(formatAgo(now - age, now)).toBe(text));
});

it.each([
  ['5m', '5 min'],
  ['0s', 'none'],
  ['90s', '1 min 30 s'],
  ['x', 'x'],
])('shows the duration %p as %p', (text, shown) => expect(formatDuration(text)).toBe(shown));

it('groups digits', () => expect(formatNumber(1204)).toBe('1,204'));
