import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from './bounds';
import { chatIdProblem, tokenProblem } from './telegram_identity';
import { parseDuration } from './duration';
import { indexPatternProblem } from './index_pattern';

const number = (value: number) => value.toLocaleString('en-US');

const thresholdError = () =>
  i18n.translate('bruteForceAlerts.settings.thresholdErrorMessage', {
    defaultMessage:
      'The threshold must be a whole number from {min} to {max}. Enter how many failed logons make an attack, for example 5.',
    values: { min: BOUNDS.threshold.min, max: number(BOUNDS.threshold.max) },
  });

const threshold = z
  .int({ error: thresholdError })
  .min(BOUNDS.threshold.min, { error: thresholdError })
  .max(BOUNDS.threshold.max, { error: thresholdError });

interface SpanTexts {
  min: number;
  max: number;
  error: () => string;
}

const span = ({ min, max, error }: SpanTexts) =>
  z.string({ error }).refine(
    (text) => {
      const ms = parseDuration(text);
      return ms !== undefined && ms >= min && ms <= max;
    },
    { error },
  );

const timespan = span({
  ...BOUNDS.timespan,
  error: () =>
    i18n.translate('bruteForceAlerts.settings.timespanErrorMessage', {
      defaultMessage:
        'The timespan must be from 1s to 1d, a whole number and one of s, m, h, d. Enter for example 5m for five minutes.',
    }),
});
const interval = span({
  ...BOUNDS.interval,
  error: () =>
    i18n.translate('bruteForceAlerts.settings.intervalErrorMessage', {
      defaultMessage:
        'The check interval must be from 1s to 1h, a whole number and one of s, m, h. Enter for example 5s.',
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

/** Empty: no Telegram yet. */
const chatId = z.string({ error: () => chatIdProblem('?') ?? '' }).superRefine((text, context) => {
  const message = text === '' ? undefined : chatIdProblem(text);
  if (message) context.addIssue({ code: 'custom', message });
});

/** The settings a person sees and edits. Secrets travel beside them, never in them. */
export const settingsSchema = z.strictObject({
  indexPatterns: z
    .array(indexPattern, { error: indexPatternsError })
    .min(BOUNDS.indexPatterns.min, { error: indexPatternsError })
    .max(BOUNDS.indexPatterns.max, { error: indexPatternsError }),
  threshold,
  timespan,
  interval,
  cooldown,
  keepDomainsApart: z.boolean(),
  telegramChatId: chatId,
});
export type SettingsInput = z.infer<typeof settingsSchema>;

/** A bot token as typed. */
export const botTokenSchema = z
  .string({ error: () => tokenProblem('') ?? '' })
  .superRefine((token, context) => {
    const message = tokenProblem(token);
    if (message) context.addIssue({ code: 'custom', message });
  });

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
  threshold: 5,
  timespan: '5m',
  interval: '5s',
  cooldown: '15m',
  keepDomainsApart: false,
  telegramChatId: '',
};
