import type { OptionsChange } from '../../../common/channels/options_change';
import { fromSealed } from '../../../common/channels/sealed_secrets';
import { Secret } from '../../../common/channels/secret';
import type {
  EncryptedSavedObjectsSetup,
  EncryptedSavedObjectsStart,
  SavedObject,
  SavedObjectsClient,
  SavedObjectsType,
} from '../../../kibana_contracts/server';
import type {
  BackgroundSettings,
  CallerSettings,
  OpenedSettings,
  SavedSettings,
  SettingsAttributes,
} from '../../routes/settings/settings_port';
import { statusOf } from '../elasticsearch_errors';
import { toPresentSettings, toStoredSettings, withOptions, type StoredSettings } from './stored_settings';

export const SETTINGS_TYPE = 'brute-force-alerts-settings';
/** One a space. A UUID, since Kibana refuses any other predefined id for an object with encrypted attributes. */
export const SETTINGS_ID = '5f6c9a52-7a3e-4c1e-9a55-0d4a8f1c7b21';

const ENCRYPTED = ['channelSecrets', 'apiKey', 'heartbeatUrl'];
const OPEN = ['settings', 'detectionOn', 'authority', 'channels', 'heartbeatHost'];
/** How often a change of options is tried: a try fails where somebody saved meanwhile. */
const TRIES = 5;

/** Its own index, so that a Kibana without the plugin can be upgraded all the same. */
export const settingsType: SavedObjectsType = {
  name: SETTINGS_TYPE,
  hidden: true,
  namespaceType: 'single',
  indexPattern: '.kibana_brute_force_alerts',
  mappings: { dynamic: false, properties: { detectionOn: { type: 'boolean' } } },
};

/**
 * No other attribute is authenticated together with the secrets (AAD). Said in both ways: 8.12 takes the
 * attributes to leave out, later versions those to take in.
 */
export function registerEncryption(encryptedSavedObjects: EncryptedSavedObjectsSetup): void {
  encryptedSavedObjects.registerType({
    type: SETTINGS_TYPE,
    attributesToEncrypt: new Set(ENCRYPTED),
    attributesToExcludeFromAAD: new Set(OPEN),
    attributesToIncludeInAAD: new Set(),
  });
}

const found = async <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });

const present = <T extends Pick<SettingsAttributes, 'settings'>>(attributes: T): T => ({
  ...attributes,
  settings: toPresentSettings(attributes.settings as StoredSettings),
});

const toSaved = ({ attributes, version }: SavedObject<SettingsAttributes>): SavedSettings => ({
  attributes: present(attributes),
  version: version ?? '',
});

const UNSET: Omit<SettingsAttributes, 'settings'> = {
  detectionOn: false,
  authority: null,
  channels: [],
};

export function createCallerSettings(client: SavedObjectsClient): CallerSettings {
  return {
    async read() {
      const object = await found(client.get<SettingsAttributes>(SETTINGS_TYPE, SETTINGS_ID));
      return object && toSaved(object);
    },
    async write({ settings, ...rest }, version) {
      const attributes = { ...rest, settings: toStoredSettings(settings) };
      if (version === null) {
        await client.create(
          SETTINGS_TYPE,
          { ...UNSET, ...attributes },
          { id: SETTINGS_ID, overwrite: false, refresh: 'wait_for' },
        );
      } else {
        await client.update(SETTINGS_TYPE, SETTINGS_ID, attributes, { version, refresh: 'wait_for' });
      }
    },
  };
}

function toOpened({ attributes: all }: SavedObject<SettingsAttributes>): OpenedSettings {
  const { channelSecrets, apiKey, heartbeatUrl, ...attributes } = all;
  return {
    attributes: present(attributes),
    channelSecrets: fromSealed(channelSecrets),
    heartbeatUrl: heartbeatUrl ? new Secret(heartbeatUrl) : null,
    apiKey: apiKey ? new Secret(apiKey) : null,
  };
}

const namespaceOf = (space: string) => (space === 'default' ? undefined : space);

export function createBackgroundSettings(
  repository: SavedObjectsClient,
  encryptedSavedObjects: EncryptedSavedObjectsStart,
): BackgroundSettings {
  const decrypting = encryptedSavedObjects.getClient({ includedHiddenTypes: [SETTINGS_TYPE] });
  const isUndecryptable = (error: unknown) =>
    error instanceof Error && encryptedSavedObjects.isEncryptionError(error);
  const open = async (space: string) => {
    const options = { namespace: namespaceOf(space) };
    const object = await found(
      decrypting.getDecryptedAsInternalUser<SettingsAttributes>(SETTINGS_TYPE, SETTINGS_ID, options),
    );
    return object && toOpened(object);
  };
  return {
    open,
    openIfReadable: (space) =>
      open(space).catch((error: unknown) => {
        if (isUndecryptable(error)) return null;
        throw error;
      }),
    async spacesTurnedOn() {
      const answer = await repository.find<SettingsAttributes>({
        type: SETTINGS_TYPE,
        namespaces: ['*'],
        perPage: 1_000,
      });
      return answer.saved_objects
        .filter(({ attributes }) => attributes.detectionOn)
        .map((object) => ({ space: object.namespaces?.[0] ?? 'default', ...toSaved(object) }));
    },
    async changeOptions(space, channelId, change) {
      for (let n = 1; ; n += 1) {
        try {
          return await changeOnce(repository, namespaceOf(space), { channelId, change });
        } catch (error) {
          if (statusOf(error) !== 409 || n === TRIES) throw error;
        }
      }
    },
    isUndecryptable,
  };
}

async function changeOnce(
  repository: SavedObjectsClient,
  namespace: string | undefined,
  { channelId, change }: { channelId: string; change: OptionsChange },
): Promise<void> {
  const { attributes, version } = await repository.get<SettingsAttributes>(SETTINGS_TYPE, SETTINGS_ID, {
    namespace,
  });
  const changed = withOptions(present(attributes).settings, channelId, change);
  if (!changed) return;
  await repository.update<{ settings: StoredSettings }>(
    SETTINGS_TYPE,
    SETTINGS_ID,
    { settings: toStoredSettings(changed) },
    { version, namespace },
  );
}
