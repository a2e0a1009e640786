import type { SettingsView } from '../../../common/api/api';
import type { ChannelFacts } from '../../../common/channels/channels';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import type { SavedSettings } from './settings_port';
import type { Services } from '../services';

/**
 * What the browser may know of the saved settings; the defaults where nothing was saved yet. Secrets that this Kibana
 * cannot decrypt count as not saved, so the page asks for them again.
 */
export async function toView(
  saved: SavedSettings | null,
  { canEncrypt, background, proxies }: Services,
  space: string,
): Promise<SettingsView> {
  const isReadable = !saved || (await background.openIfReadable(space)) !== null;
  const { settings = DEFAULT_SETTINGS, detectionOn, channels = [], heartbeatHost } = saved?.attributes ?? {};
  return {
    settings,
    version: saved?.version ?? null,
    detectionOn: detectionOn ?? false,
    channels: settings.channels.map(({ id }) => {
      const facts = factsOf(channels, id);
      return isReadable ? facts : { ...facts, secretsSaved: [] };
    }),
    heartbeatHost: isReadable ? (heartbeatHost ?? null) : null,
    canEncrypt,
    proxies: [...proxies],
  };
}

/** What is known of the channel `id`. Of a new channel nothing is known. */
export const factsOf = (channels: ChannelFacts[], id: string): ChannelFacts =>
  channels.find((facts) => facts.id === id) ?? { id, secretsSaved: [], sender: null, receiver: null };
