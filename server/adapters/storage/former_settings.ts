import { ACCOUNT_RULE, DEFAULT_RULES } from '../../../common/rules/default_rules';
import { CONCEPTS, type Concept } from '../../../common/settings/fields';
import type { RuleInput } from '../../../common/rules/rule_settings';
import { DEFAULT_SETTINGS, type SettingsInput } from '../../../common/settings/settings';

/** Settings as a former version stored them: 0.1 had one rule, whose threshold and timespan stood by themselves. */
export type StoredSettings = Partial<Omit<SettingsInput, 'fields'>> & {
  fields?: Partial<Record<Concept, string | null>>;
  threshold?: number;
  timespan?: string;
};

/**
 * Whatever version stored them, settings of this one. The rule that was set goes on as it was; the new ones are on, as
 * in a new installation.
 */
export function toPresentSettings({
  threshold,
  timespan,
  fields = {},
  ...stored
}: StoredSettings): SettingsInput {
  const { rules, excludedAccounts, ...defaults } = DEFAULT_SETTINGS;
  return {
    ...defaults,
    // Whoever saved before there were exclusions had none: what was counted goes on to be counted.
    excludedAccounts: threshold === undefined ? excludedAccounts : [],
    rules: threshold === undefined ? rules : withAccountRule({ threshold, timespan }),
    ...stored,
    fields: Object.fromEntries(
      Object.entries(fields).filter(([, field]) => field),
    ) as SettingsInput['fields'],
  };
}

/**
 * As they are stored: every field by name, also those that are not set. Kibana merges what is written into what is
 * there, so that one that is left out would stay.
 */
export function toStoredSettings({ fields, ...settings }: SettingsInput): StoredSettings {
  return {
    ...settings,
    fields: Object.fromEntries(CONCEPTS.map((concept) => [concept, fields[concept] ?? null])),
  };
}

function withAccountRule({
  threshold,
  timespan,
}: Pick<StoredSettings, 'threshold' | 'timespan'>): RuleInput[] {
  const change = {
    threshold: threshold ?? ACCOUNT_RULE.threshold,
    timespan: timespan ?? ACCOUNT_RULE.timespan,
  };
  return DEFAULT_RULES.map((rule) => (rule.id === ACCOUNT_RULE.id ? { ...rule, ...change } : rule));
}
