import { attackMessage, listing, only } from '../../../test/messages';
import { listingOf, type AttackMessage } from '../message/message';
import { renderAttack, toPlainText } from './text';

const lines = (change: Partial<AttackMessage>) =>
  toPlainText(renderAttack(attackMessage({ link: null, ...change }))).split('\n');
const accounts = {
  ...listingOf(['anna', 'boris', 'carla'].map((value) => ({ value, count: 2 }))),
  total: 12,
};
const SPRAY: Partial<AttackMessage> = {
  rule: { kind: 'value_count', of: 'account', threshold: 5, timespan: '10m' },
  group: { kind: 'source', value: '203.0.113.7' },
  severity: 'high',
  attempts: 24,
  accounts,
};
const SUCCESS: Partial<AttackMessage> = {
  rule: { kind: 'temporal_ordered', of: null, threshold: 5, timespan: '10m' },
  group: { kind: 'account', value: 'svc_sql' },
  severity: 'critical',
  attempts: 23,
  success: { at: Date.parse('2026-11-22T03:14:09.000Z'), source: '203.0.113.7', host: 'DC01' },
  successCount: 1,
};

describe('what each kind of rule says at a glance, and then', () => {
  it('failures from one source', () => {
    expect(
      lines({ group: { kind: 'source', value: '203.0.113.7' }, attempts: 20, accounts: only('guest') }),
    ).toEqual([
      '🚨 Brute Force Detected!',
      'Source: 203.0.113.7',
      'Accounts: 1 (guest)',
      'Attempts: 20',
      'In 12 s; the limit is 5 in 5 min',
      'Host: DC01',
      'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
      'Why: wrong password (5)',
      'Logon type: Network (3)',
      'Severity: Medium',
      'Alert 5f0c1e2a',
    ]);
  });

  it('failures on one host', () => {
    expect(lines({ group: { kind: 'host', value: 'DC01' }, accounts })).toEqual([
      '🚨 Host Under Attack!',
      'Host: DC01',
      'Accounts: 12 (anna, boris, carla and 9 more)',
      'Attempts: 5',
      'In 12 s; the limit is 5 in 5 min',
      'From: 203.0.113.7 (5)',
      'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
      'Why: wrong password (5)',
      'Logon type: Network (3)',
      'Severity: Medium',
      'Alert 5f0c1e2a',
    ]);
  });

  it('failures by one workstation', () => {
    const none = listingOf([]);
    expect(lines({ group: { kind: 'workstation', value: 'KIOSK' }, sources: none }).slice(0, 6)).toEqual([
      '🚨 Brute Force Detected!',
      'Workstation: KIOSK',
      'Accounts: 1 (guest)',
      'Attempts: 5',
      'In 12 s; the limit is 5 in 5 min',
      'From: no address was logged',
    ]);
  });

  it('many accounts tried from one source', () => {
    expect(lines(SPRAY)).toEqual([
      '🚨 Password Spraying Detected!',
      'Source: 203.0.113.7',
      'Accounts: 12 (anna, boris, carla and 9 more)',
      'Attempts: 24',
      'In 12 s; the limit is 5 accounts in 10 min',
      'Host: DC01',
      'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
      'Why: wrong password (5)',
      'Logon type: Network (3)',
      'Severity: High',
      'Alert 5f0c1e2a',
    ]);
  });

  it('many accounts tried on one host, without an address', () => {
    const change = { ...SPRAY, group: { kind: 'host', value: 'WEB01' }, sources: listingOf([]) } as const;
    expect(lines(change).slice(0, 6)).toEqual([
      '🚨 Password Spraying Detected!',
      'Host: WEB01',
      'Accounts: 12 (anna, boris, carla and 9 more)',
      'Attempts: 24',
      'In 12 s; the limit is 5 accounts in 10 min',
      'From: no address was logged; workstation KIOSK (5)',
    ]);
  });

  it('many sources trying one account', () => {
    const rule = { kind: 'value_count', of: 'source', threshold: 5, timespan: '10m' } as const;
    expect(lines({ rule, sources: listing(50, { isCut: true }), lockouts: 2 })).toEqual([
      '🚨 Distributed Brute Force Detected!',
      'User: Guest',
      'Sources: at least 50 (v0, v1, v2 and at least 47 more)',
      'Attempts: 5',
      'In 12 s; the limit is 5 addresses in 10 min',
      'Host: DC01',
      'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
      'Why: wrong password (5)',
      'Logon type: Network (3)',
      'Severity: Medium',
      'Windows locked the account 2 times',
      'Alert 5f0c1e2a',
    ]);
  });

  it('a logon that worked, of an account that people were told of', () => {
    expect(lines({ ...SUCCESS, reason: 'severity', partOf: 'c0ffee0011223344', ruleCount: 2 })).toEqual([
      '🔥 The attack worked: svc_sql logged on',
      'More serious than reported before. Same attack as alert c0ffee00.',
      'User: svc_sql',
      'Logged on: 2026-11-22 03:14:09 UTC from 203.0.113.7 on DC01',
      'Attempts: 23',
      'In 12 s; the limit is 5 in the 10 min before the logon',
      'From: 203.0.113.7 (5)',
      'Host: DC01',
      'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
      'Why: wrong password (5)',
      'Logon type: Network (3)',
      'Severity: Critical',
      'Seen by 2 rules',
      'Alert 5f0c1e2a',
    ]);
  });
});

describe('a line', () => {
  const success = { at: Date.parse('2026-11-22T03:14:09.000Z'), source: null, host: null };
  it.each<[string, Partial<AttackMessage>, string]>([
    [
      'more serious, of an attack that is named nowhere',
      { reason: 'severity' },
      'More serious than reported before.',
    ],
    [
      'more serious, of another kind',
      { ...SPRAY, reason: 'severity', partOf: 'c0ffee0011223344' },
      'More serious than reported before. Same attack as alert c0ffee00.',
    ],
    ['one lockout', { lockouts: 1 }, 'Windows locked the account once'],
    ['a logon of which nothing is known', { ...SUCCESS, success }, 'Logged on: 2026-11-22 03:14:09 UTC'],
    [
      'a logon without an address',
      { ...SUCCESS, success: { ...success, host: 'DC01' } },
      'Logged on: 2026-11-22 03:14:09 UTC on DC01, no address was logged',
    ],
    [
      'a logon without a host',
      { ...SUCCESS, success: { ...success, source: '10.0.4.7' } },
      'Logged on: 2026-11-22 03:14:09 UTC from 10.0.4.7',
    ],
    [
      'a second logon',
      { ...SUCCESS, success, successCount: 2 },
      'Logged on: 2026-11-22 03:14:09 UTC, and once more',
    ],
    [
      'many logons',
      { ...SUCCESS, success, successCount: 1_235 },
      'Logged on: 2026-11-22 03:14:09 UTC, and 1,234 times more',
    ],
    [
      'so many accounts that not all were kept',
      { ...SPRAY, accounts: { ...accounts, total: 1_000, isCut: true } },
      'Accounts: at least 1,000 (anna, boris, carla and at least 997 more)',
    ],
  ])('%s', (_sentence, change, line) => {
    expect(lines(change)).toContain(line);
  });

  it.each<[string, Partial<AttackMessage>, RegExp]>([
    ['no lockouts', {}, /locked/],
    ['no other rule', {}, /^Seen/],
    [
      'no accounts: all of them are left out of the count',
      { ...SPRAY, accounts: listingOf([]) },
      /^Accounts/,
    ],
    ['no list of one account', {}, /^Accounts/],
    ['the source once', SPRAY, /^From/],
  ])('is left out: %s', (_sentence, change, line) => {
    expect(lines(change).filter((one) => line.test(one))).toEqual([]);
  });

  it('keeps the name of a title short and out of bold, where Telegram would make a link of it', () => {
    const html = renderAttack(
      attackMessage({ ...SUCCESS, group: { kind: 'account', value: 'evil.example'.repeat(9) } }),
    );
    expect(html).toMatch(/^🔥 <b>The attack worked: <\/b><code>[^<]{63}…<\/code><b> logged on<\/b>\n/);
  });
});
