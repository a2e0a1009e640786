import { Secret } from '../../common/channels/secret';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { channelFacts, CHANNEL_ID, telegramChannel } from '../../test/channels';
import { attributes } from '../../test/status_facts';
import type { OpenedSettings } from '../routes/settings/settings_port';
import { chatChannelsOf } from './chat_channels';

const TOKEN = '100001:a_token';
let spaces: Map<string, OpenedSettings | null>;
let opened: string[];
beforeEach(() => {
  spaces = new Map();
  opened = [];
});

/** A space with one channel. */
const add = (space: string, options: object, token: string | null = TOKEN) => {
  const channel = telegramChannel('-2001');
  const settings = {
    ...DEFAULT_SETTINGS,
    channels: [{ ...channel, options: { ...channel.options, ...options } }],
  };
  spaces.set(space, {
    attributes: attributes({ settings, channels: [channelFacts({ sender: 'soc_bot' })] }),
    channelSecrets: token === null ? {} : { [CHANNEL_ID]: { botToken: new Secret(token) } },
    heartbeatUrl: null,
    apiKey: null,
  });
};
const look = () => {
  const known = [...spaces].map(([space, one]) => ({
    space,
    version: 'v1',
    attributes: one?.attributes ?? attributes(),
  }));
  return chatChannelsOf({
    spacesTurnedOn: async () => known,
    open: () => Promise.reject(new Error('It might not be readable.')),
    openIfReadable: async (space) => {
      opened.push(space);
      return spaces.get(space) ?? null;
    },
    changeOptions: async () => undefined,
    isUndecryptable: () => false,
  });
};

it('gives the channels with buttons, with their bot and whom they let press', async () => {
  add('night', { buttons: true, buttonUsers: [7] });
  expect(await look()()).toMatchObject([
    {
      ref: { space: 'night', channelId: CHANNEL_ID },
      chatId: '-2001',
      users: [7],
      botId: 100001,
      botName: 'soc_bot',
    },
  ]);
});

it.each<[string, object, string | null]>([
  ['without buttons', {}, TOKEN],
  ['without a chat yet', { buttons: true, chatId: '' }, TOKEN],
  ['without a token', { buttons: true }, null],
])('leaves out a channel %s', async (_how, options, token) => {
  add('night', options, token);
  expect(await look()()).toEqual([]);
});

it('decrypts nothing of a space without buttons, and the others once for each version', async () => {
  add('night', { buttons: true });
  add('day', {});
  const channels = look();
  for (const _n of [1, 2, 3]) await channels();
  expect(opened).toEqual(['night']);
});

it('a space whose secrets cannot be decrypted has none, and keeps no other from having some', async () => {
  add('night', { buttons: true });
  add('day', { buttons: true });
  const channels = look();
  spaces.set('night', null);
  expect((await channels()).map(({ ref }) => ref.space)).toEqual(['day']);
});
