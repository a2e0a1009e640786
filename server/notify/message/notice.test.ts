import fc from 'fast-check';
import { TROUBLES, type TroubleCode } from '../../../common/status/trouble';
import { WEBHOOK_PRESETS } from '../../../common/channels/webhook';
import { parseHtml } from '../../../sandbox/bot_api/html_mode';
import { anyText } from '../../../test/any_message';
import { emailChannel } from '../../../test/channels';
import { noticeMessage } from '../../../test/messages';
import { NOW } from '../../../test/builders';
import { trouble } from '../../../test/troubles';
import { mailOf } from '../email/mail';
import { MESSAGE_MAX, render as telegram, toPlainText } from '../telegram/text';
import { plainText, cardOf } from '../webhook/card';
import { render as webhook } from '../webhook/presets';
import { planNotice } from './notice';
import type { NoticeMessage } from './message';

const CAUSE = {
  code: 'bot_kicked',
  said: 'Forbidden: bot was kicked',
  remedy: 'Add the bot to the group again.',
};
const REFUSED: Partial<NoticeMessage> = { code: 'channel_refused', name: 'Night shift', cause: CAUSE };
const mail = (change: Partial<NoticeMessage>) =>
  mailOf(noticeMessage(change), 'mail', emailChannel().options);
const BOTH = { began: 'began', over: 'over' } as const;

it('says in Telegram what happened, since when, why, what to do and where to look', () => {
  expect(telegram(noticeMessage(REFUSED))).toBe(
    [
      '⚠️ <b>A channel takes no messages</b>',
      'People who read that channel are not told of attacks. What waits is told there once it works.',
      'Channel: <code>Night shift</code>',
      'Since: <code>2026-11-22 03:12:04 UTC</code>',
      'What was said: <code>Forbidden: bot was kicked</code>',
      'What to do: <code>Add the bot to the group again.</code>',
      'Kibana space: <code>default</code>',
      'https://kibana.example/app/bruteForceAlerts',
    ].join('\n'),
  );
});

it('says by e-mail that it works again, as an answer to what began', () => {
  const over = mail({ state: 'over', until: Date.parse('2026-11-22T04:00:00.000Z') });
  expect(over.plain).toContain(
    ['Detection works again', '', 'Since: 2026-11-22 03:12:04 UTC', 'Until: 2026-11-22 04:00:00 UTC'].join(
      '\n',
    ),
  );
  const began = mail({});
  expect(began.subject).toBe('Detection does not work');
  expect(over.inReplyTo).toBe(began.messageId);
  expect(over.messageId).not.toBe(began.messageId);
});

it('gives a program the facts', () => {
  const { text: _text, ...body } = JSON.parse(webhook(noticeMessage(REFUSED), 'json', '').body) as Record<
    string,
    unknown
  >;
  expect(body).toEqual({
    version: 1,
    kind: 'notice',
    severity: null,
    link: 'https://kibana.example/app/bruteForceAlerts',
    notice: {
      id: '1-0',
      code: 'channel_refused',
      state: 'began',
      space: 'default',
      name: 'Night shift',
      since: '2026-11-22T03:12:04.120Z',
      until: null,
      due: null,
      cause: { code: 'bot_kicked', said: 'Forbidden: bot was kicked' },
    },
  });
});

it.each(TROUBLES)('has words of its own for %s, for both of its ends, in every kind of channel', (code) => {
  const texts = [BOTH.began, BOTH.over].flatMap((state) => {
    const message = noticeMessage({ code, state, until: state === 'over' ? NOW : null });
    const { title } = cardOf(message);
    expect(toPlainText(telegram(message))).toContain(title);
    expect(mail(message).plain).toContain(title);
    for (const preset of WEBHOOK_PRESETS) expect(webhook(message, preset, 'topic').text).toContain(title);
    return title;
  });
  const others = TROUBLES.filter((other) => other !== code).map(
    (other) => cardOf(noticeMessage({ code: other })).title,
  );
  expect(new Set([...texts, ...others]).size).toBe(texts.length + others.length);
});

it.each<[TroubleCode, Partial<NoticeMessage>, string]>([
  ['source_silent', { name: 'winlogbeat-*' }, 'Index pattern: winlogbeat-*'],
  ['key_expiring', { due: Date.parse('2026-11-25T08:00:00Z') }, 'Expires: 2026-11-25 08:00:00 UTC'],
  ['heartbeat_failing', { name: 'hc.example' }, 'Called host: hc.example'],
  ['key_lost', { cause: CAUSE }, 'What was said: Forbidden: bot was kicked'],
])('%s says %j', (code, change, line) => {
  expect(plainText(cardOf(noticeMessage({ code, ...change })))).toContain(line);
});

it('rings for what began, and is calm about what is over', () => {
  const colour = (state: 'began' | 'over') => cardOf(noticeMessage({ state })).severity;
  expect([colour('began'), colour('over')]).toEqual(['high', null]);
});

it('is text in Telegram, and short enough, whatever names and reasons hold', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (name, said, remedy) => {
      const html = telegram(
        noticeMessage({ code: 'channel_refused', name, cause: { code: 'x', said, remedy } }),
      );
      const parsed = parseHtml(html);
      expect(parsed).toMatchObject({ ok: true });
      expect([...(parsed.ok ? parsed.text : '')].length).toBeLessThanOrEqual(MESSAGE_MAX);
      expect(html.match(/<(?!\/?(b|code)>)/)).toBeNull();
    }),
  );
});

it('is one delivery for each trouble, channel and end, with what it tells alone', () => {
  const channel = { id: 'night', kind: 'telegram', name: 'Night shift', secret: 'not stored' };
  const plan = (state: 'began' | 'over') =>
    planNotice({ space: 'default', channel, trouble: trouble({ over: NOW }), state, link: null, now: NOW });
  expect([plan('began').id, plan('over').id]).toEqual(['notice-1-0-began-night', 'notice-1-0-over-night']);
  expect(plan('began')).toMatchObject({ alertId: null, message: { until: null } });
  expect(plan('over')).toMatchObject({ message: { until: NOW } });
  expect(JSON.stringify(plan('over'))).not.toContain('not stored');
});
