import { i18n } from '@kbn/i18n';
import type { Alert, AlertRule } from './alerts';
import { durationMs, formatSpan } from '../time';
import type { Evidence } from './evidence';
import { differentIn, isCut } from './evidence_lists';
import { fitted } from '../text/fitted_text';
import type { GroupBy } from '../rules/rules';

/** What a sentence is made of. */
export type Told = Pick<Alert, 'rule' | 'group' | 'evidence'>;
/** The most code points of a name: longer ones are cut, or they would be all of the sentence. */
const NAME_MAX = 256;
const shown = (name: string) => fitted(name, NAME_MAX);

/**
 * Why an alert fired, in one sentence: what was counted, on whom, from where, how fast, and the limit. Plain text, with
 * names as events wrote them.
 */
export function sentenceOf(alert: Told): string {
  return i18n.translate('bruteForceAlerts.sentence.alertText', {
    defaultMessage: '{what}; {limit}',
    values: { what: whatOf(alert), limit: limitOf(alert) },
  });
}

/** What was counted, on whom and how fast: `23 failed logons of svc_sql from 10.0.4.7 in 4 min 12 s`. */
export function whatOf(alert: Told): string {
  const { rule, evidence } = alert;
  if (rule.kind === 'temporal_ordered') return successOf(alert);
  if (rule.of !== 'account') return placed(attemptsOn(alert), alert);
  return i18n.translate('bruteForceAlerts.sentence.sprayText', {
    defaultMessage: '{accounts} ({failures})',
    values: { accounts: placed(accountsOn(alert), alert), failures: failuresText(evidence.count) },
  });
}

/**
 * The same without the name of the group, for a place that shows it already: `23 failed logons from 10.0.4.7 in 4 min 12
 * s`, `12 accounts tried in 2 min (32 failed logons)`.
 */
export function briefOf(alert: Told): string {
  const { rule, evidence } = alert;
  const failures = failuresText(evidence.count);
  if (rule.kind === 'temporal_ordered') {
    const { host, source } = placeOfSuccess(alert);
    return i18n.translate('bruteForceAlerts.sentence.briefSuccessText', {
      defaultMessage:
        'Logged on{onHost, select, yes { to {host}} other {}}{fromSource, select, yes { from {source}} other {}}, with {failures} in all',
      values: {
        onHost: host === null ? 'no' : 'yes',
        host: host ?? '',
        fromSource: source === null ? 'no' : 'yes',
        source: source ?? '',
        failures,
      },
    });
  }
  if (rule.of !== 'account') return placed(failures, alert);
  return i18n.translate('bruteForceAlerts.sentence.briefSprayText', {
    defaultMessage: '{accounts} ({failures})',
    values: { accounts: placed(accountsTried(evidence), alert), failures },
  });
}

/** `the limit is 5 in 5 min`, `the limit is 5 accounts in 10 min` */
export function limitOf({
  rule,
}: {
  rule: Pick<AlertRule, 'kind' | 'of' | 'threshold' | 'timespan'>;
}): string {
  const values = { threshold: rule.threshold, timespan: formatSpan(durationMs(rule.timespan)) };
  if (rule.kind === 'temporal_ordered') {
    return i18n.translate('bruteForceAlerts.sentence.successLimitText', {
      defaultMessage: 'the limit is {threshold, number} in the {timespan} before the logon',
      values,
    });
  }
  if (rule.of === 'account') {
    return i18n.translate('bruteForceAlerts.sentence.accountLimitText', {
      defaultMessage: 'the limit is {threshold, plural, one {# account} other {# accounts}} in {timespan}',
      values,
    });
  }
  if (rule.of === 'source') {
    return i18n.translate('bruteForceAlerts.sentence.sourceLimitText', {
      defaultMessage: 'the limit is {threshold, plural, one {# address} other {# addresses}} in {timespan}',
      values,
    });
  }
  return i18n.translate('bruteForceAlerts.sentence.limitText', {
    defaultMessage: 'the limit is {threshold, number} in {timespan}',
    values,
  });
}

const failuresText = (count: number) =>
  i18n.translate('bruteForceAlerts.sentence.failuresText', {
    defaultMessage: '{count, plural, one {# failed logon} other {# failed logons}}',
    values: { count },
  });

interface Named {
  what: string;
  name: string;
}

const ATTEMPTS: Record<GroupBy, (values: Named) => string> = {
  account: ({ what, name }) =>
    i18n.translate('bruteForceAlerts.sentence.ofAccountText', {
      defaultMessage: '{what} of {name}',
      values: { what, name },
    }),
  source: ({ what, name }) =>
    i18n.translate('bruteForceAlerts.sentence.fromSourceText', {
      defaultMessage: '{what} from {name}',
      values: { what, name },
    }),
  host: ({ what, name }) =>
    i18n.translate('bruteForceAlerts.sentence.onHostText', {
      defaultMessage: '{what} on {name}',
      values: { what, name },
    }),
  workstation: ({ what, name }) =>
    i18n.translate('bruteForceAlerts.sentence.byWorkstationText', {
      defaultMessage: '{what} by workstation {name}',
      values: { what, name },
    }),
};

/** `23 failed logons of svc_sql` */
const attemptsOn = ({ group, evidence }: Told) =>
  ATTEMPTS[group.kind]({ what: failuresText(evidence.count), name: shown(group.value) });

/** `12 accounts tried from 10.0.4.7` */
const accountsOn = ({ group, evidence }: Told) =>
  ATTEMPTS[group.kind]({ what: accountsTried(evidence), name: shown(group.value) });

function accountsTried(evidence: Evidence): string {
  const count = differentIn(evidence, 'accounts');
  return isCut(evidence, 'accounts')
    ? i18n.translate('bruteForceAlerts.sentence.atLeastAccountsText', {
        defaultMessage: 'at least {count, plural, one {# account} other {# accounts}} tried',
        values: { count },
      })
    : i18n.translate('bruteForceAlerts.sentence.accountsText', {
        defaultMessage: '{count, plural, one {# account} other {# accounts}} tried',
        values: { count },
      });
}

/**
 * Adds to `what` where the attack came from and how fast it was. A group that is a source address already names where
 * from.
 */
function placed(what: string, { rule, group, evidence }: Told): string {
  const span = formatSpan(evidence.last - evidence.first);
  if (group.kind === 'source') {
    return i18n.translate('bruteForceAlerts.sentence.inText', {
      defaultMessage: '{what} in {span}',
      values: { what, span },
    });
  }
  if (evidence.sources.length === 0) {
    return i18n.translate('bruteForceAlerts.sentence.withoutAddressText', {
      defaultMessage: '{what} without an address in {span}',
      values: { what, span },
    });
  }
  const from = rule.of === 'source' ? addressesText(evidence) : fromText(evidence);
  return withFrom({ what, from, span }, evidence);
}

function withFrom(values: { what: string; from: string; span: string }, evidence: Evidence): string {
  const { what, from, span } = values;
  return everyOneHasAnAddress(evidence)
    ? i18n.translate('bruteForceAlerts.sentence.fromInText', {
        defaultMessage: '{what} from {from} in {span}',
        values: { what, from, span },
      })
    : i18n.translate('bruteForceAlerts.sentence.someFromInText', {
        defaultMessage: '{what}, some from {from}, in {span}',
        values: { what, from, span },
      });
}

/**
 * Whether every failure names a source address. Where the list of addresses was cut nobody can tell; then this is
 * true, so that the sentence does not claim that some lack one.
 */
const everyOneHasAnAddress = (evidence: Evidence) =>
  isCut(evidence, 'sources') || evidence.sources.reduce((sum, { count }) => sum + count, 0) >= evidence.count;

/** The address where there is one, else how many. */
function fromText(evidence: Evidence): string {
  const [only, ...others] = evidence.sources;
  return only && others.length === 0 ? shown(only.value) : addressesText(evidence);
}

function addressesText(evidence: Evidence): string {
  const count = differentIn(evidence, 'sources');
  return isCut(evidence, 'sources')
    ? i18n.translate('bruteForceAlerts.sentence.atLeastAddressesText', {
        defaultMessage: 'at least {count, plural, one {# address} other {# addresses}}',
        values: { count },
      })
    : i18n.translate('bruteForceAlerts.sentence.addressesText', {
        defaultMessage: '{count, plural, one {# address} other {# addresses}}',
        values: { count },
      });
}

/**
 * The sentence about the first logon that worked: `svc_sql logged on to DC01 from 10.0.4.7, with 23 failed logons in
 * all`. It says "with" and not "after", because failures that follow the logon are counted too.
 */
function successOf({ group, evidence }: Told): string {
  const account = shown(group.value);
  const failures = failuresText(evidence.count);
  const { source, host } = placeOfSuccess({ evidence });
  if (source && host) {
    return i18n.translate('bruteForceAlerts.sentence.successFromToText', {
      defaultMessage: '{account} logged on to {host} from {source}, with {failures} in all',
      values: { account, host, source, failures },
    });
  }
  if (source) {
    return i18n.translate('bruteForceAlerts.sentence.successFromText', {
      defaultMessage: '{account} logged on from {source}, with {failures} in all',
      values: { account, source, failures },
    });
  }
  if (host) {
    return i18n.translate('bruteForceAlerts.sentence.successToText', {
      defaultMessage: '{account} logged on to {host}, with {failures} in all',
      values: { account, host, failures },
    });
  }
  return i18n.translate('bruteForceAlerts.sentence.successText', {
    defaultMessage: '{account} logged on, with {failures} in all',
    values: { account, failures },
  });
}

/** From where and on which host the first logon worked, as far as it is known. */
function placeOfSuccess({ evidence: { successes } }: Pick<Told, 'evidence'>) {
  const [first] = successes;
  const named = (name: string | null | undefined) => (name ? shown(name) : null);
  return { source: named(first?.source), host: named(first?.host) };
}
