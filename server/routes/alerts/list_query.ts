import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import {
  ALERT_SORTS,
  WORKFLOW_FILTERS,
  type AlertOrder,
  type AlertSearch,
} from '../../../common/alerts/search';
import { HOLD_REASONS } from '../../../common/alerts/verdicts';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';

export const PER_PAGE = { default: 25, max: 100 };
/** The most values of one filter. */
const VALUES = 50;
/** The most characters of a name that is searched for, or of a place in a list. */
const LENGTH = 1_024;

const perPageError = () =>
  i18n.translate('bruteForceAlerts.api.perPageErrorMessage', {
    defaultMessage: 'per_page must be a whole number from 1 to {max}.',
    values: { max: PER_PAGE.max },
  });
const oneOfError = (values: readonly string[]) => () =>
  i18n.translate('bruteForceAlerts.api.filterErrorMessage', {
    defaultMessage: 'This must be one of {values}. Several are given by naming the parameter again.',
    values: { values: values.join(', ') },
  });
const textError = () =>
  i18n.translate('bruteForceAlerts.api.filterTextErrorMessage', {
    defaultMessage: 'This must be a text of 1 to {length, number} characters, given at most {values} times.',
    values: { length: LENGTH, values: VALUES },
  });
const timeError = () =>
  i18n.translate('bruteForceAlerts.api.filterTimeErrorMessage', {
    defaultMessage: 'This must be a time as in 2026-03-02T02:57:41Z, between the years 1970 and 9999.',
  });
const placeError = () =>
  i18n.translate('bruteForceAlerts.api.afterErrorMessage', {
    defaultMessage:
      'after must be what the answer before gave as after, with the same sort and order. Leave it out to begin at the first page.',
  });

/** A parameter that may stand in an address once or several times. */
const several = <T extends z.ZodType<string>>(one: T, error: () => string) =>
  z
    .union([one, z.array(one).min(1).max(VALUES)], { error })
    .transform((value) => [value].flat() as Array<z.infer<T>>);
const oneOf = <const V extends readonly string[]>(values: V) =>
  several(z.enum(values), oneOfError(values)).optional();

const text = z.string({ error: textError }).min(1, { error: textError }).max(LENGTH, { error: textError });
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');
const time = z
  .string({ error: timeError })
  .refine(
    (value) => /^\d{4}-\d\d-\d\dT/.test(value) && Date.parse(value) >= 0 && Date.parse(value) <= LAST_MOMENT,
    {
      error: timeError,
    },
  )
  .transform((value) => Date.parse(value));

/** What restricts a list of alerts, and how it is sorted. */
const searchShape = {
  q: text.optional(),
  status: oneOf(['active', 'recovered']),
  workflow: oneOf(WORKFLOW_FILTERS),
  severity: oneOf(SEVERITIES as readonly [Severity, ...Severity[]]),
  rule: several(text, textError).optional(),
  host: several(text, textError).optional(),
  assignee: text.optional(),
  told: z.enum(['yes', 'no'], { error: oneOfError(['yes', 'no']) }).optional(),
  held: oneOf(HOLD_REASONS),
  digest: text.optional(),
  from: time.optional(),
  to: time.optional(),
  parts: z.enum(['listed', 'inside'], { error: oneOfError(['listed', 'inside']) }).default('listed'),
  sort: z.enum(ALERT_SORTS, { error: oneOfError(ALERT_SORTS) }).default('fired'),
  order: z.enum(['asc', 'desc'], { error: oneOfError(['asc', 'desc']) }).default('desc'),
};

export const rowsSchema = z.strictObject(searchShape);
export const perPage = z.coerce
  .number({ error: perPageError })
  .int({ error: perPageError })
  .min(1, { error: perPageError })
  .max(PER_PAGE.max, { error: perPageError })
  .default(PER_PAGE.default);
export const place = z
  .string({ error: placeError })
  .max(4 * LENGTH, { error: placeError })
  .optional();

export const listSchema = z
  .strictObject({
    ...searchShape,
    per_page: perPage,
    after: place,
    summary: z.enum(['true', 'false'], { error: oneOfError(['true', 'false']) }).default('false'),
  })
  .superRefine(({ after, sort, order }, context) => {
    if (after !== undefined && placeOf(after, `${sort} ${order}`) === null)
      context.addIssue({ code: 'custom', path: ['after'], message: placeError() });
  });

type Wanted = z.infer<typeof rowsSchema>;

export function searchOf(wanted: Wanted): AlertSearch {
  const { q, status, workflow, severity, rule, host, assignee, told, held, digest, from, to, parts } = wanted;
  return {
    text: q,
    status,
    workflow,
    severity,
    rule,
    host,
    assignee,
    told: told === undefined ? undefined : told === 'yes',
    held,
    digest,
    from,
    to,
    parts: parts === 'listed',
  };
}

export const orderOf = ({ sort, order }: Wanted): AlertOrder => ({ sort, ascending: order === 'asc' });

/** Lists that are sorted by two numbers: what is equally grave, or counts as much, goes by its time. */
const BY_TWO = /^(severity|attempts) /;

/** Where a page ended, as a word for an address. `list`: what the list is sorted by; another list has other places. */
export const wordOf = (after: Array<string | number>, list: string): string =>
  Buffer.from(JSON.stringify([list, ...after])).toString('base64url');

/** The place that a word means in this list; null where it means none: some whole numbers, and an id. */
export function placeOf(word: string, list: string): Array<string | number> | null {
  try {
    const [of, ...after] = JSON.parse(Buffer.from(word, 'base64url').toString()) as unknown[];
    const [id, ...numbers] = [...after].reverse();
    const isPlace =
      of === list &&
      typeof id === 'string' &&
      numbers.length === (BY_TWO.test(list) ? 2 : 1) &&
      numbers.every(Number.isSafeInteger);
    return isPlace ? (after as Array<string | number>) : null;
  } catch {
    return null;
  }
}
