import { i18n } from '@kbn/i18n';
import { BOUNDS } from '../bounds';
import { visible } from '../text/visible_text';

/** Characters that no index name has (Elasticsearch), a comma (two patterns in one) and date math. */
const FORBIDDEN = /[\s,"\\/<>|?#{}]/;
const FORBIDDEN_PREFIXES = ['.alerts', '.internal.alerts', '.kibana', '.siem-signals', '.security'];

/**
 * Why `pattern` is refused, as a sentence with its remedy, or undefined where it may be used.
 * A pattern is one name, wildcards allowed; no list, no exclusion, no date math, no remote cluster, and none that
 * would read Kibana's own indices or alerts (an alert about an alert would never end).
 */
export function indexPatternProblem(pattern: string): string | undefined {
  const values = { pattern: visible(pattern) };
  if (pattern.trim() === '') {
    return i18n.translate('bruteForceAlerts.indexPattern.emptyErrorMessage', {
      defaultMessage: 'An index pattern is empty. Enter a name such as winlogbeat-*.',
    });
  }
  if (pattern.length > BOUNDS.indexPatternLength) {
    return i18n.translate('bruteForceAlerts.indexPattern.tooLongErrorMessage', {
      defaultMessage:
        'An index pattern has more than {max} characters, which no index name can have. Shorten it.',
      values: { max: BOUNDS.indexPatternLength },
    });
  }
  if (pattern.startsWith('<')) {
    return i18n.translate('bruteForceAlerts.indexPattern.dateMathErrorMessage', {
      defaultMessage:
        '"{pattern}" is date math, which is not supported. Use a wildcard instead, for example winlogbeat-*.',
      values,
    });
  }
  if (pattern.startsWith('-')) {
    return i18n.translate('bruteForceAlerts.indexPattern.exclusionErrorMessage', {
      defaultMessage: '"{pattern}" excludes indices, which is not supported. Name only the indices to read.',
      values,
    });
  }
  if (/^\.*[*?][*?.]*$/.test(pattern) || pattern === '_all') {
    return i18n.translate('bruteForceAlerts.indexPattern.everythingErrorMessage', {
      defaultMessage:
        '"{pattern}" would read every index there is. Name the indices with logon events, for example winlogbeat-*.',
      values,
    });
  }
  if (pattern.includes(':')) {
    return i18n.translate('bruteForceAlerts.indexPattern.remoteErrorMessage', {
      defaultMessage:
        '"{pattern}" names a remote cluster, which is not supported. Run the plugin in that cluster\'s own Kibana.',
      values,
    });
  }
  if (FORBIDDEN_PREFIXES.some((prefix) => reaches(pattern, prefix))) {
    return i18n.translate('bruteForceAlerts.indexPattern.ownIndicesErrorMessage', {
      defaultMessage:
        '"{pattern}" reaches indices of Kibana itself or of alerts. Name only indices with logon events, for example winlogbeat-*.',
      values,
    });
  }
  if (hasForbiddenForm(pattern)) {
    return i18n.translate('bruteForceAlerts.indexPattern.charactersErrorMessage', {
      defaultMessage:
        '"{pattern}" is no index name: they are in lower case, without blanks, hidden characters, commas, quotes or {forbidden}, and do not start with _ or +. Enter one pattern a line.',
      values: { ...values, forbidden: '/ \\ < > | ? #' },
    });
  }
  return undefined;
}

const hasForbiddenForm = (pattern: string) =>
  FORBIDDEN.test(pattern) ||
  /^([_+]|\.{1,2}$)/.test(pattern) ||
  pattern !== pattern.toLowerCase() ||
  pattern !== visible(pattern);

/** Whether a pattern can match names that start with `prefix`: up to its first wildcard the two must agree. */
function reaches(pattern: string, prefix: string): boolean {
  if (!pattern.startsWith('.')) return false;
  const literal = pattern.split('*')[0] ?? '';
  return literal.startsWith(prefix) || (pattern.includes('*') && prefix.startsWith(literal));
}
