import { openChannel } from '../../../test/fake_outbox';
import { attackMessage } from '../../../test/messages';
import type { SummaryMessage } from '../message/message';
import { createTelegramSender } from './sender';

const sent = { ok: true, result: { messageId: 7, text: 'shown' } } as const;

describe('a summary', () => {
  const summary: SummaryMessage = {
    kind: 'summary',
    cause: 'broken',
    digest: null,
    until: Date.parse('2026-11-22T09:15:00.000Z'),
    since: Date.parse('2026-11-22T03:15:00.000Z'),
    attacks: 500,
    gravest: [
      attackMessage({ severity: 'critical', group: { kind: 'account', value: '<b>svc</b>' } }),
      attackMessage({ group: { kind: 'source', value: '203.0.113.7' }, attempts: 99 }),
    ],
    link: 'https://kibana.example/app/bruteForceAlerts',
  };
  it('says how many, since when, the gravest, and where the others are', async () => {
    let html = '';
    const sender = createTelegramSender(() => ({
      getMe: () => Promise.reject(new Error('not asked')),
      getChat: () => Promise.reject(new Error('not asked')),
      editMessageText: () => Promise.reject(new Error('not asked')),
      sendMessage: async (_token, message) => {
        html = 'html' in message ? message.html : '';
        return sent;
      },
    }));
    await sender.send(summary, openChannel());
    expect(html.split('\n')).toEqual([
      '📋 <b>500 attacks were held back</b>',
      'Since 2026-11-22 03:15:00 UTC this channel could not be told. It can be again.',
      '• Critical: User: <code>&lt;b&gt;svc&lt;/b&gt;</code>, 5 attempts, alert <code>5f0c1e2a</code>',
      '• Medium: Source: <code>203.0.113.7</code>, 99 attempts, alert <code>5f0c1e2a</code>',
      'And 498 more, in Kibana.',
      'https://kibana.example/app/bruteForceAlerts',
    ]);
  });
});
