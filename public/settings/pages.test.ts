import type { Channel } from '../../common/channels/channels';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { telegramChannel } from '../../test/channels';
import { type Draft, draftOf } from './draft';
import type { FieldName } from './field_name';
import { settingsView } from '../../test/draft_builders';
import { changedPages, pageOf, pathOf, unsavedBeside, wrongPages } from './pages';

const night = telegramChannel('-1001', 'night');
const saved: Draft = { ...draftOf(DEFAULT_SETTINGS), channels: [night] };
const withNight = (change: Partial<Channel>): Partial<Draft> => ({
  channels: [{ ...night, ...change } as Channel],
});

it.each<[FieldName, string]>([
  ['indexPatterns', '/settings/sources'],
  ['fields.account', '/settings/sources'],
  ['rules.3.threshold', '/settings/rules'],
  ['excludedAccounts', '/settings/exclusions'],
  ['cooldown', '/settings/general'],
  ['channels', '/settings/channels'],
  ['channels.0', '/settings/channels/night'],
  ['channels.0.options.chatId', '/settings/channels/night'],
  ['channels.7.name', '/settings/channels'],
  ['channels.0.tell.mutedUntil', '/settings/channels/night'],
  ['channels.0.tell.digest', '/settings/when'],
  ['secrets.night.botToken', '/settings/channels/night'],
  ['secrets.gone.botToken', '/settings/channels'],
])('%s is edited at %s', (field, path) => expect(pathOf(field, saved)).toBe(path));

it.each<[string, Partial<Draft>, string[]]>([
  ['nothing', {}, []],
  ['a rule and the interval', { rules: [], interval: '5s' }, ['rules', 'general']],
  ['the name of a channel', withNight({ name: 'Night' }), ['channels']],
  ['a mute', withNight({ tell: { ...night.tell, mutedUntil: 1 } }), ['channels']],
  ['when a channel tells', withNight({ tell: { ...night.tell, tellEnd: true } }), ['when']],
  ['a new channel', { channels: [night, telegramChannel('2', 'day')] }, ['channels']],
  ['a removed channel', { channels: [] }, ['channels']],
  ['a typed secret', { secrets: { night: { botToken: 'a' } } }, ['channels']],
])('of %s that is not saved, the page is known', (_what, change, pages) =>
  expect(changedPages({ ...saved, ...change }, saved)).toEqual(pages),
);

it.each<[string, Partial<Draft>, string[]]>([
  ['nothing but the channel itself', withNight({ name: 'Night' }), []],
  ['its own secret', { secrets: { night: { botToken: 'a' } } }, []],
  ['when it tells', withNight({ tell: { ...night.tell, tellEnd: true } }), ['When to tell']],
  ['rules', { rules: [] }, ['Rules']],
  [
    'the interval, and a new channel',
    { interval: '5s', channels: [night, telegramChannel('2', 'day')] },
    ['General', 'Other channels'],
  ],
  [
    'the secret of another channel',
    { secrets: { day: { botToken: 'a' } }, channels: [night, telegramChannel('2', 'day')] },
    ['Other channels'],
  ],
])('beside one channel, of what is not saved is named: %s', (_what, change, named) => {
  const view = settingsView({ settings: { ...DEFAULT_SETTINGS, channels: [night] } });
  expect(unsavedBeside({ draft: { ...saved, ...change }, saved: view }, 'night')).toEqual(named);
});

it('the pages with something wrong are known, each once', () =>
  expect(wrongPages({ 'rules.1': ['No.'], rules: ['No.'], 'channels.0.tell.digest': ['No.'] })).toEqual([
    'rules',
    'when',
  ]));

it('every field has a page', () => expect(pageOf('kerberosAndNtlm')).toBe('sources'));
