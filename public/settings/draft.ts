import type { SettingsInput } from '../../common/settings';

/** The settings as they stand in the form: what is typed, valid or not. */
export interface Draft extends Omit<SettingsInput, 'threshold'> {
  threshold: string;
  /** Empty: keep the saved one. Lives only here, and is cleared when it was saved. */
  botToken: string;
}
export type FieldName = keyof Draft;

/** In the order of the page: the first invalid one gets the focus. */
export const FIELDS: readonly FieldName[] = [
  'indexPatterns',
  'threshold',
  'timespan',
  'interval',
  'cooldown',
  'keepDomainsApart',
  'botToken',
  'telegramChatId',
];

export const draftOf = (settings: SettingsInput): Draft => ({
  ...settings,
  threshold: String(settings.threshold),
  botToken: '',
});

/** A threshold that is no number becomes NaN, which validation refuses with its own words. */
export function settingsOf({ botToken: _, threshold, ...rest }: Draft): SettingsInput {
  return { ...rest, threshold: /^\d+(\.\d+)?$/.test(threshold) ? Number(threshold) : NaN };
}

export const changedFields = (a: Draft, b: Draft): FieldName[] =>
  FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));

/**
 * After a save: what the server has now, except where somebody typed on while it was saving.
 * `sent` is the form as it was when it left.
 */
export function rebase(draft: Draft, sent: Draft, saved: SettingsInput): Draft {
  const typedOn = changedFields(draft, sent);
  const kept = Object.fromEntries(typedOn.map((field) => [field, draft[field]])) as Partial<Draft>;
  return { ...draftOf(saved), ...kept };
}
