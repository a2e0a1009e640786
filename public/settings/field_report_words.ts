import { i18n } from '@kbn/i18n';
import type { ConceptReport, FieldReport } from '../../common/settings/field_report';
import { fitted } from '../../common/text/fitted_text';
import { formatNumber } from '../shared/format';

/** The most characters of a value that the table shows. */
const SAMPLE_MAX = 60;

/** Whether an index has any of the fields. Where none has, a table would say so once for each of them. */
export const hasFields = ({ concepts }: Pick<FieldReport, 'concepts'>): boolean =>
  concepts.some(({ found }) => found.length > 0);

/** Whether there is anything to say of single patterns: the same of each of them was said once. */
export const hasPatterns = ({ patterns }: Pick<FieldReport, 'patterns'>): boolean =>
  patterns.some(
    ({ events, withoutProvider, asText, proposals }) =>
      events > 0 || withoutProvider > 0 || asText > 0 || proposals.length > 0,
  );

/** How many failures were looked at, or why there were none. */
export function lookedAt({ events, concepts }: FieldReport): string {
  if (events > 0)
    return i18n.translate('bruteForceAlerts.fieldReport.lookedAtDescription', {
      defaultMessage:
        'Looked at the newest {events, plural, one {failed logon} other {# failed logons}}, lockouts among them. The first field that has a value is read.',
      values: { events },
    });
  return hasFields({ concepts })
    ? i18n.translate('bruteForceAlerts.fieldReport.noEventsDescription', {
        defaultMessage:
          'No failed logon is there yet, so nobody can say how many have a value. Mistype a password on a watched computer, then look again.',
      })
    : i18n.translate('bruteForceAlerts.fieldReport.nothingDescription', {
        defaultMessage:
          'None of these fields is in an index that you may read. The button Check above says what each pattern finds.',
      });
}

/** The field that is read first, and the fields that are read where it has no value. */
export function fieldsRead({ found }: ConceptReport): string {
  const [first, ...others] = found.map(({ field }) => field);
  if (first === undefined)
    return i18n.translate('bruteForceAlerts.fieldReport.notFoundLabel', { defaultMessage: 'Not found' });
  if (others.length === 0) return first;
  return i18n.translate('bruteForceAlerts.fieldReport.fieldsReadLabel', {
    defaultMessage: '{first}, else {others}',
    values: { first, others: others.join(', ') },
  });
}

/** The types of the field that is read first. */
export const typeOf = ({ found }: ConceptReport): string => found[0]?.types.join(', ') ?? NONE;

/** The share of failures with a value in whole per cent. 0 and 100 appear only where they are exact. */
export function coverageOf({ coverage }: ConceptReport): string {
  if (coverage === null) return NONE;
  const rounded = Math.round(coverage * 100);
  const isMixed = coverage > 0 && coverage < 1;
  return i18n.translate('bruteForceAlerts.fieldReport.percentLabel', {
    defaultMessage: '{percent}%',
    values: { percent: formatNumber(isMixed ? Math.min(99, Math.max(1, rounded)) : rounded) },
  });
}

/** The newest value. Whoever failed to log on wrote it, so it is made one line without hidden characters. */
export const sampleOf = ({ sample }: ConceptReport): string =>
  sample === null ? NONE : fitted(sample, SAMPLE_MAX);

const NONE = '–';
