import { i18n } from '@kbn/i18n';
import type { Concept } from '../../../common/settings/fields';
import type { FieldFound } from '../../../common/settings/field_report';
import type { Problem } from '../../../common/status/problems';
import type { EventQuestion } from '../../detect/events/event_source_port';
import {
  fieldsFound,
  fieldsTelling,
  indicesWith,
  isDate,
  isDateType,
  type FieldCaps,
} from '../events/field_types';
import { hasWords, STRING_TYPES } from '../events/string_fields';
import { listed } from './source_problems';

interface Seen {
  patterns: string[];
  question: EventQuestion;
}

type Severity = Problem['severity'];

/**
 * How bad it is that no field tells a concept. Without one of the first four no logon is found or counted;
 * without source or host only what is counted by them is missing.
 */
const NEEDED: Partial<Record<Concept, Severity>> = {
  time: 'error',
  code: 'error',
  provider: 'error',
  account: 'error',
  source: 'warning',
  host: 'warning',
};

/** Concepts that the query compares, so their fields must be searchable; the others are only read. */
const ASKED_BY: readonly Concept[] = ['time', 'code', 'provider', 'account'];

const NAMES: Partial<Record<Concept, () => string>> = {
  time: () => i18n.translate('bruteForceAlerts.fields.timeLabel', { defaultMessage: 'the time' }),
  code: () => i18n.translate('bruteForceAlerts.fields.codeLabel', { defaultMessage: 'the event code' }),
  provider: () =>
    i18n.translate('bruteForceAlerts.fields.providerLabel', { defaultMessage: 'the event provider' }),
  account: () => i18n.translate('bruteForceAlerts.fields.accountLabel', { defaultMessage: 'the account' }),
  source: () =>
    i18n.translate('bruteForceAlerts.fields.sourceLabel', { defaultMessage: 'the source address' }),
  host: () => i18n.translate('bruteForceAlerts.fields.hostLabel', { defaultMessage: 'the host' }),
};
const nameOf = (concept: Concept) => NAMES[concept]?.() ?? concept;

export const NEEDED_CONCEPTS = Object.keys(NEEDED) as Concept[];

/** What keeps logon events from being found or counted in what the patterns match. */
export const fieldProblems = (caps: FieldCaps, seen: Seen): Problem[] =>
  NEEDED_CONCEPTS.flatMap((concept) => problemsOf(concept, caps, seen));

function problemsOf(concept: Concept, caps: FieldCaps, seen: Seen): Problem[] {
  const severity = NEEDED[concept];
  if (severity === undefined) return [];
  const found = fieldsTelling(concept, seen.question, caps);
  const isInText = concept !== 'time' && textsRead(caps, seen).length > 0;
  if (found.length === 0) return isInText ? [] : [missingProblem(concept, severity, seen)];
  if (!ASKED_BY.includes(concept)) return [];
  return found.flatMap((field) => unaskableProblem(concept, field, caps) ?? []);
}

/**
 * The fields in which events as text are found, by their words, and read: what no other field tells stands there. None
 * where the texts of no pattern are read.
 */
export const textsRead = (caps: FieldCaps, { patterns, question }: Seen): FieldFound[] => {
  if (!patterns.some(question.readsTexts)) return [];
  return fieldsFound(question.wholeTexts, caps).filter(({ field }) => hasWords(field, caps));
};

/** The account is asked for only where successes are looked for: failures are counted without. */
function unaskableProblem(concept: Concept, found: FieldFound, caps: FieldCaps): Problem | undefined {
  const severity = concept === 'account' ? 'warning' : 'error';
  const named = (isFault: Parameters<typeof indicesWith>[2]) => indicesWith(found.field, caps, isFault);
  if (!found.searchable)
    return notSearchableProblem(
      concept,
      { ...found, names: named((_type, searchable) => !searchable) },
      severity,
    );
  if (concept === 'time' && !isDate(found))
    return wrongTypeProblem(concept, { ...found, names: named((type) => !isDateType(type)) }, 'error');
  const isNoText = (type: string) => !STRING_TYPES.includes(type);
  if (concept === 'account' && found.types.some(isNoText))
    return wrongTypeProblem(concept, { ...found, names: named(isNoText) }, 'warning');
  return undefined;
}

const fieldOf = (concept: Concept) => `settings.fields.${concept}`;

function missingProblem(concept: Concept, severity: Severity, { patterns, question }: Seen): Problem {
  return {
    code: 'field_missing',
    severity,
    field: fieldOf(concept),
    message: i18n.translate('bruteForceAlerts.fields.missingErrorMessage', {
      defaultMessage:
        'What {patterns} matches has no field that tells {what}. Looked for: {names}{more, plural, =0 {} other { and # more}}.',
      values: {
        patterns: patterns.join(', '),
        what: nameOf(concept),
        ...listed(question.candidates[concept]),
      },
    }),
    remedy: i18n.translate('bruteForceAlerts.fields.missingRemedy', {
      defaultMessage:
        'If your shipper gives it another name, set that field in the settings; docs/shippers.md has the names by shipper. If it is not there at all, change what the shipper sends.',
    }),
  };
}

/** A field with the indices in which it is at fault; none where it is so in all of them. */
type Faulty = FieldFound & { names: string[] };

/** `x, y and 3 more`, or words for all indices. */
const whereText = (names: string[]): string =>
  names.length === 0
    ? i18n.translate('bruteForceAlerts.fields.inTheseIndicesText', { defaultMessage: 'these indices' })
    : i18n.translate('bruteForceAlerts.fields.inIndicesText', {
        defaultMessage: '{names}{more, plural, =0 {} other { and # more}}',
        values: listed(names),
      });

function notSearchableProblem(concept: Concept, { field, names }: Faulty, severity: Severity): Problem {
  return {
    code: 'field_not_searchable',
    severity,
    field: fieldOf(concept),
    message: i18n.translate('bruteForceAlerts.fields.notSearchableErrorMessage', {
      defaultMessage:
        'The field {field}, which tells {what}, cannot be searched in {where}. Events there are not found by it.',
      values: { field, what: nameOf(concept), where: whereText(names) },
    }),
    remedy: i18n.translate('bruteForceAlerts.fields.notSearchableRemedy', {
      defaultMessage:
        'Index {field} in the mapping of the index template, or set another field in the settings. It holds for new indices only.',
      values: { field },
    }),
  };
}

function wrongTypeProblem(concept: Concept, { field, types, names }: Faulty, severity: Severity): Problem {
  const values = { field, types: types.join(', '), where: whereText(names) };
  return {
    code: 'field_wrong_type',
    severity,
    field: fieldOf(concept),
    message:
      concept === 'time'
        ? i18n.translate('bruteForceAlerts.fields.timeTypeErrorMessage', {
            defaultMessage:
              'The field {field} is no date in {where} ({types}). Elasticsearch refuses to sort by it.',
            values,
          })
        : i18n.translate('bruteForceAlerts.fields.accountTypeErrorMessage', {
            defaultMessage:
              'The field {field} is no text in {where} ({types}). Successful logons are found by exact spelling only.',
            values,
          }),
    remedy: i18n.translate('bruteForceAlerts.fields.wrongTypeRemedy', {
      defaultMessage: 'Change the mapping of {field} in the index template, or name narrower index patterns.',
      values: { field },
    }),
  };
}

/** Events that may be failed logons, and say nothing of who wrote them. */
export const withoutProviderProblem = (count: number): Problem => ({
  code: 'provider_not_named',
  severity: 'warning',
  field: fieldOf('provider'),
  message: i18n.translate('bruteForceAlerts.fields.providerNotNamedErrorMessage', {
    defaultMessage:
      '{count, plural, one {# event} other {# events}} of the last week with the number 4625 name neither the program that wrote them nor the log that they are from. Other programs use this number too, so they are not counted.',
    values: { count },
  }),
  remedy: i18n.translate('bruteForceAlerts.fields.providerNotNamedRemedy', {
    defaultMessage:
      'Let the shipper send the name of the provider or of the channel. If it does so in a field that is not looked for, set that field in the settings.',
  }),
});

/** Indices whose failures were found, and of which nobody can tell whose they are or where they come from. */
export const lackingProblem = (pattern: string, indices: string[]): Problem => ({
  code: 'index_without_fields',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.fields.indexWithoutFieldsErrorMessage', {
    defaultMessage:
      'Failed logons in {count, plural, one {the index {first}} other {# indices behind "{pattern}", {first} among them,}} name no account, no address and no machine under any name that is looked for, so they are counted nowhere.',
    values: { pattern, count: indices.length, first: indices[0] ?? '' },
  }),
  remedy: i18n.translate('bruteForceAlerts.fields.indexWithoutFieldsRemedy', {
    defaultMessage:
      'Give these indices a pattern of their own, and set their fields for it; other patterns keep theirs.',
  }),
});
