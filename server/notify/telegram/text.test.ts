import fc from 'fast-check';
import { parseHtml } from '../../../sandbox/bot_api/html_mode';
import { anyAttack, anyText, LAST_MOMENT } from '../../../test/any_message';
import { attackMessage, listing } from '../../../test/messages';
import { listingOf, type AttackMessage, type CodeListing, type Listing } from '../message/message';
import { MESSAGE_MAX, renderAttack, toPlainText } from './text';
import type { TelegramHtml } from './bot_api_port';

const ATTACK = attackMessage();
const NONE = listingOf([]);
const NO_CODES: CodeListing = { isCut: false, codes: [] };
const render = (change: Partial<AttackMessage> = {}) => renderAttack(attackMessage(change));
const plain = (change: Partial<AttackMessage> = {}) => toPlainText(render(change));
const user = (value: string): Partial<AttackMessage> => ({ group: { kind: 'account', value } });
/** As Telegram shows it. */
function shown(html: TelegramHtml): string {
  const parsed = parseHtml(html);
  if (!parsed.ok) throw new Error(parsed.description);
  return parsed.text;
}

/** Every title there is, on every kind of group. */
const RULES: Array<Partial<AttackMessage>> = (
  [
    ['event_count', null, ['account', 'source', 'host', 'workstation']],
    ['value_count', 'account', ['source', 'host', 'workstation']],
    ['value_count', 'source', ['account', 'host', 'workstation']],
    ['temporal_ordered', null, ['account']],
  ] as const
).flatMap(([kind, of, groups]) =>
  groups.map((group) => ({
    rule: { kind, of, threshold: 5, timespan: '5m' },
    group: { kind: group, value: 'Guest' },
  })),
);

const QUIET_SINCE = Date.parse('2026-11-22T03:40:00.000Z');

describe('renderAttack', () => {
  it('says what, who, how often, how fast, from where, on what, when, why and where to look', () => {
    expect(plain()).toBe(
      [
        '🚨 Brute Force Detected!',
        'User: Guest',
        'Attempts: 5',
        'In 12 s; the limit is 5 in 5 min',
        'From: 203.0.113.7 (5)',
        'Host: DC01',
        'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
        'Why: wrong password (5)',
        'Logon type: Network (3)',
        'Severity: Medium',
        'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
        'Alert 5f0c1e2a',
      ].join('\n'),
    );
  });

  it('marks the heading and puts what came from events into code', () => {
    const html = render();
    expect(html).toContain('🚨 <b>Brute Force Detected!</b>\nUser: <code>Guest</code>\nAttempts: 5\n');
    expect(html).toContain('From: <code>203.0.113.7</code> (5)');
  });

  it.each<[string, Partial<AttackMessage>, string]>([
    ['a reminder says that it goes on', { reason: 'reminder' }, '!\nThis attack is still going on.\nUser'],
    [
      'an edit says of when it is',
      { reason: 'growing' },
      '!\nUp to date as of 2026-11-22 03:12:16 UTC.\nUser',
    ],
    [
      'one that is over says so',
      { reason: 'ended' },
      '!\n✅ This attack has ended: nothing came after 2026-11-22 03:12:16 UTC.\nUser',
    ],
    [
      'a first message that comes after the end says so',
      { quietSince: QUIET_SINCE },
      '!\n✅ This attack has ended: nothing came after 2026-11-22 03:40:00 UTC.\nUser',
    ],
    [
      'a reminder that comes after the end does not say that it goes on',
      { reason: 'reminder', quietSince: QUIET_SINCE },
      '!\n✅ This attack has ended: nothing came after 2026-11-22 03:40:00 UTC.\nUser',
    ],
    [
      'a rise that comes after the end says both',
      { reason: 'severity', quietSince: QUIET_SINCE },
      '!\nMore serious than reported before.\n✅ This attack has ended: nothing came after 2026-11-22 03:40:00 UTC.\nUser',
    ],
    ['three sources are named', { sources: listing(3) }, '\nFrom: v0 (3), v1 (2), v2 (1)\n'],
    ['more are counted', { sources: listing(7) }, '\nFrom: v0 (7), v1 (6), v2 (5) and 4 more\n'],
    ['a list that was cut says so', { sources: listing(50, { isCut: true }) }, ' and at least 47 more\n'],
    ['a full list that was not cut', { sources: listing(50) }, ' and 47 more\n'],
    [
      'no address, a workstation',
      { sources: NONE },
      '\nFrom: no address was logged; workstation KIOSK (5)\n',
    ],
    [
      'no address at all',
      { sources: NONE, workstations: NONE },
      '\nFrom: no address was logged\nHost: DC01\n',
    ],
    ['a span below a second', { last: ATTACK.first }, '\nIn less than 1 s; the limit is 5 in 5 min\n'],
    ['a single moment', { last: ATTACK.first }, '\nWhen: 2026-11-22 03:12:04 UTC\n'],
    [
      'an attack past midnight',
      { last: Date.parse('2026-11-23T00:00:01.000Z') },
      '\nWhen: 2026-11-22 03:12:04 to 2026-11-23 00:00:01 UTC\n',
    ],
    [
      'nothing known of host, reason and type',
      { hosts: NONE, reasonCodes: NO_CODES, logonTypeCodes: NO_CODES },
      '\nFrom: 203.0.113.7 (5)\nWhen: 2026-11-22 03:12:04 to 03:12:16 UTC\nSeverity: ',
    ],
    ['no link', { link: null }, '\nSeverity: Medium\nAlert 5f0c1e2a'],
    [
      'a link too long to stay whole is left out',
      { link: `https://x/${'y'.repeat(2_000)}` },
      'Severity: Medium\nAlert',
    ],
    ['no name', user(' '), '\nUser: (no name)\n'],
    ['a name that looks like markup', user('<b>A&B</b>'), '\nUser: <b>A&B</b>\n'],
    ['a name that looks like an entity', user('&lt;root&gt;'), '\nUser: &lt;root&gt;\n'],
    [
      'a name with a forged line',
      user('Guest\nAttempts: 0'),
      '\nUser: Guest\ufffdAttempts: 0\nAttempts: 5\n',
    ],
    ['a name that is turned around', user('gu\u202etse'), '\nUser: gu\ufffdtse\n'],
    ['a name with half a character', user('a\ud83d'), '\nUser: a\ufffd\n'],
    ['a name with blanks that do not show', user('root\u200b\u3164'), '\nUser: root\ufffd\ufffd\n'],
    ['a long name, cut between characters', user('😀'.repeat(300)), `\nUser: ${'😀'.repeat(255)}…\n`],
  ])('%s', (_name, change, expected) => {
    expect(plain(change)).toContain(expected);
  });

  it.each(RULES.flatMap((rule) => ['&', '😀', '\ufffd'].map((unit) => [unit, rule] as const)))(
    'stays within both limits when every field is full of %s at once: %j',
    (unit, { rule, group }) => {
      const full = unit.repeat(9_000);
      const list: Listing = {
        total: Number.MAX_SAFE_INTEGER,
        isCut: true,
        top: Array.from({ length: 10 }, () => ({ value: full, count: Number.MAX_SAFE_INTEGER })),
      };
      const many = Number.MAX_SAFE_INTEGER;
      const html = renderAttack({
        kind: 'attack',
        alertId: full,
        reason: 'severity',
        ordinal: 2,
        partOf: full,
        rule: { ...attackMessage({ rule }).rule, threshold: 1_000_000, timespan: '86399s' },
        group: { kind: group?.kind ?? 'account', value: full },
        severity: 'critical',
        attempts: many,
        pace: ATTACK.pace,
        first: 0,
        last: LAST_MOMENT,
        accounts: list,
        sources: list,
        hosts: list,
        workstations: list,
        logonTypeCodes: { isCut: true, codes: list.top },
        reasonCodes: { isCut: true, codes: list.top },
        success: { at: LAST_MOMENT, source: full, host: full },
        successCount: many,
        lockouts: many,
        foundLateBy: many,
        ruleCount: 50,
        link: unit.repeat(1_024),
      });
      expect([...shown(html)].length).toBeLessThanOrEqual(MESSAGE_MAX);
      expect(Buffer.byteLength(html, 'utf8')).toBeLessThanOrEqual(32_768);
    },
  );

  it('is always something that Telegram takes, whatever the fields hold', () => {
    fc.assert(
      fc.property(anyAttack, (message) => {
        const html = renderAttack(message);
        expect([...shown(html)].length).toBeLessThanOrEqual(MESSAGE_MAX);
        expect(Buffer.byteLength(html, 'utf8')).toBeLessThanOrEqual(32_768);
        expect(html).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('lets no field add markup or a line, whatever the rule', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...RULES), (value, { rule, group }) => {
        const kind = group?.kind ?? 'account';
        const ofAll = (text: string) => {
          const list = listingOf([{ value: text, count: 5 }]);
          const success = { at: ATTACK.last, source: text, host: text };
          const codes = { isCut: false, codes: list.top };
          const lists = {
            accounts: list,
            sources: list,
            hosts: list,
            logonTypeCodes: codes,
            reasonCodes: codes,
          };
          return render({ rule, group: { kind, value: text }, success, ...lists });
        };
        const [html, calm] = [ofAll(value), ofAll('Guest')];
        expect(html.match(/<[^>]*>/g)).toEqual(calm.match(/<[^>]*>/g));
        expect(html.split('\n')).toHaveLength(calm.split('\n').length);
      }),
    );
  });

  it('shows a harmless name as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aZ0<>&"\'@/#.é字😀'), minLength: 1, maxLength: 100 }),
        (account) => {
          expect(shown(render(user(account)))).toContain(`User: ${account}\n`);
        },
      ),
    );
  });
});

describe('toPlainText', () => {
  it('says exactly what Telegram would have shown', () => {
    const html = render(user('a<b>&lt;&amp;amp;"c\''));
    expect(toPlainText(html)).toBe(shown(html));
  });

  it('stays within the limit', () => {
    const long = toPlainText(`<b>${'😀'.repeat(5_000)}</b>` as TelegramHtml);
    expect([...long]).toHaveLength(MESSAGE_MAX);
    expect(long.endsWith('😀…')).toBe(true);
  });
});
