import type { Channel } from '../../common/channels/channels';
import type { SettingsInput } from '../../common/settings/settings';
import { chatOf, withTelegram } from './telegram_channel';
import { type RuleDraft, toRuleDraft, toRuleInput } from './rules/rule_draft';

/** The settings as they stand in the form: what is typed, valid or not. */
export interface Draft extends Omit<SettingsInput, 'rules' | 'channels'> {
  rules: RuleDraft[];
  /** The chat of the one Telegram channel that the page shows. Other channels stay as they are saved. */
  telegramChatId: string;
  /**
   * A new token; empty where the saved one stays. The browser keeps it nowhere else, and clears it once it was saved.
   */
  botToken: string;
}
/** A setting that is saved and compared as one. */
export type DraftKey = keyof Draft;

/** In the order of the page. */
export const DRAFT_KEYS: readonly DraftKey[] = [
  'indexPatterns',
  'fields',
  'rules',
  'interval',
  'cooldown',
  'excludedAccounts',
  'excludedAddresses',
  'keepDomainsApart',
  'kerberosAndNtlm',
  'botToken',
  'telegramChatId',
];

export const draftOf = ({ rules, channels, ...settings }: SettingsInput): Draft => ({
  ...settings,
  rules: rules.map(toRuleDraft),
  telegramChatId: chatOf(channels),
  botToken: '',
});

/** The form as settings to save. `saved`: the channels as they are saved, of which the form changes one. */
export const settingsOf = (
  { botToken, telegramChatId, rules, ...rest }: Draft,
  saved: Channel[] = [],
): SettingsInput => ({
  ...rest,
  rules: rules.map(toRuleInput),
  channels: withTelegram(saved, { chatId: telegramChatId, hasToken: botToken !== '' }),
});

export const changedKeys = (a: Draft, b: Draft): DraftKey[] =>
  DRAFT_KEYS.filter((key) => !isSame(a[key], b[key]));

/** Compares by content and not by order of members: a field that was set and emptied again stands in another order. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;

/**
 * The form after a save: what the server has now, except for settings that somebody changed while it was being saved.
 * `sent` is the form as it was sent.
 */
export function rebase(draft: Draft, sent: Draft, saved: SettingsInput): Draft {
  const typedOn = changedKeys(draft, sent);
  const kept = Object.fromEntries(typedOn.map((key) => [key, draft[key]])) as Partial<Draft>;
  return { ...draftOf(saved), ...kept };
}
