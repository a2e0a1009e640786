import type { Channel } from '../../common/channels/channels';
import { NOW } from '../../test/builders';
import { telegramChannel } from '../../test/channels';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import { createTelegramSender } from '../notify/telegram/sender';
import { createWebhookSender } from '../notify/webhook/sender';
import type { WebhookTalk } from '../notify/webhook/webhook_port';
import { previewsOf } from './previews';

/** Whoever asks a far side anything for a preview fails. */
const SENDERS = {
  telegram: createTelegramSender(() => ({}) as TelegramApi),
  webhook: createWebhookSender({} as WebhookTalk),
};
const previews = (publicBaseUrl?: string) =>
  previewsOf(SENDERS, publicBaseUrl, () => NOW)('night', telegramChannel('-1001'));

it('are the very words of the channel, as plain text', () => {
  const [alert, ended, digest] = previews('https://kibana.example');
  expect(alert).toMatchObject({ of: 'alert', subject: null });
  expect(alert?.text).toContain('User: j.doe');
  expect(alert?.text).toContain('https://kibana.example/s/night/app/bruteForceAlerts/alerts/');
  expect(alert?.text).not.toMatch(/<[a-z]/);
  expect(ended).toMatchObject({ of: 'ended', text: expect.stringContaining('has ended') });
  expect(digest).toMatchObject({ of: 'digest' });
  expect(digest?.text).toContain('14 more attacks');
  expect(digest?.text).toContain('Too many to tell one by one');
  expect(digest?.text).toContain('High: User: svc_backup, 61 attempts');
  expect(digest?.text).toContain('And 9 more, in Kibana.');
  expect(digest?.text).toContain('https://kibana.example/s/night/app/bruteForceAlerts/alerts?');
});

it('of a channel with digests at set times show such a digest, since it sends no other', () => {
  const channel = telegramChannel('-1001');
  const digest = { mode: 'every', minutes: 60 } as const;
  const shown = previewsOf(
    SENDERS,
    undefined,
    () => NOW,
  )('night', {
    ...channel,
    tell: { ...channel.tell, digest },
  });
  expect(shown[2]?.text).toContain('Digest: 14 attacks');
});

it('have no link where nobody knows the address of Kibana', () =>
  expect(previews().map(({ text }) => text.includes('://'))).toEqual([false, false, false]));

it('are none of a kind that cannot tell', () =>
  expect(previewsOf({}, undefined, () => NOW)('night', telegramChannel('1'))).toEqual([]));

it.each(['json', 'slack'] as const)('of a webhook that sends %s are readable', (preset) => {
  const options = { preset, host: 'hooks.example', headers: [], signed: false, proxy: null };
  const channel: Channel = { ...telegramChannel('1'), kind: 'webhook', options };
  const [alert] = previewsOf(SENDERS, undefined, () => NOW)('night', channel);
  expect(alert?.text).toContain('j.doe');
  expect(alert?.text.startsWith('{\n')).toBe(preset === 'json');
});
