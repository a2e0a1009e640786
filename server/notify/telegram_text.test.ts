import fc from 'fast-check';
import { parseHtml } from '../../sandbox/bot_api/html_mode';
import type { Alert } from '../../common/alerts';
import type { Tally } from '../../common/evidence';
import { toAttackMessage } from './message';
import type { AttackMessage } from './message';
import { MESSAGE_MAX, renderAttack, renderTestMessage, toPlainText } from './telegram_text';
import type { TelegramHtml } from './telegram_port';

const ATTACK: AttackMessage = {
  alertId: '5f0c1e2a9b7d4c33',
  reason: 'first',
  account: 'Guest',
  spellings: ['Guest', 'GUEST'],
  attempts: 5,
  first: '2026-11-22T03:12:04.120Z',
  last: '2026-11-22T03:12:16.900Z',
  threshold: 5,
  timespan: '5m',
  sources: [{ value: '203.0.113.7', count: 5 }],
  hosts: [{ value: 'DC01', count: 5 }],
  workstations: [{ value: 'KIOSK', count: 5 }],
  logonTypes: [{ value: 'Network (3)', count: 5 }],
  reasons: [{ value: 'wrong password', count: 5 }],
  link: 'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
};
const tallies = (count: number): Tally[] =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, count: count - index }));
const plain = (change: Partial<AttackMessage> = {}) => toPlainText(renderAttack({ ...ATTACK, ...change }));
/** As Telegram shows it. */
function shown(html: TelegramHtml): string {
  const parsed = parseHtml(html);
  if (!parsed.ok) throw new Error(parsed.description);
  return parsed.text;
}

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
        'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
        'Alert 5f0c1e2a',
      ].join('\n'),
    );
  });

  it('marks the heading and puts what came from events into code', () => {
    const html = renderAttack(ATTACK);
    expect(html).toContain('🚨 <b>Brute Force Detected!</b>\nUser: <code>Guest</code>\nAttempts: 5\n');
    expect(html).toContain('From: <code>203.0.113.7</code> (5)');
  });

  it.each<[string, Partial<AttackMessage>, string]>([
    ['a reminder says that it goes on', { reason: 'reminder' }, '\nThis attack is still going on.\n'],
    ['three sources are named', { sources: tallies(3) }, '\nFrom: v0 (3), v1 (2), v2 (1)\n'],
    ['more are counted', { sources: tallies(7) }, '\nFrom: v0 (7), v1 (6), v2 (5) and 4 more\n'],
    ['a list that was cut says so', { sources: tallies(50) }, ' and at least 47 more\n'],
    ['no address, a workstation', { sources: [] }, '\nFrom: no address was logged; workstation KIOSK (5)\n'],
    ['no address at all', { sources: [], workstations: [] }, '\nFrom: no address was logged\nHost: DC01\n'],
    ['a span below a second', { last: ATTACK.first }, '\nIn less than 1 s; the limit is 5 in 5 min\n'],
    ['a single moment', { last: ATTACK.first }, '\nWhen: 2026-11-22 03:12:04 UTC\n'],
    [
      'an attack past midnight',
      { last: '2026-11-23T00:00:01.000Z' },
      '\nWhen: 2026-11-22 03:12:04 to 2026-11-23 00:00:01 UTC\n',
    ],
    [
      'nothing known of host, reason and type',
      { hosts: [], reasons: [], logonTypes: [] },
      '\nFrom: 203.0.113.7 (5)\nWhen: ',
    ],
    ['no link', { link: null }, '\nLogon type: Network (3)\nAlert 5f0c1e2a'],
    [
      'a link too long to stay whole is left out',
      { link: `https://x/${'y'.repeat(2_000)}` },
      'Network (3)\nAlert',
    ],
    ['no name', { account: ' ' }, '\nUser: (no name)\n'],
    ['a name that looks like markup', { account: '<b>A&B</b>' }, '\nUser: <b>A&B</b>\n'],
    ['a name that looks like an entity', { account: '&lt;root&gt;' }, '\nUser: &lt;root&gt;\n'],
    [
      'a name with a forged line',
      { account: 'Guest\nAttempts: 0' },
      '\nUser: Guest\ufffdAttempts: 0\nAttempts: 5\n',
    ],
    ['a name that is turned around', { account: 'gu\u202etse' }, '\nUser: gu\ufffdtse\n'],
    ['a name with half a character', { account: 'a\ud83d' }, '\nUser: a\ufffd\n'],
    ['a name with blanks that do not show', { account: 'root\u200b\u3164' }, '\nUser: root\ufffd\ufffd\n'],
    ['a long name, cut between characters', { account: '😀'.repeat(300) }, `\nUser: ${'😀'.repeat(255)}…\n`],
  ])('%s', (_name, change, expected) => {
    expect(plain(change)).toContain(expected);
  });

  it.each(['&', '😀', '\ufffd'])(
    'stays within both limits when every field is full of %s at once',
    (unit) => {
      const full = unit.repeat(9_000);
      const list = Array.from({ length: 50 }, () => ({ value: full, count: Number.MAX_SAFE_INTEGER }));
      const lists = { sources: list, hosts: list, workstations: list, logonTypes: list, reasons: list };
      const link = unit.repeat(1_024);
      const html = renderAttack({
        ...ATTACK,
        ...lists,
        alertId: full,
        account: full,
        first: full,
        last: full,
        link,
      });
      expect([...shown(html)].length).toBeLessThanOrEqual(MESSAGE_MAX);
      expect(Buffer.byteLength(html, 'utf8')).toBeLessThanOrEqual(32_768);
    },
  );

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3_000 }),
    fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', ';', 'b', '/', 'lt', '#', '\n', '\u202e', '\ud800', '😀'),
      maxLength: 3_000,
    }),
    fc.constantFrom(
      '</code>',
      '<b>',
      '&amp;',
      '&lt',
      '@everyone',
      'https://evil.example',
      '😀'.repeat(2_000),
      '&'.repeat(9_000),
    ),
  );
  const anyTallies = fc.array(fc.record({ value: anyText, count: fc.nat() }), { maxLength: 60 });
  const anyMessage: fc.Arbitrary<AttackMessage> = fc.record({
    alertId: anyText,
    reason: fc.constantFrom('first', 'reminder'),
    account: anyText,
    spellings: fc.array(anyText, { maxLength: 2 }),
    attempts: fc.nat(),
    first: fc.oneof(anyText, fc.constant(ATTACK.first)),
    last: fc.oneof(anyText, fc.constant(ATTACK.last)),
    threshold: fc.nat(),
    timespan: fc.constantFrom('1s', '5m', '1d'),
    sources: anyTallies,
    hosts: anyTallies,
    workstations: anyTallies,
    logonTypes: anyTallies,
    reasons: anyTallies,
    link: fc.oneof(fc.constant(null), anyText),
  });

  it('is always something that Telegram takes, whatever the fields hold', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const html = renderAttack(message);
        expect([...shown(html)].length).toBeLessThanOrEqual(MESSAGE_MAX);
        expect(Buffer.byteLength(html, 'utf8')).toBeLessThanOrEqual(32_768);
        expect(html).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('lets no field add markup or a line', () => {
    fc.assert(
      fc.property(anyText, (account) => {
        const [html, calm] = [renderAttack({ ...ATTACK, account }), renderAttack(ATTACK)];
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
          expect(shown(renderAttack({ ...ATTACK, account }))).toContain(`User: ${account}\n`);
        },
      ),
    );
  });
});

describe('toPlainText', () => {
  it('says exactly what Telegram would have shown', () => {
    const html = renderAttack({ ...ATTACK, account: 'a<b>&lt;&amp;amp;"c\'' });
    expect(toPlainText(html)).toBe(shown(html));
  });

  it('stays within the limit', () => {
    const long = toPlainText(`<b>${'😀'.repeat(5_000)}</b>` as TelegramHtml);
    expect([...long]).toHaveLength(MESSAGE_MAX);
    expect(long.endsWith('😀…')).toBe(true);
  });
});

describe('renderTestMessage', () => {
  it('names the space, says what will come and that nothing is wrong', () => {
    const text = shown(renderTestMessage({ space: 'SOC <night>' }));
    expect(text).toMatch(/^✅ Test message\n/);
    expect(text).toMatch(/space SOC <night> will arrive in this chat\. Nothing is wrong/);
  });

  it('cannot be taken for an alert', () => {
    expect(renderTestMessage({ space: 'Default' })).not.toContain('Brute Force Detected');
  });
});

describe('toAttackMessage', () => {
  it('tells the alert as it stands', () => {
    const { alertId, reason, account, spellings, attempts, threshold, timespan, link, ...evidence } = ATTACK;
    const alert: Alert = {
      id: alertId,
      status: 'active',
      rule: { id: 'failed_logons_of_one_account', kind: 'event_count', threshold, timespan },
      group: { kind: 'account', key: 'guest', value: account, spellings },
      ordinal: 1,
      firedAt: ATTACK.last,
      detectedAt: ATTACK.last,
      updatedAt: ATTACK.last,
      held: null,
      evidence: { ...evidence, count: attempts, spellings: [], timeline: [], truncated: false },
    };
    expect(toAttackMessage(alert, reason, link)).toEqual(ATTACK);
  });
});
