import { NO_HEARTBEAT, type StoredHeartbeat } from '../../../common/status/heartbeat';
import { HOUR, MINUTE, NOW, SECOND } from '../../../test/builders';
import { isWell, nextCallAt, type Wellness } from './heartbeat';

const wellness = (overrides: Partial<Wellness> = {}): Wellness => ({
  state: 'running',
  lastGoodRunAt: NOW - 2 * SECOND,
  interval: 2 * SECOND,
  now: NOW,
  ...overrides,
});

describe('the heart beats', () => {
  it.each<[string, Partial<Wellness>]>([
    ['where detection runs', {}],
    ['where a run read a part, and one read everything a moment ago', { state: 'catching_up' }],
    ['90 seconds after the last good run', { lastGoodRunAt: NOW - 90 * SECOND }],
    ['within three long intervals', { interval: HOUR, lastGoodRunAt: NOW - 3 * HOUR }],
  ])('%s', (_when, given) => {
    expect(isWell(wellness(given))).toBe(true);
  });
  it.each<[string, Partial<Wellness>]>([
    ['where detection is off', { state: 'off' }],
    ['where it starts', { state: 'starting' }],
    ['where it fails', { state: 'failing' }],
    ['where it is stalled', { state: 'stalled' }],
    ['where no run was good yet', { lastGoodRunAt: null }],
    ['more than 90 seconds after the last good run', { lastGoodRunAt: NOW - 90 * SECOND - 1 }],
    ['where it catches up for long', { state: 'catching_up', lastGoodRunAt: NOW - 5 * MINUTE }],
    ['after three long intervals', { interval: HOUR, lastGoodRunAt: NOW - 3 * HOUR - 1 }],
  ])('not %s', (_when, given) => {
    expect(isWell(wellness(given))).toBe(false);
  });
});

describe('the next call', () => {
  const failed = { ok: false, code: 'x', said: 'x', remedy: 'x' } as const;
  const good = { ok: true, said: 'OK' } as const;
  it.each<[string, Partial<StoredHeartbeat>, number]>([
    ['is due at once where none was made', {}, -Infinity],
    ['comes after the minutes that are set', { calledAt: NOW, last: { ...good, at: NOW } }, NOW + 5 * MINUTE],
    ['comes after a minute where one failed', { calledAt: NOW, last: { ...failed, at: NOW } }, NOW + MINUTE],
    ['comes after a minute where nobody knows how one ended', { calledAt: NOW }, NOW + MINUTE],
    [
      'comes after a minute where only the one before is known',
      { calledAt: NOW, last: { ...good, at: NOW - HOUR } },
      NOW + MINUTE,
    ],
  ])('%s', (_what, given, expected) => {
    expect(nextCallAt({ ...NO_HEARTBEAT, ...given }, 5)).toBe(expected);
  });
});
