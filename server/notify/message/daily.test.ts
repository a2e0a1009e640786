import fc from 'fast-check';
import { WEBHOOK_PRESETS } from '../../../common/channels/webhook';
import { parseHtml } from '../../../sandbox/bot_api/html_mode';
import { anyText } from '../../../test/any_message';
import { NOW } from '../../../test/builders';
import { emailChannel } from '../../../test/channels';
import { dailyMessage } from '../../../test/messages';
import { mailOf } from '../email/mail';
import { MESSAGE_MAX, render as telegram, toPlainText } from '../telegram/text';
import { cardOf } from '../webhook/card';
import { render as webhook } from '../webhook/presets';
import { planDaily } from './daily';
import type { DailyMessage } from './message';

const mail = (change: Partial<DailyMessage> = {}) =>
  mailOf(dailyMessage(change), 'mail', emailChannel().options);
const KEY_LOST = { code: 'key_revoked', message: 'The key that detection reads with was revoked.' };

it('says that all is quiet, and what was seen', () => {
  expect(telegram(dailyMessage())).toBe(
    [
      '✅ <b>All quiet</b>',
      '12,345 failed logons read, 3 alerts in the last 24 hours.',
      'Kibana space: <code>default</code>',
      'https://kibana.example/app/bruteForceAlerts',
    ].join('\n'),
  );
  expect(mail()).toMatchObject({
    subject: 'All quiet',
    plain: expect.stringMatching(/12,345 failed logons read, 3 alerts/),
  });
});

it.each<[string, Partial<DailyMessage>, string, string | null]>([
  ['nothing is wrong', {}, 'All quiet', null],
  ['there was nothing at all', { failures: 0, attacks: 0 }, 'All quiet', null],
  ['one alert is open', { open: 1 }, 'Not all quiet: 1 alert is open', 'medium'],
  ['many are', { open: 1_200 }, 'Not all quiet: 1,200 alerts are open', 'medium'],
  ['something is wrong', { problems: [KEY_LOST] }, 'Not all quiet: detection needs a look', 'high'],
  ['both', { open: 2, problems: [KEY_LOST] }, 'Not all quiet: detection needs a look', 'high'],
  ['detection fails', { state: 'failing' }, 'Not all quiet: detection needs a look', 'high'],
  ['it has stopped', { state: 'stalled' }, 'Not all quiet: detection needs a look', 'high'],
  ['it starts', { state: 'starting' }, 'Not all quiet: detection needs a look', 'high'],
  ['it catches up', { state: 'catching_up' }, 'Not all quiet: detection needs a look', 'high'],
])('where %s, every kind of channel says so', (_what, change, title, severity) => {
  const message = dailyMessage(change);
  expect(cardOf(message)).toMatchObject({ title, severity });
  expect(toPlainText(telegram(message))).toContain(title);
  expect(mail(change).plain).toContain(title);
  for (const preset of WEBHOOK_PRESETS) expect(webhook(message, preset, 'topic').text).toContain(title);
});

it('names what is wrong, what is open, and what detection does', () => {
  const change = { open: 1, state: 'failing', problems: [KEY_LOST], moreProblems: 2 } as const;
  const text = toPlainText(telegram(dailyMessage({ ...change, problems: [...change.problems] })));
  expect(text.split('\n')).toEqual([
    '⚠️ Not all quiet: detection needs a look',
    'Detection is failing: attacks may go unseen.',
    '12,345 failed logons read, 3 alerts in the last 24 hours.',
    '1 alert is open: nobody has acknowledged or closed it.',
    'What is wrong: The key that detection reads with was revoked.',
    'More problems: 2',
    'Kibana space: default',
    'https://kibana.example/app/bruteForceAlerts',
  ]);
});

it('says since when it counts where that is less than a day', () => {
  const since = Date.parse('2026-11-22T03:00:00.000Z');
  expect(toPlainText(telegram(dailyMessage({ since, failures: 1, attacks: 0 })))).toContain(
    '1 failed logon read since 2026-11-22 03:00:00 UTC, 0 alerts in the last 24 hours.',
  );
});

it('gives a program the facts', () => {
  const { text: _text, ...body } = JSON.parse(
    webhook(dailyMessage({ open: 1, problems: [KEY_LOST] }), 'json', '').body,
  ) as Record<string, unknown>;
  expect(body).toEqual({
    version: 1,
    kind: 'daily',
    severity: null,
    link: 'https://kibana.example/app/bruteForceAlerts',
    daily: {
      space: 'default',
      quiet: false,
      due: '2026-11-22T07:00:00.000Z',
      since: '2026-11-21T07:00:10.000Z',
      until: '2026-11-22T07:00:10.000Z',
      failures: 12_345,
      attacks: 3,
      open: 1,
      state: 'running',
      problems: [KEY_LOST],
      moreProblems: 0,
    },
  });
});

it('is text in Telegram, and short enough, whatever names and problems hold', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText, { maxLength: 5 }), (space, problems) => {
      const html = telegram(
        dailyMessage({ space, problems: problems.map((message) => ({ code: 'x', message })) }),
      );
      const parsed = parseHtml(html);
      expect(parsed).toMatchObject({ ok: true });
      expect([...(parsed.ok ? parsed.text : '')].length).toBeLessThanOrEqual(MESSAGE_MAX);
      expect(html.match(/<(?!\/?(b|code)>)/)).toBeNull();
    }),
  );
});

it('is one delivery for each day and channel, with at most five problems', () => {
  const channel = { id: 'night', kind: 'telegram', name: 'Night shift', secret: 'not stored' };
  const {
    kind: _kind,
    space: _space,
    due: _due,
    moreProblems: _more,
    link: _link,
    ...report
  } = dailyMessage();
  const problems = Array.from({ length: 7 }, (_, n) => ({ ...KEY_LOST, code: `p${n}`, remedy: 'x' }));
  const entry = planDaily({
    space: 'default',
    channel,
    due: NOW,
    report: { ...report, problems },
    link: null,
    now: NOW,
  });
  expect(entry).toMatchObject({ id: `daily-${NOW}-night`, alertId: null, reason: 'notice' });
  expect(entry.message.problems.map(({ code }) => code)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  expect(entry.message.moreProblems).toBe(2);
  expect(JSON.stringify(entry)).not.toContain('not stored');
});
