import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { durationMs } from '../time';
import { addressProblem } from './address_problem';
import { CONCEPTS, PATTERN_CONCEPTS } from './fields';
import { channelsSchema } from '../channels/channels';
import { DEFAULT_RULES } from '../rules/default_rules';
import { heartbeatSchema } from './heartbeat';
import { KERBEROS_AND_NTLM } from './kerberos_and_ntlm';
import { indexPatternProblem } from './index_pattern';
import { DEFAULT_EXCLUSIONS } from '../rules/noise';
import { rulesSchema } from '../rules/rule_settings';
import { span } from './setting_types';

const interval = span({
  ...BOUNDS.interval,
  error: () =>
    i18n.translate('bruteForceAlerts.settings.intervalErrorMessage', {
      defaultMessage:
        'The check interval must be from 1s to 1h, a whole number and one of s, m, h. Enter for example 2s.',
    }),
});
const cooldown = span({
  ...BOUNDS.cooldown,
  error: () =>
    i18n.translate('bruteForceAlerts.settings.cooldownErrorMessage', {
      defaultMessage:
        'The cooldown must be from 1m to 7d, a whole number and one of s, m, h, d. Enter for example 15m.',
    }),
});

/** What a space says that keeps everything. */
export const KEPT_FOR_EVER = 'forever';

const retentionError = () =>
  i18n.translate('bruteForceAlerts.settings.retentionErrorMessage', {
    defaultMessage:
      'Alerts are kept for 1d to 3650d, a whole number and d, or for ever: enter for example 90d, or forever. 0 would remove what nobody has read yet.',
  });
/** 1 to 3650 days. */
const RETENTION_FORM = /^(([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)d|forever)$/;
const retention = z.string({ error: retentionError }).regex(RETENTION_FORM, { error: retentionError });

/** Milliseconds for which alerts that are over are kept; null for ever. */
export const keptFor = ({ retention: text }: Pick<SettingsInput, 'retention'>): number | null =>
  text === KEPT_FOR_EVER ? null : durationMs(text);

const indexPatternsError = () =>
  i18n.translate('bruteForceAlerts.settings.indexPatternsErrorMessage', {
    defaultMessage:
      'Name from 1 to {max} index patterns to read logon events from, for example winlogbeat-*.',
    values: { max: BOUNDS.indexPatterns.max },
  });

const indexPattern = z.string({ error: indexPatternsError }).superRefine((pattern, context) => {
  const message = indexPatternProblem(pattern);
  if (message) context.addIssue({ code: 'custom', message });
});

const excludedAccountsError = () =>
  i18n.translate('bruteForceAlerts.settings.excludedAccountsErrorMessage', {
    defaultMessage:
      'Name at most {max} accounts to leave out, each of 1 to {length} characters. An asterisk stands for any characters, a question mark for one.',
    values: { max: BOUNDS.excludedAccounts.max, length: BOUNDS.excludedAccountLength },
  });
const excludedAccount = z
  .string({ error: excludedAccountsError })
  .trim()
  .min(1, { error: excludedAccountsError })
  .max(BOUNDS.excludedAccountLength, { error: excludedAccountsError });

const excludedAddressesError = () =>
  i18n.translate('bruteForceAlerts.settings.excludedAddressesErrorMessage', {
    defaultMessage:
      'Name at most {max} addresses to leave out, each an address or a range such as 10.0.0.0/24.',
    values: { max: BOUNDS.excludedAddresses.max },
  });
const excludedAddress = z
  .string({ error: excludedAddressesError })
  .trim()
  .max(BOUNDS.excludedAddressLength, { error: excludedAddressesError })
  .superRefine((address, context) => {
    const message = addressProblem(address);
    if (message) context.addIssue({ code: 'custom', message });
  });

const kerberosAndNtlmError = () =>
  i18n.translate('bruteForceAlerts.settings.kerberosAndNtlmErrorMessage', {
    defaultMessage: 'Whether Kerberos and NTLM failures count must be auto, on or off.',
  });

const fieldNameError = () =>
  i18n.translate('bruteForceAlerts.settings.fieldErrorMessage', {
    defaultMessage:
      'The name of a field must have from 1 to {max} characters, without blanks, quotes, commas, carets and asterisks, and must not begin with an underscore.',
    values: { max: BOUNDS.fieldLength },
  });
const fieldName = z
  .string({ error: fieldNameError })
  .max(BOUNDS.fieldLength, { error: fieldNameError })
  .regex(/^[^_\s"',*?^][^\s"',*?^]*$/u, { error: fieldNameError });

const patternFieldsError = () =>
  i18n.translate('bruteForceAlerts.settings.patternFieldsErrorMessage', {
    defaultMessage:
      'patternFields must name each of the index patterns at most once, with fields, anyProvider and fromText (true or false).',
  });
const patternFields = z.strictObject(
  {
    pattern: z
      .string({ error: patternFieldsError })
      .max(BOUNDS.indexPatternLength, { error: patternFieldsError }),
    fields: z.partialRecord(z.enum(PATTERN_CONCEPTS), fieldName),
    anyProvider: z.boolean({ error: patternFieldsError }),
    fromText: z.boolean({ error: patternFieldsError }).default(false),
  },
  { error: patternFieldsError },
);

/** The settings a person sees and edits. Secrets travel beside them, never in them. */
export const settingsSchema = z.strictObject({
  indexPatterns: z
    .array(indexPattern, { error: indexPatternsError })
    .min(BOUNDS.indexPatterns.min, { error: indexPatternsError })
    .max(BOUNDS.indexPatterns.max, { error: indexPatternsError }),
  rules: rulesSchema,
  interval,
  cooldown,
  retention,
  keepDomainsApart: z.boolean(),
  excludedAccounts: z
    .array(excludedAccount, { error: excludedAccountsError })
    .max(BOUNDS.excludedAccounts.max, { error: excludedAccountsError }),
  excludedAddresses: z
    .array(excludedAddress, { error: excludedAddressesError })
    .max(BOUNDS.excludedAddresses.max, { error: excludedAddressesError }),
  kerberosAndNtlm: z.enum(KERBEROS_AND_NTLM, { error: kerberosAndNtlmError }),
  fields: z.partialRecord(z.enum(CONCEPTS), fieldName),
  patternFields: z
    .array(patternFields, { error: patternFieldsError })
    .max(BOUNDS.indexPatterns.max, { error: patternFieldsError })
    .refine((all) => new Set(all.map(({ pattern }) => pattern)).size === all.length, {
      error: patternFieldsError,
    }),
  channels: channelsSchema,
  /** Null: no URL is called. */
  heartbeat: heartbeatSchema.nullable(),
});
export type SettingsInput = z.infer<typeof settingsSchema>;

/** The settings that say which events are read, and how. */
export type SourceSettings = Pick<
  SettingsInput,
  'indexPatterns' | 'fields' | 'patternFields' | 'kerberosAndNtlm'
>;

/** Of the settings, what is asked about a source. */
export const toSourceSettings = ({
  indexPatterns,
  fields,
  patternFields,
  kerberosAndNtlm,
}: SourceSettings): SourceSettings => ({ indexPatterns, fields, patternFields, kerberosAndNtlm });

const versionError = () =>
  i18n.translate('bruteForceAlerts.settings.versionErrorMessage', {
    defaultMessage:
      'version is not one that Kibana gave. Load the settings, and send back the version that came with them.',
  });

/** Which saved settings a change starts from: opaque, as Kibana gave it. */
export const versionSchema = z.string().max(BOUNDS.versionLength, { error: versionError });

/** The patterns are those of Winlogbeat and of Elastic Agent's system and windows integrations. One that matches is enough. */
export const DEFAULT_SETTINGS: SettingsInput = {
  indexPatterns: ['winlogbeat-*', 'logs-system.security-*', 'logs-windows.forwarded-*'],
  rules: DEFAULT_RULES,
  interval: '2s',
  cooldown: '15m',
  retention: '90d',
  keepDomainsApart: false,
  excludedAccounts: [...DEFAULT_EXCLUSIONS],
  excludedAddresses: [],
  kerberosAndNtlm: 'auto',
  fields: {},
  patternFields: [],
  channels: [],
  heartbeat: null,
};
