import { i18n } from '@kbn/i18n';
import type { KerberosAndNtlm, LogonsSeen } from '../../../common/settings/kerberos_and_ntlm';
import type { Problem } from '../../../common/status/problems';

/** How many names a sentence bears. */
const NAMED = 5;

export const listed = (names: readonly string[]) => ({
  names: names.slice(0, NAMED).join(', '),
  more: Math.max(0, names.length - NAMED),
});

export type PatternFault = 'pattern_matches_nothing' | 'pattern_without_account' | 'pattern_by_alias_only';

const MESSAGES: Record<PatternFault, (pattern: string) => string> = {
  pattern_matches_nothing: (pattern) =>
    i18n.translate('bruteForceAlerts.source.matchesNothingErrorMessage', {
      defaultMessage: 'Nothing that may be read matches "{pattern}".',
      values: { pattern },
    }),
  pattern_without_account: (pattern) =>
    i18n.translate('bruteForceAlerts.source.withoutAccountErrorMessage', {
      defaultMessage:
        'What "{pattern}" matches has no field that names the account, under any name that is looked for.',
      values: { pattern },
    }),
  pattern_by_alias_only: (pattern) =>
    i18n.translate('bruteForceAlerts.source.aliasOnlyErrorMessage', {
      defaultMessage:
        '"{pattern}" reaches indices by the name of an alias alone. Elasticsearch does not let those be read page by page.',
      values: { pattern },
    }),
};

const REMEDIES: Record<PatternFault, () => string> = {
  pattern_matches_nothing: () =>
    i18n.translate('bruteForceAlerts.source.matchesNothingRemedy', {
      defaultMessage:
        'Check the spelling, that your shipper has sent events, and that your role may read them.',
    }),
  pattern_without_account: () =>
    i18n.translate('bruteForceAlerts.source.withoutAccountRemedy', {
      defaultMessage: 'Name indices with Windows security events, or set the field that holds the account.',
    }),
  pattern_by_alias_only: () =>
    i18n.translate('bruteForceAlerts.source.aliasOnlyRemedy', {
      defaultMessage: 'Name the indices behind the alias too, as one more pattern with a wildcard.',
    }),
};

/** What is wrong with a pattern, at the field of the patterns. */
export function patternProblem(code: PatternFault, pattern: string): Problem {
  return {
    code,
    severity: 'error',
    field: 'settings.indexPatterns',
    message: MESSAGES[code](pattern),
    remedy: REMEDIES[code](),
  };
}

/**
 * The field of the time is missing, or is no date in one of the indices: a run would fail there. `names`: the indices in
 * which it is something else, where others have it right.
 */
export const withoutTimeProblem = (pattern: string, field: string, names: string[]): Problem => ({
  code: 'pattern_without_time',
  severity: 'error',
  field: 'settings.indexPatterns',
  message:
    names.length > 0
      ? i18n.translate('bruteForceAlerts.source.partlyWithoutTimeErrorMessage', {
          defaultMessage:
            'In {names}{more, plural, =0 {} other { and # more}} (of "{pattern}") "{field}" is no date, so nothing of "{pattern}" can be counted over time.',
          values: { ...listed(names), pattern, field },
        })
      : i18n.translate('bruteForceAlerts.source.withoutTimeErrorMessage', {
          defaultMessage:
            'In what "{pattern}" matches "{field}" is no date, so nothing can be counted over time.',
          values: { pattern, field },
        }),
  remedy: i18n.translate('bruteForceAlerts.source.withoutTimeRemedy', {
    defaultMessage:
      'Name only indices that a shipper such as Winlogbeat or Elastic Agent writes, or set the field that holds the time.',
  }),
});

/**
 * The right to read a pattern is missing, for all of it or for a part. `readable`: the indices that may be read. `seen`: those
 * that may be seen and not read; of others nobody is told the names.
 */
export function unreadableProblem(
  pattern: string,
  { readable, seen }: { readable: string[]; seen: string[] },
): Problem {
  const remedy = i18n.translate('bruteForceAlerts.source.unreadableRemedy', {
    defaultMessage:
      'Name a narrower pattern, or ask an admin for a role with read and view_index_metadata on "{pattern}".',
    values: { pattern },
  });
  const message = unreadableText(pattern, readable, seen);
  return { code: 'pattern_unreadable', severity: 'error', field: 'settings.indexPatterns', message, remedy };
}

function unreadableText(pattern: string, readable: string[], seen: string[]): string {
  if (seen.length > 0)
    return i18n.translate('bruteForceAlerts.source.seenNotReadErrorMessage', {
      defaultMessage:
        'The right to read {names}{more, plural, =0 {} other { and # more}} (of "{pattern}") is missing. What lies there would not be seen.',
      values: { ...listed(seen), pattern },
    });
  if (readable.length === 0)
    return i18n.translate('bruteForceAlerts.source.unreadableErrorMessage', {
      defaultMessage: 'The right to read "{pattern}" is missing.',
      values: { pattern },
    });
  return i18n.translate('bruteForceAlerts.source.partlyReadableErrorMessage', {
    defaultMessage:
      'Only part of "{pattern}" may be read: {names}{more, plural, =0 {} other { and # more}}. What lies in the rest would not be seen; Elasticsearch names the rest to nobody who has no right on it.',
    values: { ...listed(readable), pattern },
  });
}

/** Indices that are closed: what is in them is not read, and no search says so. */
export const closedProblem = (pattern: string, names: string[]): Problem => ({
  code: 'index_closed',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.source.closedErrorMessage', {
    defaultMessage:
      'Closed, so their events are not read: {names}{more, plural, =0 {} other { and # more}} (of "{pattern}").',
    values: { ...listed(names), pattern },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.closedRemedy', {
    defaultMessage:
      'Open them again if events still go there. If not, leave them, or name patterns without them; a status that names them forgets them when the settings are saved.',
  }),
});

/** Indices that were readable and for which the right is gone. */
export const rightLostProblem = (pattern: string, names: string[]): Problem => ({
  code: 'index_right_lost',
  severity: 'error',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.source.rightLostErrorMessage', {
    defaultMessage:
      'The right to read {names}{more, plural, =0 {} other { and # more}} (of "{pattern}") was lost. An attack there would not be seen.',
    values: { ...listed(names), pattern },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.rightLostRemedy', {
    defaultMessage:
      'Renew the key as a person who may read "{pattern}". If it is to be read no longer, change the index patterns.',
    values: { pattern },
  }),
});

/** Whether a pattern can be read was not answered in time. Events are read all the same. */
export const uncheckedProblem = (pattern: string): Problem => ({
  code: 'pattern_unchecked',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.source.uncheckedErrorMessage', {
    defaultMessage: 'Elasticsearch did not say in time what "{pattern}" reaches. Detection goes on.',
    values: { pattern },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.uncheckedRemedy', {
    defaultMessage:
      'Nothing to do for a moment: it is asked again within five minutes. If it lasts, look at the load of the cluster, or name fewer patterns.',
  }),
});

/** Only domain controllers send failed logons, as Kerberos and NTLM failures, and these are switched off. */
export const kerberosProblems = (setting: KerberosAndNtlm | undefined, seen: LogonsSeen | null): Problem[] =>
  setting === 'off' && seen !== null && seen.kerberosAndNtlm && !seen.beside ? [kerberosProblem()] : [];

const kerberosProblem = (): Problem => ({
  code: 'kerberos_not_counted',
  severity: 'warning',
  field: 'settings.kerberosAndNtlm',
  message: i18n.translate('bruteForceAlerts.source.kerberosNotCountedErrorMessage', {
    defaultMessage:
      'Only domain controllers send failed logons here, as Kerberos and NTLM failures (4771, 4776), and these are not counted: no attack would be seen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.source.kerberosNotCountedRemedy', {
    defaultMessage: 'Set "Count Kerberos and NTLM failures" to automatic in the settings, under Sources.',
  }),
});
