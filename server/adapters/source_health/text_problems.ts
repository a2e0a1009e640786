import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { TextFault } from '../../detect/events/event_source_port';
import { howMany, type Found } from './one_example';

/** Why no event is read from a text, as the end of a sentence. */
const FAULTS: Record<TextFault, () => string> = {
  too_long: () =>
    i18n.translate('bruteForceAlerts.source.textTooLongText', {
      defaultMessage: 'it has more than 65,536 characters',
    }),
  cut_off: () =>
    i18n.translate('bruteForceAlerts.source.textCutOffText', { defaultMessage: 'its end is missing' }),
  several: () =>
    i18n.translate('bruteForceAlerts.source.textSeveralText', {
      defaultMessage: 'it holds more than one event, or something beside it',
    }),
  no_values: () =>
    i18n.translate('bruteForceAlerts.source.textNoValuesText', {
      defaultMessage:
        "no account and no address is found in it (only XML, JSON and Windows' description in English are read)",
    }),
};

export const textFaultWords = (fault: TextFault): string => FAULTS[fault]();

interface Place {
  index: string;
  field: string;
}

const asText = (message: string, remedy: string): Problem => ({
  code: 'events_as_text',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message,
  remedy,
});

/**
 * Failed logons that stand in one text, in patterns whose texts are not read. `patterns`: where reading them would help;
 * one click does that. `fault`: why the example would not be read either.
 */
export function notAskedProblem(
  found: Found,
  where: Place,
  { patterns, fault }: { patterns: string[]; fault: TextFault | null },
): Problem {
  const message = i18n.translate('bruteForceAlerts.source.asTextErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon of the last week stands} other {# failed logons{orMore, select, yes { or more} other {}} of the last week stand}} as one text in the field {field}, for example in {index}. {count, plural, one {It is} other {They are}} not counted.',
    values: { ...howMany(found), ...where },
  });
  if (patterns.length > 0) return { ...asText(message, readRemedy(patterns)), patterns };
  return asText(fault === null ? message : `${message} ${notReadableText(fault)}`, notReadableRemedy());
}

/** No pipeline helps: the one of docs/shippers.md takes apart what is read without it, too. */
const notReadableRemedy = () =>
  i18n.translate('bruteForceAlerts.source.asTextRemedy', {
    defaultMessage:
      'Let the shipper send each event as a document of its own, with a field for each value or as XML.',
  });

const readRemedy = (patterns: string[]) =>
  i18n.translate('bruteForceAlerts.source.asTextReadRemedy', {
    defaultMessage:
      'Have events in one text read for {patterns}: under Sources, Check offers it. For very many events an ingest pipeline costs less: docs/shippers.md has one.',
    values: { patterns: patterns.join(', ') },
  });

const notReadableText = (fault: TextFault) =>
  i18n.translate('bruteForceAlerts.source.textNotReadableErrorMessage', {
    defaultMessage: 'The text cannot be read: {why}.',
    values: { why: textFaultWords(fault) },
  });

/** Texts that are read, but for these: `count` of the newest `of`. */
export const notReadProblem = (
  fault: TextFault,
  { count, of, index }: { count: number; of: number; index: string },
): Problem =>
  asText(
    i18n.translate('bruteForceAlerts.source.textNotReadErrorMessage', {
      defaultMessage:
        '{of, plural, one {The only failed logon that stands in one text cannot be read and is not counted, in {index}: {why}.} other {{count} of the newest {of} failed logons that stand in one text cannot be read and {count, plural, one {is} other {are}} not counted, for example in {index}: {why}.}}',
      values: { count, of, index, why: textFaultWords(fault) },
    }),
    notReadableRemedy(),
  );

/** Events in a field that no search finds: nobody can tell how many. */
export const unsearchableProblem = (field: string, index: string): Problem => ({
  code: 'text_not_searchable',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.source.textUnsearchableErrorMessage', {
    defaultMessage:
      'Logon events stand as one text in the field {field} of {index}, which is mapped so that no words are found in it. They are not counted, also where texts are read.',
    values: { field, index },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.textUnsearchableRemedy', {
    defaultMessage:
      'Map {field} as text in the index template, for new indices, or let an ingest pipeline take the text apart: docs/shippers.md has one.',
    values: { field },
  }),
});
