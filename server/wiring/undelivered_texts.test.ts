import type { OutboxEntry } from '../../common/deliveries/outbox';
import { alert, NOW } from '../../test/builders';
import { CHANNEL_ID, DELIVERY_CHANNEL, telegramChannel } from '../../test/channels';
import { planDelivery } from '../notify/message/plan';
import type { ChannelMessage } from '../notify/message/message';
import type { TelegramApi } from '../notify/telegram/bot_api_port';
import { createTelegramSender } from '../notify/telegram/sender';
import type { OpenedSettings } from '../routes/settings/settings_port';
import { undeliveredTextsOf } from './undelivered_texts';

const ENTRY: OutboxEntry<ChannelMessage> = planDelivery({
  space: 'night',
  channel: DELIVERY_CHANNEL,
  alert: alert(),
  reason: 'first',
  ordinal: 1,
  link: null,
  now: NOW,
});

const textsOf = (channels = [telegramChannel('-1001')]) =>
  undeliveredTextsOf({
    // Whoever asks Telegram anything fails.
    senders: { telegram: createTelegramSender(() => ({}) as TelegramApi) } as never,
    settings: { openIfReadable: async () => ({ attributes: { settings: { channels } } }) as OpenedSettings },
    outbox: { get: async (_ref, id) => (id === ENTRY.id ? ENTRY : null) },
  })('night', [ENTRY, { ...ENTRY, id: 'removed by age' }]);

describe('what waits', () => {
  it('has the words that its channel will show', async () => {
    const texts = await textsOf();
    expect([...texts.keys()]).toEqual([ENTRY.id]);
    expect(texts.get(ENTRY.id)).toContain('User: Guest');
  });

  it('has none where its channel was removed', async () =>
    expect((await textsOf([telegramChannel('-1001', `not-${CHANNEL_ID}`)])).size).toBe(0));
});
