import { attackMessage, listing, only, testMessage } from '../../../test/messages';
import { emailChannel } from '../../../test/channels';
import type { AttackMessage, ChannelMessage } from '../message/message';
import { mailOf } from './mail';

const { options } = emailChannel();
const rendered = (message: ChannelMessage, channelId = 'mail') => mailOf(message, channelId, options);
const plain = (change: Partial<AttackMessage> = {}) => rendered(attackMessage(change)).plain;
const html = (change: Partial<AttackMessage> = {}) => rendered(attackMessage(change)).html;
const named = (value: string): Partial<AttackMessage> => ({ group: { kind: 'account', value } });

describe('the mail about an attack', () => {
  it('says what, whom, how often, how fast, from where, on what, when, why and where to look', () => {
    expect(plain()).toBe(
      [
        'Brute force: Guest',
        '',
        'Severity: Medium',
        'Attempts: 5 in 12 s; the limit is 5 in 5 min',
        'Accounts: Guest',
        'From: 203.0.113.7 (5)',
        'Hosts: DC01 (5)',
        'Workstations: KIOSK (5)',
        'When: 2026-11-22 03:12:04 to 03:12:16 UTC',
        'Why: wrong password (5)',
        'Logon type: Network (3)',
        'Alert: 5f0c1e2a',
        '',
        '█',
        'Failed logons per 1 min from 2026-11-22 03:12:00 UTC, 5 at most',
        '',
        'Open the alert in Kibana:',
        'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
        '',
        '-- ',
        'Sent by Brute force alerts in Kibana, since this address is a recipient of one of its channels. All times are UTC.',
      ].join('\n'),
    );
  });

  it.each<[string, Partial<AttackMessage>, string]>([
    [
      'a spray',
      { rule: { ...attackMessage().rule, of: 'account' }, group: { kind: 'source', value: '10.0.0.7' } },
      'Password spraying: 10.0.0.7',
    ],
    ['many addresses', { rule: { ...attackMessage().rule, of: 'source' } }, 'Distributed brute force: Guest'],
    [
      'one that worked',
      { rule: { ...attackMessage().rule, kind: 'temporal_ordered' } },
      'The attack worked: Guest logged on',
    ],
    ['no name', named(' '), 'Brute force: (no name)'],
    ['a name with a forged line', named('Guest\nAttempts: 0'), 'Brute force: Guest\ufffdAttempts: 0'],
  ])('%s has its own subject', (_what, change, subject) => {
    expect(rendered(attackMessage(change)).subject).toBe(subject);
  });

  it.each<[string, Partial<AttackMessage>, string]>([
    [
      'a logon that worked',
      {
        success: { at: Date.parse('2026-11-22T03:14:10Z'), source: '203.0.113.7', host: null },
        successCount: 3,
      },
      'Logged on: 2026-11-22 03:14:10 UTC from 203.0.113.7 on (not logged), and 2 times more',
    ],
    [
      'a logon that worked once',
      { success: { at: Date.parse('2026-11-22T03:14:10Z'), source: null, host: 'DC01' }, successCount: 1 },
      'Logged on: 2026-11-22 03:14:10 UTC from (not logged) on DC01\n',
    ],
    ['no address', { sources: listing(0) }, 'From: no address was logged'],
    ['many addresses, cut', { sources: listing(50, { isCut: true }) }, 'v4 (46) and at least 45 more'],
    ['a lockout', { lockouts: 1 }, 'Locked out: once by Windows'],
    ['several rules', { ruleCount: 3 }, 'Rules: 3'],
    ['found late', { foundLateBy: 3_600_000 }, 'Found late: 1 h after it happened'],
    ['a reminder', { reason: 'reminder', ordinal: 2 }, 'This attack is still going on.'],
    ['an end', { reason: 'ended', ordinal: 2 }, 'This attack is over.'],
    ['a first one after the end', { quietSince: 0 }, 'This attack is over.'],
    [
      'a rise after the end',
      { reason: 'severity', ordinal: 2, quietSince: 0 },
      'More serious than reported before.\nThis attack is over.',
    ],
    ['a rise', { reason: 'severity', ordinal: 2 }, 'More serious than reported before.'],
    ['a part of another', { partOf: 'known' }, 'Part of an attack that you were told of before.'],
    ['the pace of half an hour', { pace: { from: 0, step: 60_000, counts: [1, 0, 8, 4] } }, '▁ █▄\n'],
  ])('says of %s', (_what, change, text) => {
    expect(plain(change)).toContain(text);
  });

  it.each([
    ['is not known', null],
    ['is too long to stay whole', `https://x/${'y'.repeat(2_000)}`],
    ['is no address of the web', 'javascript:alert(1)'],
  ])('has no link that %s', (_what, link) => {
    expect(html({ link })).not.toContain('href');
    expect(plain({ link })).not.toContain('Open the alert');
  });
});

describe('as HTML', () => {
  it('fetches nothing, runs nothing, and has no link but the one to the alert', () => {
    const text = html(named('https://evil.example/<img src=x onerror=alert(1)>'));
    expect(text).not.toMatch(/<(?:img|script|style|link|iframe|object|form|svg|video|audio|base)\b/i);
    const tags = text.match(/<[^>]*>/g)?.join('') ?? '';
    expect(tags).not.toMatch(/url\(|@import|\ssrc=|\sbackground=/i);
    expect(text.match(/<a /g)).toHaveLength(1);
    expect(text).toContain(
      'href="https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&amp;b=2"',
    );
  });

  it('shows a name as text: no tag of its own, and nothing that mail software makes a link of', () => {
    const tags = (text: string) => text.replace(/<span>[.@/:]<\/span>/g, '').match(/<[^>]*>/g);
    expect(tags(html(named('</td></table><h1>&lt;"\'x')))).toEqual(tags(html()));
    const text = html(named('evil.example'));
    expect(text.match(/<title>.*<\/title>/)?.[0]).toContain('evil.example');
    expect(text.replace(/<title>.*<\/title>/, '')).not.toContain('evil.example');
    expect(text).toContain('evil<span>.</span>example');
  });

  it('draws the attempts as cells, the highest full, none as an empty place', () => {
    const text = html({ pace: { from: 0, step: 60_000, counts: [5, 0, 10] } });
    expect([...text.matchAll(/<td height="(\d+)"/g)].map(([, height]) => height)).toEqual(['24', '48']);
    expect(text.match(/<td valign="bottom"/g)).toHaveLength(3);
    expect(text).toContain('Failed logons per 1 min from 1970-01-01 00:00:00 UTC, 10 at most');
  });

  it('draws nothing where there is nothing to draw', () => {
    expect(html({ pace: { from: 0, step: 60_000, counts: [] } })).not.toContain('valign="bottom"');
  });

  it.each(['low', 'medium', 'high', 'critical'] as const)(
    'has a head that white text can be read on: %s',
    (severity) => {
      const [, colour = '#ffffff'] = /<td bgcolor="(#[0-9a-f]{6})"/.exec(html({ severity })) ?? [];
      expect(contrastWithWhite(colour)).toBeGreaterThan(4.5);
    },
  );
});

/** The contrast of WCAG between a colour and white. */
function contrastWithWhite(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

describe('threads', () => {
  const first = '<5f0c1e2a9b7d4c33.1.mail@mail.example>';
  it('the first mail begins one, later ones stand below it, and a repeated one is the same', () => {
    expect(rendered(attackMessage())).toMatchObject({ messageId: first, inReplyTo: null, references: [] });
    const third = attackMessage({ ordinal: 3, reason: 'reminder', attempts: 900, severity: 'critical' });
    expect(rendered(third)).toMatchObject({
      messageId: '<5f0c1e2a9b7d4c33.3.mail@mail.example>',
      inReplyTo: first,
      references: [first],
      subject: 'Re: Brute force: Guest',
    });
    expect(rendered(third).messageId).toBe(rendered(third).messageId);
  });

  it('the end is a mail of its own below the first one, with the number of the last message', () => {
    expect(rendered(attackMessage({ reason: 'ended', ordinal: 1 }))).toMatchObject({
      messageId: '<5f0c1e2a9b7d4c33.ended.mail@mail.example>',
      inReplyTo: first,
      references: [first],
      subject: 'Re: Brute force: Guest',
    });
  });

  it('goes on in the thread of the alert that it is part of', () => {
    const known = '<known.1.mail@mail.example>';
    expect(rendered(attackMessage({ partOf: 'known' }))).toMatchObject({
      inReplyTo: known,
      references: [known],
    });
    expect(rendered(attackMessage({ partOf: 'known', ordinal: 2 }))).toMatchObject({
      inReplyTo: first,
      references: [known, first],
    });
  });

  it('of another channel is another thread', () => {
    expect(rendered(attackMessage(), 'day').messageId).toBe('<5f0c1e2a9b7d4c33.1.day@mail.example>');
  });
});

describe('other mails', () => {
  it('about what was held back: since when, the gravest, and how many more', () => {
    const { subject, plain: text } = rendered({
      kind: 'summary',
      cause: 'broken',
      digest: null,
      since: Date.parse('2026-11-22T01:00:00Z'),
      until: Date.parse('2026-11-22T02:00:00Z'),
      attacks: 3,
      gravest: [attackMessage({ severity: 'critical', accounts: only('root') })],
      link: 'https://kibana.example/alerts',
    });
    expect(subject).toBe('3 attacks were held back');
    expect(text).toContain('Since 2026-11-22 01:00:00 UTC this channel could not be told. It can be again.');
    expect(text).toContain('Critical: Brute force: Guest, 5 attempts, alert 5f0c1e2a');
    expect(text).toContain('These are the gravest; 2 more are in Kibana.');
  });

  it('that somebody asked for: who, when, what will come, and that nothing is wrong', () => {
    const { subject, plain: text, html: shown } = rendered(testMessage({ space: 'soc' }));
    expect(subject).toBe('Test message of Brute force alerts');
    expect(text).toContain(
      'from the Kibana space soc will arrive here, by the channel Night shift. Nothing is wrong.',
    );
    expect(text).toContain('Asked for in Kibana by anna at 2026-11-22 03:12:04 UTC.');
    expect(shown).not.toContain('Brute force: ');
    expect(rendered(testMessage({ askedBy: null })).plain).toContain('Asked for in Kibana at 2026-11-22');
  });
});
