import { channelSchema } from '../../../common/channels/channels';
import type { OptionsChange } from '../../../common/channels/options_change';
import { DEFAULT_TELL } from '../../../common/channels/tell';
import { CONCEPTS, type Concept } from '../../../common/settings/fields';
import { DEFAULT_SETTINGS, type SettingsInput } from '../../../common/settings/settings';

/** Settings as they are stored: every field of an event by name, with null where it is not set. */
export type StoredSettings = Omit<SettingsInput, 'fields'> & {
  fields: Partial<Record<Concept, string | null>>;
};

/** Stored settings as they are used. A setting that did not exist when they were stored has its default. */
export function toPresentSettings({ fields, channels, ...stored }: StoredSettings): SettingsInput {
  const set = Object.entries(fields).filter(([, field]) => field);
  return {
    ...DEFAULT_SETTINGS,
    ...stored,
    channels: channels.map((channel) => ({ ...channel, tell: { ...DEFAULT_TELL, ...channel.tell } })),
    fields: Object.fromEntries(set) as SettingsInput['fields'],
  };
}

/**
 * Every field by name, also those that are not set: Kibana merges what is written into what is there, so that one that
 * is left out would stay.
 */
export function toStoredSettings({ fields, ...settings }: SettingsInput): StoredSettings {
  return {
    ...settings,
    fields: Object.fromEntries(CONCEPTS.map((concept) => [concept, fields[concept] ?? null])),
  };
}

/**
 * With other options of one channel; undefined where there is no such channel, or it has not the old ones any more.
 * Throws where it takes no such options.
 */
export function withOptions(
  settings: SettingsInput,
  channelId: string,
  { from, to }: OptionsChange,
): SettingsInput | undefined {
  const changed = settings.channels.find(({ id }) => id === channelId);
  if (!changed || !hasOptions(changed, from)) return undefined;
  const channels = settings.channels.map((channel) =>
    channel.id === channelId
      ? channelSchema.parse({ ...channel, options: { ...channel.options, ...to } })
      : channel,
  );
  return { ...settings, channels };
}

function hasOptions({ options }: SettingsInput['channels'][number], asked: OptionsChange['from']): boolean {
  const own: Readonly<Record<string, unknown>> = options;
  return Object.entries(asked).every(([name, value]) => own[name] === value);
}
