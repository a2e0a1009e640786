import { i18n } from '@kbn/i18n';
import type { ChannelFacts } from '../../../common/channels/channels';
import type { Problem } from '../../../common/status/problems';
import { isReadElsewhere } from '../../../common/status/unreadable_secrets';
import type { Services } from '../services';
import type { SavedSettings, SettingsAttributes } from './settings_port';

/**
 * readable: this Kibana can decrypt what is saved, or nothing is. elsewhere: it cannot, and another one reads with it.
 * lost: it cannot, and nobody reads with it, so it may be written over.
 */
export type SecretsState = 'readable' | 'elsewhere' | 'lost';

export async function secretsState(
  services: Services,
  space: string,
  saved: SavedSettings | null,
): Promise<SecretsState> {
  if (!saved || (await services.background.openIfReadable(space))) return 'readable';
  const [note, memory] = await Promise.all([services.secrets.read(space), services.memory(space).read()]);
  return isReadElsewhere(note, memory, services.now()) ? 'elsewhere' : 'lost';
}

/** The secrets of all channels, forgotten: they cannot be decrypted, and as long as they are there nothing can be. */
export const withoutSecrets = (
  channels: ChannelFacts[],
): Pick<SettingsAttributes, 'channels' | 'channelSecrets'> => ({
  channels: channels.map((facts) => ({ ...facts, secretsSaved: [] })),
  channelSecrets: null,
});

/** The URL of the heartbeat, forgotten for the same reason. */
export const WITHOUT_HEARTBEAT_URL: Pick<SettingsAttributes, 'heartbeatHost' | 'heartbeatUrl'> = {
  heartbeatHost: null,
  heartbeatUrl: null,
};

export const secretsElsewhere = (): Problem => ({
  code: 'secrets_elsewhere',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.api.secretsElsewhereErrorMessage', {
    defaultMessage:
      'This Kibana cannot decrypt the saved secrets, and another one works with them: their encryption keys differ. What is saved here would take them from it, so nothing was saved.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.secretsElsewhereRemedy', {
    defaultMessage:
      'Save on the other Kibana. Or give both the same xpack.encryptedSavedObjects.encryptionKey and restart. If the other one was only just stopped, wait a minute and save again.',
  }),
});
