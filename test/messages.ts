import type { Tally } from '../common/alerts/evidence';
import {
  listingOf,
  type AttackMessage,
  type DailyMessage,
  type Listing,
  type NoticeMessage,
  type TestMessage,
} from '../server/notify/message/message';

/** `count` values, v0 the most frequent. */
export const tallies = (count: number): Tally[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, count: count - index }));

export const listing = (count: number, overrides: Partial<Listing> = {}): Listing => ({
  ...listingOf(tallies(count)),
  ...overrides,
});
/** A list of one value. */
export const only = (value: string, count = 5): Listing => listingOf([{ value, count }]);

/** Five failures of Guest. */
export const attackMessage = (overrides: Partial<AttackMessage> = {}): AttackMessage => ({
  kind: 'attack',
  alertId: '5f0c1e2a9b7d4c33',
  reason: 'first',
  ordinal: 1,
  partOf: null,
  rule: { kind: 'event_count', of: null, threshold: 5, timespan: '5m' },
  group: { kind: 'account', value: 'Guest' },
  severity: 'medium',
  attempts: 5,
  pace: { from: Date.parse('2026-11-22T03:12:00.000Z'), step: 60_000, counts: [5] },
  first: Date.parse('2026-11-22T03:12:04.120Z'),
  last: Date.parse('2026-11-22T03:12:16.900Z'),
  accounts: only('guest'),
  sources: only('203.0.113.7'),
  hosts: only('DC01'),
  workstations: only('KIOSK'),
  logonTypeCodes: { isCut: false, codes: [{ value: '3', count: 5 }] },
  reasonCodes: { isCut: false, codes: [{ value: '0xc000006a', count: 5 }] },
  success: null,
  successCount: 0,
  lockouts: 0,
  ruleCount: 1,
  foundLateBy: null,
  link: 'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
  quietSince: null,
  ...overrides,
});

/** No good run for an hour. */
export const noticeMessage = (overrides: Partial<NoticeMessage> = {}): NoticeMessage => ({
  kind: 'notice',
  troubleId: '1-0',
  code: 'no_good_run',
  state: 'began',
  space: 'default',
  name: null,
  since: Date.parse('2026-11-22T03:12:04.120Z'),
  until: null,
  due: null,
  cause: null,
  link: 'https://kibana.example/app/bruteForceAlerts',
  ...overrides,
});

/** Nothing is wrong, and nothing happened that somebody has not seen. */
export const dailyMessage = (overrides: Partial<DailyMessage> = {}): DailyMessage => ({
  kind: 'daily',
  space: 'default',
  due: Date.parse('2026-11-22T07:00:00.000Z'),
  since: Date.parse('2026-11-21T07:00:10.000Z'),
  until: Date.parse('2026-11-22T07:00:10.000Z'),
  failures: 12_345,
  attacks: 3,
  open: 0,
  state: 'running',
  problems: [],
  moreProblems: 0,
  link: 'https://kibana.example/app/bruteForceAlerts',
  ...overrides,
});

/** A test that Anna asked for. */
export const testMessage = (overrides: Partial<TestMessage> = {}): TestMessage => ({
  kind: 'test',
  askedBy: 'anna',
  at: Date.parse('2026-11-22T03:12:04.120Z'),
  channel: 'Night shift',
  space: 'default',
  ...overrides,
});
