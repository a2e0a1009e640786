import type { SettingsView } from '../common/api/api';
import { DEFAULT_SETTINGS } from '../common/settings/settings';
import { type Draft, draftOf } from '../public/settings/draft';
import type { RuleDraft } from '../public/settings/rules/rule_draft';

/** The default rules as they stand in the form, one of them, by its number, changed. */
export const ruleWith = (at: number, change: Partial<Omit<RuleDraft, 'kind'>>): RuleDraft[] =>
  draftOf(DEFAULT_SETTINGS).rules.map((rule, n) => (n === at ? ({ ...rule, ...change } as RuleDraft) : rule));

/** The form with another threshold of the first rule, that of one account. */
export function withThreshold(threshold: string, draft: Draft = draftOf(DEFAULT_SETTINGS)): Draft {
  const [first, ...others] = draft.rules;
  return first ? { ...draft, rules: [{ ...first, threshold }, ...others] } : draft;
}

/** Saved settings as the page gets them: detection is off, no token is saved. */
export const settingsView = (change: Partial<SettingsView> = {}): SettingsView => ({
  settings: DEFAULT_SETTINGS,
  version: 'v1',
  detectionOn: false,
  channels: [],
  heartbeatHost: null,
  canEncrypt: true,
  proxies: [],
  ...change,
});
