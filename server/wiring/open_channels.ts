import { createHash } from 'node:crypto';
import { isReady } from '../../common/channels/channels';
import { toSealed } from '../../common/channels/sealed_secrets';
import type { Channels } from '../notify/delivery/outbox_port';
import type { BackgroundSettings, OpenedSettings } from '../routes/settings/settings_port';

/** The channels of all spaces, opened from their settings. */
export function channelsOf(settings: BackgroundSettings): Channels {
  return {
    async of({ space, channelId }) {
      // A space whose secrets cannot be decrypted has channels that wait: its page says so, and the others go on.
      const opened = await openOr(settings, space);
      if (opened === 'not readable') return 'not ready';
      const channel = opened?.attributes.settings.channels.find(({ id }) => id === channelId);
      if (!opened || !channel) return 'gone';
      const secrets = opened.channelSecrets[channelId] ?? {};
      if (!isReady(channel, Object.keys(secrets))) return 'not ready';
      const fingerprint = createHash('sha256').update(toSealed({ secrets })).digest('hex').slice(0, 16);
      return { ...channel, space, secrets, fingerprint };
    },
    moved: ({ space, channelId }, change) => settings.changeOptions(space, channelId, change),
  };
}

const openOr = (
  settings: BackgroundSettings,
  space: string,
): Promise<OpenedSettings | null | 'not readable'> =>
  settings.open(space).catch((error: unknown) => {
    if (settings.isUndecryptable(error)) return 'not readable' as const;
    throw error;
  });
