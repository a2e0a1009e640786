import { NOW } from '../../test/builders';
import { telegramChannel } from '../../test/channels';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import { createSenders } from './channel_senders';
import { previewsOf } from './previews';

/** Whoever asks Telegram anything for a preview fails. */
const NOBODY = {} as TelegramApi;
const previews = (publicBaseUrl?: string) =>
  previewsOf(
    createSenders({ telegram: NOBODY }),
    publicBaseUrl,
    () => NOW,
  )('night', telegramChannel('-1001'));

it('are the very words of the channel, as plain text', () => {
  const [alert, digest] = previews('https://kibana.example');
  expect(alert).toMatchObject({ of: 'alert', subject: null });
  expect(alert?.text).toContain('User: j.doe');
  expect(alert?.text).toContain('https://kibana.example/s/night/app/bruteForceAlerts/alerts/');
  expect(alert?.text).not.toMatch(/<[a-z]/);
  expect(digest).toMatchObject({ of: 'digest' });
  expect(digest?.text).toContain('2 attacks were held back');
});

it('have no link where nobody knows the address of Kibana', () =>
  expect(previews().map(({ text }) => text.includes('://'))).toEqual([false, false]));

it('are none of a kind that cannot tell', () =>
  expect(previewsOf({}, undefined, () => NOW)('night', telegramChannel('1'))).toEqual([]));
