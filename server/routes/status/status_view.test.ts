import { EMPTY_MEMORY } from '../../../common/status/memory';
import type { Problem } from '../../../common/status/problems';
import type { SettingsAttributes } from '../settings/settings_port';
import { toStatus, type StatusFacts } from './status_view';
import { durationMs } from '../../../common/time';
import { MINUTE, NOW, SECOND } from '../../../test/builders';
import {
  HOUR,
  DAY,
  KEY,
  attributes,
  tick,
  problem,
  sourceOf,
  memory,
  deliveries,
  facts,
  ranAgo,
  turnedOnAgo,
  withInterval,
} from '../../../test/status_facts';

const readAPart = (code: string, severity: Problem['severity']) =>
  tick({ outcome: 'partial', problems: [problem(code, severity)] });

describe('state', () => {
  it.each<[string, Partial<StatusFacts>, string]>([
    ['off: nothing was ever saved', { attributes: null, memory: EMPTY_MEMORY }, 'off'],
    ['off: turned off, whatever is remembered', { attributes: attributes({ detectionOn: false }) }, 'off'],
    [
      'off, not stalled, long after the last run',
      { attributes: attributes({ detectionOn: false }), memory: ranAgo(DAY) },
      'off',
    ],
    [
      'starting: turned on, no run yet',
      { attributes: turnedOnAgo(10 * SECOND), memory: EMPTY_MEMORY },
      'starting',
    ],
    [
      'starting at 90 s, the least time',
      { attributes: turnedOnAgo(90 * SECOND), memory: EMPTY_MEMORY },
      'starting',
    ],
    [
      'stalled: never ran in more than 90 s',
      { attributes: turnedOnAgo(90 * SECOND + 1), memory: EMPTY_MEMORY },
      'stalled',
    ],
    ['running: the last run read everything', {}, 'running'],
    [
      'running: a warning of the source is no failure',
      { memory: memory({ source: sourceOf(NOW, [problem('pattern_matches_nothing', 'warning')]) }) },
      'running',
    ],
    [
      'failing: the last run failed',
      { memory: memory({ lastTick: tick({ outcome: 'failed' }) }) },
      'failing',
    ],
    [
      'catching up: the last run read a part, and the next goes on',
      { memory: memory({ lastTick: readAPart('scan_unfinished', 'warning') }) },
      'catching_up',
    ],
    [
      'catching up: the first run looked at the busiest groups only',
      { memory: memory({ lastTick: readAPart('reading', 'warning'), lastGoodTickAt: null }) },
      'catching_up',
    ],
    [
      'failing: the last run read a part and cannot get further',
      { memory: memory({ lastTick: readAPart('scan_stuck', 'error') }) },
      'failing',
    ],
    [
      'failing: the last run read all failures, and may not look for successes',
      { memory: memory({ lastTick: tick({ problems: [problem('successes_refused')] }) }) },
      'failing',
    ],
    [
      'running: a warning of the last run is no failure',
      { memory: memory({ lastTick: tick({ problems: [problem('events_late', 'warning')] }) }) },
      'running',
    ],
    [
      'failing: the last run read a part, and a pattern cannot be read',
      {
        memory: memory({
          lastTick: readAPart('scan_unfinished', 'warning'),
          source: sourceOf(null, [problem('pattern_unreadable')]),
        }),
      },
      'failing',
    ],
    [
      'stalled before catching up',
      { memory: memory({ lastTick: tick({ outcome: 'partial', finishedAt: NOW - HOUR }) }) },
      'stalled',
    ],
    [
      'failing: a pattern cannot be read',
      { memory: memory({ source: sourceOf(null, [problem('pattern_unreadable')]) }) },
      'failing',
    ],
    ['running at 90 s after the last run', { memory: ranAgo(90 * SECOND) }, 'running'],
    ['running where the clocks of two Kibanas differ by a minute', { memory: ranAgo(-MINUTE) }, 'running'],
    [
      'stalled where the last run lies ahead: the clock was set back',
      { memory: ranAgo(-MINUTE - 1) },
      'stalled',
    ],
    ['stalled after more than 90 s', { memory: ranAgo(90 * SECOND + 1) }, 'stalled'],
    [
      'running within three long intervals',
      { attributes: withInterval('10m'), memory: ranAgo(30 * MINUTE) },
      'running',
    ],
    [
      'stalled after three long intervals',
      { attributes: withInterval('10m'), memory: ranAgo(30 * MINUTE + 1) },
      'stalled',
    ],
    [
      'stalled before failing',
      { memory: memory({ lastTick: tick({ outcome: 'failed', finishedAt: NOW - HOUR }) }) },
      'stalled',
    ],
  ])('%s', (_name, given, state) => {
    expect(toStatus(facts(given)).state).toBe(state);
  });
});

describe('never green while nothing is read', () => {
  const oneKnownPattern = sourceOf(NOW, []);
  it.each<[string, Partial<StatusFacts>]>([
    ['no settings', { attributes: null }],
    ['detection is off and the last run was good', { attributes: attributes({ detectionOn: false }) }],
    ['no run yet', { attributes: turnedOnAgo(SECOND), memory: memory({ lastTick: null }) }],
    [
      'no run yet, but a good one is remembered',
      { attributes: turnedOnAgo(SECOND), memory: memory({ lastTick: null, lastGoodTickAt: NOW }) },
    ],
    [
      'no run yet, and a source that is well',
      { attributes: turnedOnAgo(SECOND), memory: memory({ lastTick: null, source: oneKnownPattern }) },
    ],
    [
      'the last run failed after a good one',
      { memory: memory({ lastTick: tick({ outcome: 'failed' }), lastGoodTickAt: NOW }) },
    ],
    [
      'the last run failed and named no problem',
      { memory: memory({ lastTick: tick({ outcome: 'failed', problems: [] }) }) },
    ],
    ['the last run ran out of time', { memory: memory({ lastTick: tick({ outcome: 'partial' }) }) }],
    [
      'one of two patterns cannot be read',
      {
        memory: memory({
          source: sourceOf(NOW, [
            problem('pattern_matches_nothing', 'warning'),
            problem('pattern_unreadable'),
          ]),
        }),
      },
    ],
    ['the last run is hours ago', { memory: ranAgo(3 * HOUR) }],
    ['turned on an hour ago, and no run', { attributes: turnedOnAgo(HOUR), memory: EMPTY_MEMORY }],
  ])('%s', (_name, given) => {
    expect(toStatus(facts(given)).state).not.toBe('running');
  });
});

describe('facts', () => {
  it.each<[string, SettingsAttributes | null, object]>([
    ['nothing saved', null, { kind: 'none', state: 'none' }],
    [
      'detection was turned off',
      attributes({ detectionOn: false, authority: null }),
      { kind: 'none', state: 'none' },
    ],
    [
      "Kibana's own user",
      attributes({ authority: { kind: 'internal_user', since: NOW } }),
      { kind: 'internal_user', state: 'missing' },
    ],
    [
      'a key, without its id',
      attributes(),
      { kind: 'api_key', username: 'anna', since: KEY.since, keyName: 'key', state: 'working' },
    ],
  ])('whose rights: %s', (_name, given, authority) => {
    expect(toStatus(facts({ attributes: given })).authority).toEqual(authority);
  });

  it.each([
    ['as far as anybody knows', '2s', null, 2 * SECOND],
    ['as set', '2s', 2_010, 2 * SECOND],
    ['as set, where ticks were asked for in between', '1m', 4 * SECOND, MINUTE],
    ['as set, but for what nobody would notice', '1s', 1_350, SECOND],
    ['later than set', '1s', 1_600, 2 * SECOND],
    ['much later than set', '2s', 30_400, 30 * SECOND],
  ])('attains its interval: %s', (_name, interval, pace, attained) => {
    const given = facts({ attributes: withInterval(interval), memory: memory({ pace }) });
    expect(toStatus(given).interval).toEqual({ set: durationMs(interval), attained });
  });

  it('counts what waits and what was refused, and when the last message arrived', () => {
    const given = [deliveries({ waiting: 2, refused: 1, lastDeliveredAt: NOW, worksSince: NOW - HOUR })];
    expect(toStatus(facts({ deliveries: given })).channels).toEqual([
      {
        id: 'night',
        kind: 'telegram',
        name: 'Telegram',
        ready: true,
        broken: false,
        waiting: 2,
        refused: 1,
        lastDeliveredAt: NOW,
        worksSince: NOW - HOUR,
        problems: [],
      },
    ]);
  });

  it('has no channels before anything was saved', () => {
    expect(toStatus(facts({ attributes: null })).channels).toEqual([]);
  });
});
