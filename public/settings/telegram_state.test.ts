import { channelFacts, telegramChannel } from '../../test/channels';
import type { SettingsView } from '../../common/api/api';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { settingsView } from '../../test/draft_builders';
import { isSavedChat, usableToken } from './telegram_state';

const saved = (change: Partial<SettingsView> = {}): SettingsView =>
  settingsView({
    settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel('-1001')] },
    channels: [channelFacts({ receiver: 'SOC' })],
    ...change,
  });
const typed = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

it('asks Telegram with the typed token, else with the saved one', () => {
  expect(usableToken(saved(), { botToken: typed })).toEqual({ botToken: typed });
  expect(usableToken(saved(), { botToken: '' })).toEqual({});
});

it('asks with none while the typed one is not whole, even where one is saved', () => {
  expect(usableToken(saved(), { botToken: '1234' })).toBeUndefined();
  expect(
    usableToken(saved({ channels: [channelFacts({ secretsSaved: [] })] }), { botToken: '' }),
  ).toBeUndefined();
  expect(usableToken(null, { botToken: '' })).toBeUndefined();
});

it('names the saved chat only while it is the one in the form', () => {
  expect(isSavedChat(saved(), { telegramChatId: '-1001' })).toBe(true);
  expect(isSavedChat(saved(), { telegramChatId: '-1002' })).toBe(false);
  expect(isSavedChat(saved({ channels: [channelFacts()] }), { telegramChatId: '-1001' })).toBe(false);
  expect(isSavedChat(null, { telegramChatId: '' })).toBe(false);
});
