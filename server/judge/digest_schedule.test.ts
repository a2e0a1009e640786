import fc from 'fast-check';
import { lastDue } from './digest_schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const daily = (at: string, timeZone: string) => ({ mode: 'daily', at, timeZone }) as const;

it.each<[string, Parameters<typeof lastDue>[0], string, string | null]>([
  ['none without a schedule', { mode: 'off' }, '2026-11-22T03:15:00Z', null],
  [
    'every hour, at the hour',
    { mode: 'every', minutes: 60 },
    '2026-11-22T03:15:00Z',
    '2026-11-22T03:00:00.000Z',
  ],
  ['at the very moment', { mode: 'every', minutes: 5 }, '2026-11-22T03:15:00Z', '2026-11-22T03:15:00.000Z'],
  ['daily, earlier today', daily('03:00', 'UTC'), '2026-11-22T03:15:00Z', '2026-11-22T03:00:00.000Z'],
  ['daily, yesterday', daily('08:00', 'UTC'), '2026-11-22T03:15:00Z', '2026-11-21T08:00:00.000Z'],
  [
    'daily, in the time of the zone',
    daily('08:00', 'Asia/Tokyo'),
    '2026-11-22T03:15:00Z',
    '2026-11-21T23:00:00.000Z',
  ],
  [
    'on the day on which 02:30 is left out',
    daily('02:30', 'Europe/Paris'),
    '2026-03-29T12:00:00Z',
    '2026-03-29T01:30:00.000Z',
  ],
  [
    'on the day on which 02:30 comes twice: the first',
    daily('02:30', 'Europe/Paris'),
    '2026-10-25T12:00:00Z',
    '2026-10-25T00:30:00.000Z',
  ],
])('%s', (_what, digest, now, due) => expect(iso(lastDue(digest, Date.parse(now)))).toBe(due));

it('a daily digest is due once a day: 23 to 25 hours after the one before', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );
  const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') });
  fc.assert(
    fc.property(zones, fc.constantFrom('00:00', '02:30', '08:15', '23:59'), moment, (zone, time, now) => {
      const due = lastDue(daily(time, zone), now) ?? 0;
      const before = lastDue(daily(time, zone), due - 1) ?? 0;
      expect(due).toBeLessThanOrEqual(now);
      expect(now - due).toBeLessThan(25 * HOUR + 1);
      expect(Math.abs(due - before - 24 * HOUR)).toBeLessThanOrEqual(HOUR);
    }),
  );
});
