import { inspect } from 'node:util';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import type { EncryptedSavedObjectsStart, SavedObjectsClient } from '../../../kibana_contracts/server';
import { TEST_TOKEN } from '../../../test/background';
import { elasticsearchError, savedObjectsError, UndecryptableError } from '../../../test/fake_services';
import { createBackgroundSettings, SETTINGS_ID, SETTINGS_TYPE } from './settings_object';

const KEY = 'aWQ6c2VjcmV0';
const ATTRIBUTES = {
  settings: DEFAULT_SETTINGS,
  detectionOn: true,
  authority: null,
  tokenSaved: true,
  bot: null,
  chatTitle: null,
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
    const { settings, asked } = settingsWith(async () => object({ botToken: TEST_TOKEN, apiKey: KEY }));
    const opened = await settings[open]('night');
    expect(opened?.attributes).toEqual(ATTRIBUTES);
    expect([opened?.botToken?.reveal(), opened?.apiKey?.reveal()]).toEqual([TEST_TOKEN, KEY]);
    expect(inspect(opened, { depth: null }) + JSON.stringify(opened)).not.toMatch(/stand-in|aWQ6/);
    expect(asked).toEqual([[SETTINGS_TYPE, SETTINGS_ID, { namespace: 'night' }]]);
  });

  it('reads the default space under no name', async () => {
    const { settings, asked } = settingsWith(async () => object({}));
    const opened = await settings[open]('default');
    expect([opened?.botToken, opened?.apiKey]).toEqual([null, null]);
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
