import type { Channel, ChannelSecrets } from '../../common/channels/channels';
import type { SettingsInput } from '../../common/settings/settings';
import { type RuleDraft, toRuleDraft, toRuleInput } from './rules/rule_draft';

/** The settings as they stand in the form: what is typed, valid or not. */
export interface Draft extends Omit<SettingsInput, 'rules'> {
  rules: RuleDraft[];
  /**
   * New secrets by the id of their channel, then by their name. A secret that is not named stays as it is saved; an
   * empty text is a field that is open with nothing typed in it. The browser keeps secrets nowhere else, and clears them
   * once they were saved.
   */
  secrets: ChannelSecrets;
  /** A new URL of the heartbeat, with the same rules. Undefined: the saved one stays. */
  heartbeatUrl: string | undefined;
}
/** A setting that is saved and compared as one. */
export type DraftKey = keyof Draft;

/** In the order of the pages. */
export const DRAFT_KEYS: readonly DraftKey[] = [
  'indexPatterns',
  'kerberosAndNtlm',
  'fields',
  'patternFields',
  'rules',
  'excludedAccounts',
  'excludedAddresses',
  'channels',
  'secrets',
  'interval',
  'cooldown',
  'retention',
  'keepDomainsApart',
  'heartbeat',
  'heartbeatUrl',
];

export const draftOf = ({ rules, ...settings }: SettingsInput): Draft => ({
  ...settings,
  rules: rules.map(toRuleDraft),
  secrets: {},
  heartbeatUrl: undefined,
});

/** The form as settings to save. */
export const settingsOf = ({ secrets: _, heartbeatUrl: _url, rules, ...rest }: Draft): SettingsInput => ({
  ...rest,
  rules: rules.map(toRuleInput),
});

/** The secrets that were typed, of channels that are still in the form. */
export function typedSecrets({ channels, secrets }: Pick<Draft, 'channels' | 'secrets'>): ChannelSecrets {
  const typed = channels.map(({ id }) => {
    const ofChannel = Object.entries(secrets[id] ?? {}).filter(([, text]) => text !== '');
    return [id, Object.fromEntries(ofChannel)] as const;
  });
  return Object.fromEntries(typed.filter(([, ofChannel]) => Object.keys(ofChannel).length > 0));
}

/** The URL of the heartbeat that was typed; undefined where none was, or where the heartbeat is off. */
export const typedHeartbeatUrl = ({
  heartbeat,
  heartbeatUrl,
}: Pick<Draft, 'heartbeat' | 'heartbeatUrl'>): string | undefined =>
  heartbeat === null || heartbeatUrl === '' ? undefined : heartbeatUrl;

export const changedKeys = (a: Draft, b: Draft): DraftKey[] =>
  DRAFT_KEYS.filter((key) => !isSame(comparable(a, key), comparable(b, key)));

/** An open field with nothing typed in it is no change. */
function comparable(draft: Draft, key: DraftKey): unknown {
  if (key === 'heartbeatUrl') return typedHeartbeatUrl(draft) ?? null;
  return key === 'secrets' ? typedSecrets(draft) : draft[key];
}

/** Compares by content and not by order of members: a field that was set and emptied again stands in another order. */
export const isSame = (a: unknown, b: unknown) => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;

/**
 * The form after a save: what the server has now, except for settings that somebody changed while it was being saved.
 * `sent` is the form as it was sent. Channels are kept or taken over one by one.
 */
export function rebase(draft: Draft, sent: Draft, saved: SettingsInput): Draft {
  const typedOn = changedKeys(draft, sent).filter((key) => key !== 'channels' && key !== 'secrets');
  const kept = Object.fromEntries(typedOn.map((key) => [key, draft[key]])) as Partial<Draft>;
  return {
    ...draftOf(saved),
    ...kept,
    channels: rebaseChannels(draft.channels, sent.channels, saved.channels),
    secrets: Object.fromEntries(
      Object.entries(draft.secrets).filter(([id, typed]) => !isSame(typed, sent.secrets[id])),
    ),
  };
}

function rebaseChannels(draft: Channel[], sent: Channel[], saved: Channel[]): Channel[] {
  const byId = (channels: Channel[], id: string) => channels.find((channel) => channel.id === id);
  const taken = saved.flatMap((channel) => {
    const [mine, mineSent] = [byId(draft, channel.id), byId(sent, channel.id)];
    if (!mine) return mineSent ? [] : [channel];
    return [isSame(mine, mineSent) ? channel : mine];
  });
  return [...taken, ...draft.filter(({ id }) => !byId(sent, id) && !byId(saved, id))];
}
