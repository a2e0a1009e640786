import { DEFAULT_TELL, type Tell } from '../../../common/channels/tell';
import { NO_DAILY, type StoredDaily } from '../../../common/status/daily';
import { DAY, HOUR, MINUTE } from '../../../test/builders';
import { channelFact } from '../../../test/troubles';
import type { ChannelFact } from './conditions';
import { dueDaily } from './daily';

/** 8 o'clock in Berlin, in winter. */
const EIGHT = Date.parse('2026-11-22T07:00:00.000Z');
const BERLIN = { at: '08:00', timeZone: 'Europe/Berlin' };
const SCHEDULE = '08:00 Europe/Berlin';

const channel = (tell: Partial<Tell> = {}, fact: Partial<ChannelFact> = {}): ChannelFact =>
  channelFact({ tell: { ...DEFAULT_TELL, allQuiet: BERLIN, ...tell }, ...fact });
/** Told a day before. */
const known = (due = EIGHT - DAY): StoredDaily => ({ channels: { night: { schedule: SCHEDULE, due } } });
const dueAt = (now: number, channels = [channel()], before = known()) =>
  dueDaily(before, channels, now).due.map(({ channel: { id }, due }) => [id, due]);

it('is due once a day, at its time', () => {
  expect(dueAt(EIGHT - 1)).toEqual([]);
  expect(dueAt(EIGHT)).toEqual([['night', EIGHT]]);
  const { channels } = dueDaily(known(), [channel()], EIGHT);
  expect(channels).toEqual({ night: { schedule: SCHEDULE, due: EIGHT } });
  expect(dueAt(EIGHT + MINUTE, [channel()], { channels })).toEqual([]);
  expect(dueAt(EIGHT + DAY, [channel()], { channels })).toEqual([['night', EIGHT + DAY]]);
});

it.each<[string, Tell['allQuiet']]>([
  ['is new', BERLIN],
  ['has another time', { ...BERLIN, at: '07:30' }],
  ['has another zone', { ...BERLIN, timeZone: 'UTC' }],
])('begins with the next time where it %s', (what, allQuiet) => {
  const before = what === 'is new' ? NO_DAILY : known();
  const look = dueDaily(before, [channel({ allQuiet })], EIGHT + 2 * HOUR);
  expect(look.due).toEqual([]);
  expect(look.channels['night']?.due).toBeLessThanOrEqual(EIGHT + 2 * HOUR);
  const next = dueDaily({ channels: look.channels }, [channel({ allQuiet })], EIGHT + 2 * HOUR + DAY);
  expect(next.due).toHaveLength(1);
});

it('keeps the time on the wall where clocks change', () => {
  const before = Date.parse('2026-10-24T06:00:00.000Z');
  const after = Date.parse('2026-10-25T07:00:00.000Z');
  expect(dueAt(after - 1, [channel()], known(before))).toEqual([]);
  expect(dueAt(after, [channel()], known(before))).toEqual([['night', after]]);
});

describe('a channel that cannot be told', () => {
  const refused = { since: 0, code: 'bot_kicked', said: 'x', remedy: 'x' };
  it.each<[string, ChannelFact]>([
    ['since it refuses', channel({}, { refused })],
    ['since it is not set up', channel({}, { isReady: false })],
    ['since it is muted', channel({ mutedUntil: EIGHT + DAY })],
    [
      'in its quiet hours',
      channel({ quietHours: { from: '07:00', to: '12:00', timeZone: 'Europe/Berlin' } }),
    ],
  ])('%s is told once it can be, within six hours', (_why, cannot) => {
    const look = dueDaily(known(), [cannot], EIGHT);
    expect([look.due, look.channels]).toEqual([[], known().channels]);
    expect(dueAt(EIGHT + 6 * HOUR)).toEqual([['night', EIGHT]]);
    expect(dueAt(EIGHT + 6 * HOUR + 1)).toEqual([]);
  });

  describe('in quiet hours that begin before its time and last long beyond it', () => {
    const quietHours = { from: '06:30', to: '18:00', timeZone: 'Europe/Berlin' };
    /** 18 o'clock in Berlin. */
    const END = EIGHT + 10 * HOUR;
    const quiet = channel({ quietHours });

    it('is told at their end, once, each day', () => {
      let channels = known().channels;
      const told: number[] = [];
      for (let now = EIGHT; now < EIGHT + 14 * DAY; now += 5 * MINUTE) {
        const look = dueDaily({ channels }, [quiet], now);
        told.push(...look.due.map(() => now));
        ({ channels } = look);
      }
      expect(told).toEqual(Array.from({ length: 14 }, (_, day) => END + day * DAY));
    });

    it('is told within six hours after their end', () => {
      expect(dueAt(END - 1, [quiet])).toEqual([]);
      expect(dueAt(END + 6 * HOUR, [quiet])).toEqual([['night', EIGHT]]);
      expect(dueAt(END + 6 * HOUR + 1, [quiet])).toEqual([]);
    });

    it('over midnight is told in the morning, of the evening before', () => {
      const allQuiet = { at: '23:00', timeZone: 'Europe/Berlin' };
      const night = channel({ allQuiet, quietHours: { ...quietHours, from: '22:00', to: '07:00' } });
      const due = EIGHT - 9 * HOUR;
      const before = { channels: { night: { schedule: '23:00 Europe/Berlin', due: due - DAY } } };
      expect(dueAt(EIGHT - HOUR - 1, [night], before)).toEqual([]);
      expect(dueAt(EIGHT - HOUR, [night], before)).toEqual([['night', due]]);
    });
  });

  it('for too long is told again on the next day', () => {
    const { channels } = dueDaily(known(), [channel()], EIGHT + 7 * HOUR);
    expect(channels).toEqual({ night: { schedule: SCHEDULE, due: EIGHT } });
    expect(dueAt(EIGHT + DAY, [channel()], { channels })).toEqual([['night', EIGHT + DAY]]);
  });
});

it('concerns those that want it, and forgets those that do not any more', () => {
  const silent = channelFact({ id: 'mail' });
  const before: StoredDaily = {
    channels: { ...known().channels, mail: { schedule: SCHEDULE, due: EIGHT - DAY } },
  };
  expect(dueAt(EIGHT, [channel(), silent], before)).toEqual([['night', EIGHT]]);
  expect(dueDaily(before, [silent], EIGHT).channels).toEqual({});
});
