import type { ChannelOf } from '../../../../common/channels/channels';
import { channelFacts, telegramChannel } from '../../../../test/channels';
import { isSavedChat, usableToken } from './telegram_state';

const channel = telegramChannel('-1001') as ChannelOf<'telegram'>;
const facts = channelFacts({ receiver: 'SOC' });
const botToken = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

it('asks Telegram with the typed token, else with the saved one of this channel', () => {
  expect(usableToken({ channel, facts, typedSecrets: { botToken } })).toEqual({ botToken, proxy: null });
  expect(usableToken({ channel, facts, typedSecrets: {} })).toEqual({
    channelId: channel.id,
    proxy: null,
  });
  expect(usableToken({ channel, facts, typedSecrets: { botToken: '' } })).toEqual({
    channelId: channel.id,
    proxy: null,
  });
});

it('asks with none while the typed one is not whole, even where one is saved', () => {
  expect(usableToken({ channel, facts, typedSecrets: { botToken: '1234' } })).toBeUndefined();
  const nothingSaved = channelFacts({ secretsSaved: [] });
  expect(usableToken({ channel, facts: nothingSaved, typedSecrets: {} })).toBeUndefined();
  expect(usableToken({ channel, facts: undefined, typedSecrets: {} })).toBeUndefined();
});

it('asks by the proxy of the form, which need not be saved', () => {
  const by = { ...channel, options: { ...channel.options, proxy: 'dmz' } };
  expect(usableToken({ channel: by, facts, typedSecrets: {} })).toEqual({ channelId: by.id, proxy: 'dmz' });
});

it('names the saved chat only while it is the one in the form', () => {
  const other = telegramChannel('-1002') as ChannelOf<'telegram'>;
  expect(isSavedChat({ channel, saved: channel, facts })).toBe(true);
  expect(isSavedChat({ channel: other, saved: channel, facts })).toBe(false);
  expect(isSavedChat({ channel, saved: channel, facts: channelFacts() })).toBe(false);
  expect(isSavedChat({ channel, saved: undefined, facts })).toBe(false);
});
