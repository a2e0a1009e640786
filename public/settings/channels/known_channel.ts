import type { StatusResponse } from '../../../common/status/status';
import type { SettingsForm } from '../use_settings';
import type { KnownChannel } from './channel_words';

/** What is known of the channel `id`, which may be new. */
export function knownChannel(
  { state: { saved } }: Pick<SettingsForm, 'state'>,
  status: StatusResponse | undefined,
  id: string,
): KnownChannel {
  const has = (one: { id: string }) => one.id === id;
  const channel = saved?.settings.channels.find(has);
  if (!channel) return { saved: undefined, facts: undefined, status: undefined };
  return { saved: channel, facts: saved?.channels.find(has), status: status?.channels.find(has) };
}
