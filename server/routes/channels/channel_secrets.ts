import { destinationOf, type Channel } from '../../../common/channels/channels';
import type { TypedSecrets } from '../../../common/channels/kinds';
import { Secret } from '../../../common/channels/secret';
import type { SettingsAttributes } from '../settings/settings_port';

/** The secrets of one channel, by their names. */
export type Secrets = Readonly<Record<string, Secret>>;

export const toSecrets = (typed: TypedSecrets): Secrets =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, new Secret(text)]));

/** The channel of this id as it is saved; undefined where none is. */
export const savedAs = (attributes: SettingsAttributes | undefined, id: string): Channel | undefined =>
  attributes?.settings.channels.find((channel) => channel.id === id);

/** Whether secrets that were saved for `saved` would go somewhere else through `channel`. They must not. */
export const goesElsewhere = (saved: Channel, channel: Channel): boolean =>
  destinationOf(saved) !== destinationOf(channel);
