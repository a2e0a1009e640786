import { CHANNEL_ID, channelFacts, telegramChannel, withToken } from '../../../test/channels';
import { inspect } from 'node:util';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import type { EncryptedSavedObjectsStart, SavedObjectsClient } from '../../../kibana_contracts/server';
import { TEST_TOKEN } from '../../../test/background';
import { elasticsearchError, savedObjectsError, UndecryptableError } from '../../../test/thrown_errors';
import { createBackgroundSettings, SETTINGS_ID, SETTINGS_TYPE } from './settings_object';

const KEY = 'aWQ6c2VjcmV0';
const ATTRIBUTES = {
  settings: DEFAULT_SETTINGS,
  detectionOn: true,
  authority: null,
  channels: [channelFacts()],
};

/** Settings of all spaces, where Kibana answers `answer` to a read with the secrets. */
function settingsWith(answer: () => Promise<unknown>) {
  const asked: unknown[] = [];
  const encryptedSavedObjects: EncryptedSavedObjectsStart = {
    isEncryptionError: (error) => error instanceof UndecryptableError,
    getClient: () => ({
      getDecryptedAsInternalUser: async (type, id, options) => {
        asked.push([type, id, options]);
        return (await answer()) as never;
      },
    }),
  };
  return { asked, settings: createBackgroundSettings({} as SavedObjectsClient, encryptedSavedObjects) };
}
const object = (secrets: object) => ({
  id: SETTINGS_ID,
  type: SETTINGS_TYPE,
  attributes: { ...ATTRIBUTES, ...secrets },
});

describe.each(['open', 'openIfReadable'] as const)('%s', (open) => {
  it('reads a space with its secrets, which print as stars', async () => {
    const { settings, asked } = settingsWith(async () =>
      object({ channelSecrets: JSON.stringify(withToken(TEST_TOKEN)), apiKey: KEY }),
    );
    const opened = await settings[open]('night');
    expect(opened?.attributes).toEqual(ATTRIBUTES);
    const token = opened?.channelSecrets[CHANNEL_ID]?.['botToken'];
    expect([token?.reveal(), opened?.apiKey?.reveal()]).toEqual([TEST_TOKEN, KEY]);
    expect(inspect(opened, { depth: null }) + JSON.stringify(opened)).not.toMatch(/stand-in|aWQ6/);
    expect(asked).toEqual([[SETTINGS_TYPE, SETTINGS_ID, { namespace: 'night' }]]);
  });

  it('reads the default space under no name', async () => {
    const { settings, asked } = settingsWith(async () => object({}));
    const opened = await settings[open]('default');
    expect([opened?.channelSecrets, opened?.apiKey]).toEqual([{}, null]);
    expect(asked).toEqual([[SETTINGS_TYPE, SETTINGS_ID, { namespace: undefined }]]);
  });

  it('answers null where nothing was saved', async () => {
    const { settings } = settingsWith(() => Promise.reject(savedObjectsError(404)));
    expect(await settings[open]('night')).toBeNull();
  });

  it.each([
    ['Elasticsearch is away', elasticsearchError('ConnectionError')],
    ['the right is missing', savedObjectsError(403)],
    ['something else fails', new Error('a fault')],
  ])('throws where %s: that is not the same as none', async (_why, error) => {
    const { settings } = settingsWith(() => Promise.reject(error));
    await expect(settings[open]('night')).rejects.toBe(error);
  });
});

describe('secrets that cannot be decrypted', () => {
  const error = new UndecryptableError();
  const { settings } = settingsWith(() => Promise.reject(error));

  it('are an error to open, by which it is known', async () => {
    await expect(settings.open('night')).rejects.toBe(error);
    expect([settings.isUndecryptable(error), settings.isUndecryptable(new Error('a fault'))]).toEqual([
      true,
      false,
    ]);
  });

  it('are none to openIfReadable', async () => expect(await settings.openIfReadable('night')).toBeNull());
});

describe('options of a channel that changed by themselves', () => {
  /** Somebody saves in between so often. */
  function saved(conflicts: number) {
    const writes: unknown[] = [];
    let version = 0;
    const repository = {
      get: async () => ({
        id: SETTINGS_ID,
        type: SETTINGS_TYPE,
        version: `v${version}`,
        attributes: { ...ATTRIBUTES, settings: { ...DEFAULT_SETTINGS, channels: CHANNELS } },
      }),
      update: async (_type: string, _id: string, attributes: unknown, options: { version?: string }) => {
        version += 1;
        if (version <= conflicts) throw savedObjectsError(409);
        writes.push([attributes, options.version]);
      },
    } as unknown as SavedObjectsClient;
    const settings = createBackgroundSettings(repository, {
      isEncryptionError: () => false,
      getClient: () => ({ getDecryptedAsInternalUser: () => Promise.reject(new Error('not asked')) }),
    });
    return { settings, writes };
  }
  const CHANNELS = [telegramChannel('-2001'), telegramChannel('-2002', 'day')];
  const MOVED = { from: { chatId: '-2001' }, to: { chatId: '-1001' } };
  const moved = { settings: expect.objectContaining({ channels: [telegramChannel('-1001'), CHANNELS[1]] }) };

  it.each([0, 1, 4])('are saved although somebody else saves %d times in between', async (conflicts) => {
    const { settings, writes } = saved(conflicts);
    await settings.changeOptions('night', CHANNEL_ID, MOVED);
    expect(writes).toEqual([[moved, `v${conflicts}`]]);
  });

  it('are not saved, and the conflict is said, where somebody saves again and again', async () => {
    const { settings, writes } = saved(5);
    await expect(settings.changeOptions('night', CHANNEL_ID, MOVED)).rejects.toThrow();
    expect(writes).toEqual([]);
  });

  it('change nothing where somebody chose another chat meanwhile', async () => {
    const { settings, writes } = saved(0);
    await settings.changeOptions('night', CHANNEL_ID, { ...MOVED, from: { chatId: '-2009' } });
    expect(writes).toEqual([]);
  });

  it('of a channel that is gone change nothing', async () => {
    const { settings, writes } = saved(0);
    await settings.changeOptions('night', 'gone', MOVED);
    expect(writes).toEqual([]);
  });
});
