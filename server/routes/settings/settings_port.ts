import type { ChannelFacts } from '../../../common/channels/channels';
import type { OptionsChange } from '../../../common/channels/options_change';
import type { Hidden } from '../../../common/settings/hidden';
import type { SecretsOfChannels } from '../../../common/channels/sealed_secrets';
import type { Secret } from '../../../common/channels/secret';
import type { SettingsInput } from '../../../common/settings/settings';

/** With whose rights events are read: a key of the person who turned detection on, or Kibana's own user. `since`: epoch ms. */
export type StoredAuthority =
  | {
      kind: 'api_key';
      username: string;
      since: number;
      keyId: string;
      keyName: string;
      /** What the owner's roles hid when the key was made. Absent for a key of an older version of the plugin. */
      hidden?: Hidden;
    }
  | { kind: 'internal_user'; since: number };

export interface SettingsAttributes {
  settings: SettingsInput;
  detectionOn: boolean;
  authority: StoredAuthority | null;
  /** What is known of the channels, in any order; each entry carries the id of its channel. */
  channels: ChannelFacts[];
  /** The host of the heartbeat's URL; absent or null where none is saved. */
  heartbeatHost?: string | null;
  /** Encrypted: the URL that the heartbeat calls. */
  heartbeatUrl?: string | null;
  /** Encrypted: the secrets of all channels, as `toSealed` writes them. */
  channelSecrets?: string | null;
  /** Encrypted: base64 of `id:api_key`, as Elasticsearch takes it in a header. */
  apiKey?: string | null;
}

export interface SavedSettings {
  attributes: SettingsAttributes;
  version: string;
}

/** A space's settings, read and written with the rights of a caller. What is read never holds secrets. */
export interface CallerSettings {
  read(): Promise<SavedSettings | null>;
  /**
   * `version`: the version that was read, null where nothing was saved yet. Throws a conflict (409) where somebody
   * saved since.
   */
  write(
    attributes: Partial<SettingsAttributes> & Pick<SettingsAttributes, 'settings'>,
    version: string | null,
  ): Promise<void>;
}

export interface OpenedSettings {
  attributes: Omit<SettingsAttributes, 'channelSecrets' | 'apiKey' | 'heartbeatUrl'>;
  channelSecrets: SecretsOfChannels;
  heartbeatUrl: Secret | null;
  apiKey: Secret | null;
}

/** Settings of all spaces with their secrets, for the background alone. */
export interface BackgroundSettings {
  /** Null where there are none. Throws where the secrets cannot be decrypted: see `isUndecryptable`. */
  open(space: string): Promise<OpenedSettings | null>;
  /** The same, but answers null where the secrets cannot be decrypted. */
  openIfReadable(space: string): Promise<OpenedSettings | null>;
  /** The spaces in which detection is on, with their settings, without secrets. */
  spacesTurnedOn(): Promise<Array<SavedSettings & { space: string }>>;
  /**
   * Saves options of a channel that changed by themselves. Where somebody else saves at that moment it tries again,
   * and throws the conflict if it lasts. Does nothing where the channel is gone, or has other options than those that
   * changed: what somebody chose meanwhile stays.
   */
  changeOptions(space: string, channelId: string, change: OptionsChange): Promise<void>;
  isUndecryptable(error: unknown): boolean;
}
