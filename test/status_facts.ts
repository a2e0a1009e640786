import { CHANNEL_ID, channelFacts, telegramChannel } from './channels';
import { NO_HEARTBEAT } from '../common/status/heartbeat';
import { EMPTY_MEMORY, type SourceMemory } from '../common/status/memory';
import { nothingSent, type ChannelDeliveries } from '../common/deliveries/channel_deliveries';
import type { Problem } from '../common/status/problems';
import { DEFAULT_SETTINGS } from '../common/settings/settings';
import type { TickReport } from '../common/status/status';
import type { SettingsAttributes } from '../server/routes/settings/settings_port';
import type { StatusFacts } from '../server/routes/status/status_view';
import { MINUTE, NOW, SECOND } from './builders';

/** What the status is made of, where all is well; a test says what differs. */
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const KEY = {
  kind: 'api_key',
  username: 'anna',
  since: NOW - DAY,
  keyId: 'k1',
  keyName: 'key',
} as const;

export const attributes = (overrides: Partial<SettingsAttributes> = {}): SettingsAttributes => ({
  settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel('-2001')] },
  detectionOn: true,
  authority: KEY,
  channels: [channelFacts()],
  ...overrides,
});
export const tick = (overrides: Partial<TickReport> = {}): TickReport => ({
  startedAt: NOW - 5 * SECOND,
  finishedAt: NOW - 4 * SECOND,
  from: NOW - HOUR,
  to: NOW - 5 * SECOND,
  eventsRead: 3,
  outcome: 'ok',
  verdicts: [],
  problems: [],
  ...overrides,
});
export const problem = (code: string, severity: Problem['severity'] = 'error'): Problem => ({
  code,
  severity,
  message: `${code} happened.`,
  remedy: `Mend ${code}.`,
});
export const sourceOf = (newestEventAt: number | null, problems: Problem[] = []): SourceMemory => ({
  patterns: [{ pattern: 'winlogbeat-*', indices: 1, newestEventAt }],
  problems,
  checkedAt: NOW - MINUTE,
  known: [],
  logons: null,
  lastLogons: [],
  keyExpiresAt: null,
  basis: '',
});
export const memory = (overrides: Partial<StatusFacts['memory']> = {}): StatusFacts['memory'] => ({
  ...EMPTY_MEMORY,
  watermark: NOW - 5 * SECOND,
  lastTick: tick(),
  lastGoodTickAt: NOW - 4 * SECOND,
  source: sourceOf(NOW - MINUTE),
  ...overrides,
});
/** How the one channel does; nothing waits and nothing is wrong. */
export const deliveries = (overrides: Partial<ChannelDeliveries> = {}): ChannelDeliveries => ({
  ...nothingSent(CHANNEL_ID),
  ...overrides,
});
export const facts = (overrides: Partial<StatusFacts> = {}): StatusFacts => ({
  attributes: attributes(),
  memory: memory(),
  secrets: null,
  deliveries: [deliveries()],
  heartbeat: NO_HEARTBEAT,
  canEncrypt: true,
  securityOn: true,
  now: NOW,
  ...overrides,
});
export const ranAgo = (ms: number) =>
  memory({ lastTick: tick({ startedAt: NOW - ms - SECOND, finishedAt: NOW - ms }) });
export const turnedOnAgo = (ms: number) => attributes({ authority: { ...KEY, since: NOW - ms } });
export const withInterval = (interval: string) =>
  attributes({ settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel('-2001')], interval } });
