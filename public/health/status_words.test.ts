import type { ChannelStatus, StatusResponse, TickReport } from '../../common/status/status';
import { toApiError } from '../shared/api_error';
import {
  intervalText,
  lastGoodText,
  lastRunText,
  readText,
  stateView,
  STALE_AFTER,
  channelText,
} from './status_words';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const ago = (seconds: number) => now - seconds * 1_000;

const tick = (change: Partial<TickReport> = {}): TickReport => ({
  startedAt: ago(13),
  finishedAt: ago(12),
  from: ago(20),
  to: ago(14),
  eventsRead: 1204,
  outcome: 'ok',
  verdicts: [],
  problems: [],
  ...change,
});

const channel = (change: Partial<ChannelStatus> = {}): ChannelStatus => ({
  id: 'night',
  kind: 'telegram',
  name: 'Night shift',
  ready: true,
  broken: false,
  waiting: 0,
  refused: 0,
  lastDeliveredAt: null,
  worksSince: null,
  problems: [],
  ...change,
});

const status = (change: Partial<StatusResponse> = {}): StatusResponse => ({
  state: 'running',
  authority: { kind: 'api_key', username: 'alice', since: ago(60), keyName: 'k', state: 'working' },
  lastTick: tick(),
  lastGoodTickAt: ago(12),
  interval: { set: 5_000, attained: 5_000 },
  sources: [{ pattern: 'winlogbeat-*', indices: 3, newestEventAt: ago(8) }],
  sourcesCheckedAt: ago(60),
  channels: [channel()],
  problems: [],
  kerberosAndNtlm: { setting: 'auto', seen: null },
  heartbeat: null,
  ...change,
});

describe('the dot', () => {
  const view = (change: Partial<StatusResponse> = {}) =>
    stateView({ data: status(change), receivedAt: now }, now);
  const error = { code: 'c', message: 'm', remedy: 'r', severity: 'error' as const };

  it.each([
    ['off', 'Off', 'subdued'],
    ['starting', 'Starting', 'primary'],
    ['running', 'Running', 'success'],
    ['catching_up', 'Catching up', 'warning'],
    ['failing', 'Failing', 'danger'],
    ['stalled', 'Stalled', 'danger'],
  ] as const)('says %s in words and colour', (state, word, tone) =>
    expect(view({ state })).toEqual({ word, tone }),
  );

  it('is red where every channel that is set up refuses messages, and not where one still takes them', () => {
    const broken = channel({ broken: true });
    const untold = { word: 'Running, and nobody can be told', tone: 'danger' };
    const draft = channel({ ready: false });
    expect(view({ channels: [broken, draft], problems: [error] })).toEqual(untold);
    expect(view({ channels: [broken], state: 'catching_up' })).toEqual(untold);
    expect(view({ channels: [broken, channel()], problems: [error] }).tone).toBe('warning');
    expect(view({ channels: [draft] }).tone).toBe('success');
    expect(view({ channels: [broken], state: 'off' }).tone).toBe('subdued');
  });

  it.each([
    ['there is an error', { problems: [error] }],
    ['nobody lends rights', { authority: { kind: 'none' as const, state: 'missing' as const } }],
    ['no run is known', { lastTick: null }],
    ['the last run read only a part', { lastTick: tick({ outcome: 'partial' }) }],
    ['no pattern finds an index', { sources: [{ pattern: 'x', indices: 0, newestEventAt: null }] }],
  ])('is not green while %s', (_, change) =>
    expect(view(change)).toEqual({ word: 'Running, with problems', tone: 'warning' }),
  );

  it('stays green with a warning, or one pattern of several without indices', () => {
    const sources = [...status().sources, { pattern: 'x', indices: 0, newestEventAt: null }];
    expect(view({ sources, problems: [{ ...error, severity: 'warning' }] }).tone).toBe('success');
  });

  it('is red while the state cannot be asked, whatever it was before', () => {
    const answer = { data: status(), receivedAt: now, error: toApiError(new TypeError('Failed to fetch')) };
    expect(stateView(answer, now)).toEqual({ word: 'Unknown', tone: 'danger' });
  });

  it('is not green with an answer of long ago, or with none', () => {
    expect(stateView({ data: status(), receivedAt: now - STALE_AFTER - 1 }, now).tone).toBe('subdued');
    expect(stateView({}, now)).toEqual({ word: 'Asking…', tone: 'subdued' });
  });
});

describe('the line', () => {
  it('says when the last run was', () => {
    expect(lastRunText(tick(), now)).toMatch(/^Last run .*11?:?\d+:48 \(12 s ago\)$/);
    expect(lastRunText(null, now)).toBe('No run yet');
  });

  it.each([
    [1204, /^read 1,204 failed logons up to \d\d:59:46$/],
    [1, /^read 1 failed logon up to/],
    [0, /^read no new failed logon up to/],
  ])('says that %p were read', (eventsRead, text) =>
    expect(readText(tick({ eventsRead }), now)).toMatch(text),
  );

  it.each([
    [6000, 'looked at 6,000 failed logons, reading the rest'],
    [1, 'looked at 1 failed logon, reading the rest'],
    [0, 'looked at 0 failed logons, reading the rest'],
  ])(
    'does not claim that everything was read where only the newest %p were looked at',
    (eventsRead, text) => {
      const problems = [{ code: 'reading', message: 'm', remedy: 'r', severity: 'warning' as const }];
      expect(readText(tick({ outcome: 'partial', eventsRead, problems }), now)).toBe(text);
    },
  );

  it('does not claim to have read when it could not', () => {
    expect(readText(tick({ to: null }), now)).toBe('could not read');
    expect(readText(tick({ outcome: 'failed' }), now)).toBe('could not read');
    expect(readText(null, now)).toBeUndefined();
  });

  it('says when everything was last read only where the newest run did not', () => {
    expect(lastGoodText(status(), now)).toBeUndefined();
    const lastTick = tick({ outcome: 'failed' });
    expect(lastGoodText(status({ lastTick, lastGoodTickAt: ago(600) }), now)).toMatch(/10 min ago/);
    expect(lastGoodText(status({ lastTick, lastGoodTickAt: null }), now)).toMatch(/No run has/);
  });

  it('names the interval only where it is not the one that is set', () => {
    expect(intervalText(status())).toBeUndefined();
    expect(intervalText(status({ interval: { set: 1_000, attained: 6_000 } }))).toBe(
      "Checks every 6 s, at Kibana's pace",
    );
    expect(intervalText(status({ state: 'off', interval: { set: 1_000, attained: 6_000 } }))).toBeUndefined();
  });

  it('says how each channel does', () => {
    const text = (...channels: ChannelStatus[]) => channelText(status({ channels }), now);
    expect(text(channel({ waiting: 2, refused: 1, lastDeliveredAt: ago(60) }))).toMatch(
      /^Night shift: 2 waiting, 1 refused, last delivered \d\d:59:00$/,
    );
    const unused = 'none waiting, none refused, nothing delivered yet';
    expect(text(channel(), channel({ name: 'SOC' }))).toBe(`Night shift: ${unused}; SOC: ${unused}`);
    expect(text(channel({ ready: false }))).toBe('No channel is set up');
    expect(text()).toBe('No channel is set up');
  });
});
