import fc from 'fast-check';
import { quietUntil } from './quiet_hours';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);
const until = (from: string, to: string, timeZone: string, now: string) => {
  const end = quietUntil({ from, to, timeZone }, at(now));
  return end === null ? null : new Date(end).toISOString();
};

describe('quiet hours', () => {
  it.each<[string, [string, string, string], string, string | null]>([
    ['a minute before', ['22:00', '06:00', 'UTC'], '2026-11-22T21:59:59.999Z', null],
    ['from the minute on', ['22:00', '06:00', 'UTC'], '2026-11-22T22:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['past midnight', ['22:00', '06:00', 'UTC'], '2026-11-23T05:59:59.999Z', '2026-11-23T06:00:00.000Z'],
    ['at the end', ['22:00', '06:00', 'UTC'], '2026-11-23T06:00:00Z', null],
    ['within a day', ['09:00', '17:00', 'UTC'], '2026-11-22T12:00:00Z', '2026-11-22T17:00:00.000Z'],
    ['outside of it', ['09:00', '17:00', 'UTC'], '2026-11-22T03:00:00Z', null],
    [
      'in the time of the zone',
      ['22:00', '06:00', 'Asia/Kolkata'],
      '2026-11-22T16:30:00Z',
      '2026-11-23T00:30:00.000Z',
    ],
    [
      'all day but for an hour',
      ['10:00', '09:00', 'UTC'],
      '2026-11-22T08:59:00Z',
      '2026-11-22T09:00:00.000Z',
    ],
    ['past the end of a year', ['22:00', '06:00', 'UTC'], '2027-01-01T01:00:00Z', '2027-01-01T06:00:00.000Z'],
  ])('%s', (_what, [from, to, zone], now, end) => expect(until(from, to, zone, now)).toBe(end));

  it.each<[string, [string, string], string, string | null]>([
    [
      'clocks go forward in them: an hour shorter',
      ['22:00', '06:00'],
      '2026-03-29T03:59:00Z',
      '2026-03-29T04:00:00.000Z',
    ],
    [
      'clocks go back in them: an hour longer',
      ['22:00', '06:00'],
      '2026-10-25T04:59:00Z',
      '2026-10-25T05:00:00.000Z',
    ],
    [
      'they end at a time that is left out: as much later',
      ['22:00', '02:30'],
      '2026-03-29T01:29:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'they end at a time that comes twice: at the first',
      ['22:00', '02:30'],
      '2026-10-25T00:29:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'and do not begin again when it comes the second time',
      ['22:00', '02:30'],
      '2026-10-25T01:15:00Z',
      null,
    ],
    [
      'they begin at a time that is left out: as much later',
      ['02:30', '06:00'],
      '2026-03-29T01:29:00Z',
      null,
    ],
  ])('in Paris, where %s', (_what, [from, to], now, end) =>
    expect(until(from, to, 'Europe/Paris', now)).toBe(end),
  );

  const zones = fc.constantFrom(
    'UTC',
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe', // by half an hour
    'America/Santiago', // clocks go forward at midnight
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Africa/Casablanca',
  );
  const minute = fc.integer({ min: 0, max: 1_439 });
  const asTime = (n: number) =>
    `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
  const hours = fc
    .record({ from: minute, to: minute, timeZone: zones })
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, timeZone }) => ({ from: asTime(from), to: asTime(to), timeZone }));
  const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
  const shown = (timeZone: string, now: number) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(now);

  it('are what clocks on the wall say, on every day on which these do not change', () => {
    fc.assert(
      fc.property(hours, moment, (quiet, now) => {
        const { from, to, timeZone } = quiet;
        const zone = (ms: number) =>
          new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(ms).split('GMT')[1];
        fc.pre(zone(now - 30 * HOUR) === zone(now + 30 * HOUR));
        const clock = shown(timeZone, now);
        const isQuiet = from < to ? from <= clock && clock < to : clock >= from || clock < to;
        expect(quietUntil(quiet, now) !== null).toBe(isQuiet);
      }),
    );
  });

  it('last without a break until they end, also where clocks change', () => {
    fc.assert(
      fc.property(hours, moment, (quiet, now) => {
        const end = quietUntil(quiet, now);
        if (end === null) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(25 * HOUR);
        for (let later = now; later < end; later += 29 * MINUTE) expect(quietUntil(quiet, later)).toBe(end);
      }),
      { numRuns: 60 },
    );
  });

  it('are none where none are set', () => expect(quietUntil(null, 0)).toBeNull());
});
