import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { durationMs } from '../time';
import { count, span } from '../settings/setting_types';
import { SEVERITIES, type Rule } from './rules';

const text = (id: string, error: () => string) => ({ id, error });

const thresholdText = text('threshold', () =>
  i18n.translate('bruteForceAlerts.settings.thresholdErrorMessage', {
    defaultMessage:
      'The threshold must be a whole number from {min} to {max}. Enter how many failed logons make an attack, for example 5.',
    values: { min: BOUNDS.threshold.min, max: BOUNDS.threshold.max.toLocaleString('en-US') },
  }),
);
const timespanText = text('timespan', () =>
  i18n.translate('bruteForceAlerts.settings.timespanErrorMessage', {
    defaultMessage:
      'The timespan must be from 1s to 1d, a whole number and one of s, m, h, d. Enter for example 5m for five minutes.',
  }),
);
const idError = () =>
  i18n.translate('bruteForceAlerts.settings.ruleIdErrorMessage', {
    defaultMessage:
      'The id of a rule must have from 1 to {max} small letters, digits, underscores or hyphens, and begin with a letter.',
    values: { max: BOUNDS.ruleIdLength },
  });
const severityError = () =>
  i18n.translate('bruteForceAlerts.settings.severityErrorMessage', {
    defaultMessage: 'The severity must be low, medium, high or critical.',
  });
const techniqueError = () =>
  i18n.translate('bruteForceAlerts.settings.techniqueErrorMessage', {
    defaultMessage:
      'The technique must be an id of MITRE ATT&CK: T and four digits, and for a sub-technique a point and three, for example T1110.003.',
  });

const common = {
  id: z.string({ error: idError }).regex(/^[a-z][a-z0-9_-]{0,63}$/, { error: idError }),
  enabled: z.boolean(),
  threshold: count({ ...BOUNDS.threshold, error: thresholdText.error }),
  timespan: span({ ...BOUNDS.timespan, error: timespanText.error }),
  severity: z.enum(SEVERITIES as [string, ...string[]] as ['low', 'medium', 'high', 'critical'], {
    error: severityError,
  }),
  technique: z.string({ error: techniqueError }).regex(/^T\d{4}(\.\d{3})?$/, { error: techniqueError }),
};
const groupBy = z.enum(['account', 'source', 'host', 'workstation']);

/** One rule as a person sees and edits it. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('event_count'), groupBy, withoutSource: z.boolean() }),
  z.strictObject({
    ...common,
    kind: z.literal('value_count'),
    groupBy,
    of: z.enum(['account', 'source']),
    withoutSource: z.boolean(),
  }),
  z.strictObject({ ...common, kind: z.literal('temporal_ordered'), groupBy: z.literal('account') }),
]);
export type RuleInput = z.infer<typeof ruleSchema>;

const countError = () =>
  i18n.translate('bruteForceAlerts.settings.rulesErrorMessage', {
    defaultMessage: 'There must be from 1 to {max} rules.',
    values: { max: BOUNDS.rules.max },
  });
const twiceError = (id: string) =>
  i18n.translate('bruteForceAlerts.settings.ruleTwiceErrorMessage', {
    defaultMessage: 'Two rules have the id {id}. Give one of them another.',
    values: { id },
  });
const sameError = (id: string) =>
  i18n.translate('bruteForceAlerts.settings.ruleOfItselfErrorMessage', {
    defaultMessage:
      'The rule {id} counts different values of what it groups by, which is always one. Count the other of account and source.',
    values: { id },
  });

export const rulesSchema = z
  .array(ruleSchema, { error: countError })
  .min(1, { error: countError })
  .max(BOUNDS.rules.max, { error: countError })
  .superRefine((rules, context) => {
    const seen = new Set<string>();
    rules.forEach((rule, n) => {
      if (seen.has(rule.id))
        context.addIssue({ code: 'custom', path: [n, 'id'], message: twiceError(rule.id) });
      seen.add(rule.id);
      if (rule.kind === 'value_count' && rule.of === rule.groupBy)
        context.addIssue({ code: 'custom', path: [n, 'of'], message: sameError(rule.id) });
    });
  });

/** As detection takes it. */
export function toRule({ enabled: _enabled, timespan, ...rule }: RuleInput): Rule {
  return { ...rule, timespan: durationMs(timespan) };
}
