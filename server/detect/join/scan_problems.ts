import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { GroupBy } from '../../../common/rules/rules';
import type { Late } from '../events/event_source_port';
import type { Scan } from './scan';

const iso = (at: number) => new Date(at).toISOString();

/** How far a slice was read. Epoch milliseconds. */
interface Reached {
  from: number;
  readTo: number;
  goesOn: boolean;
  /**
   * About how many documents the next tick reads; null unless this tick read only the newest of the busiest
   * groups.
   */
  waiting: number | null;
  late: Late;
}

/** What a slice left out, by name: a gap is never silent. */
export function scanProblems(scan: Scan, reached: Reached, watermark: number | null): Problem[] {
  return [
    ...gapProblem(scan),
    ...unreadProblem(scan, reached, watermark),
    ...(reached.from > scan.from ? [tooManyProblem(reached.from)] : []),
    ...(reached.late.count > 0 ? [lateProblem(reached.late)] : []),
  ];
}

function gapProblem({ gap }: Scan): Problem[] {
  if (!gap) return [];
  return [
    {
      code: 'gap',
      severity: 'warning',
      message: i18n.translate('bruteForceAlerts.scan.gapErrorMessage', {
        defaultMessage:
          'Detection was away for more than 24 hours: events from {from} to {to} were not looked at.',
        values: { from: iso(gap.from), to: iso(gap.to) },
      }),
      remedy: i18n.translate('bruteForceAlerts.scan.gapRemedy', {
        defaultMessage: 'Search that time yourself in Discover: event.code 4625.',
      }),
    },
  ];
}

function unreadProblem(
  scan: Scan,
  { readTo, goesOn, waiting }: Reached,
  watermark: number | null,
): Problem[] {
  if (waiting !== null) return [waitingProblem(waiting)];
  if (readTo >= scan.to) return [];
  if (!goesOn && watermark !== null && readTo <= watermark) return [stuckProblem(readTo)];
  return [
    {
      code: 'scan_unfinished',
      severity: 'warning',
      message: i18n.translate('bruteForceAlerts.scan.unfinishedErrorMessage', {
        defaultMessage:
          'There were more failed logons than one run can read: events after {readTo} are not evaluated yet.',
        values: { readTo: iso(readTo) },
      }),
      remedy: i18n.translate('bruteForceAlerts.scan.unfinishedRemedy', {
        defaultMessage:
          'The next run goes on there. If it lasts, name narrower index patterns or a shorter timespan.',
      }),
    },
  ];
}

const waitingProblem = (documents: number): Problem => ({
  code: 'reading',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.scan.readingErrorMessage', {
    defaultMessage:
      'About {documents, number} failed logons have to be read first. So far only the newest of the busiest accounts, addresses and hosts were looked at.',
    values: { documents },
  }),
  remedy: i18n.translate('bruteForceAlerts.scan.readingRemedy', {
    defaultMessage:
      'Nothing to do: the next runs read and count everything. If it keeps coming back, Kibana restarts too often, or indices are deleted and made anew.',
  }),
});

const KINDS: Record<GroupBy, () => string> = {
  account: () => i18n.translate('bruteForceAlerts.scan.accountsLabel', { defaultMessage: 'accounts' }),
  source: () => i18n.translate('bruteForceAlerts.scan.sourcesLabel', { defaultMessage: 'source addresses' }),
  host: () => i18n.translate('bruteForceAlerts.scan.hostsLabel', { defaultMessage: 'hosts' }),
  workstation: () =>
    i18n.translate('bruteForceAlerts.scan.workstationsLabel', { defaultMessage: 'workstations' }),
};

/**
 * For a tick that looked at the busiest groups only. `kinds`: groupings by which Elasticsearch cannot count
 * in these indices.
 */
export const uncountedProblem = (kinds: GroupBy[]): Problem => ({
  code: 'not_countable',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.scan.uncountedErrorMessage', {
    defaultMessage:
      'Elasticsearch cannot count by {kinds} in these indices, so an attack on them is not told before everything is read.',
    values: { kinds: kinds.map((kind) => KINDS[kind]()).join(', ') },
  }),
  remedy: i18n.translate('bruteForceAlerts.scan.uncountedRemedy', {
    defaultMessage:
      'Nothing is lost: the next runs read and count everything. To be told at once, map these fields as keyword or ip, alike in all indices behind the patterns.',
  }),
});

/** `accounts`: how many were asked about. */
export const successesUnread = (accounts: number): Problem => ({
  code: 'successes_unread',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.scan.successesUnreadErrorMessage', {
    defaultMessage:
      'The successful logons of {accounts, plural, one {# account} other {# accounts}} under attack could not all be read in time: an attack that worked may not be seen.',
    values: { accounts },
  }),
  remedy: i18n.translate('bruteForceAlerts.scan.successesUnreadRemedy', {
    defaultMessage:
      'Failures are counted all the same. If it lasts, name narrower index patterns, and search event.code 4624 of these accounts in Discover.',
  }),
});

/** Elasticsearch refuses this kind of query for good, so narrower patterns would not help. */
export const successesRefusedProblem = (): Problem => ({
  code: 'successes_refused',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.scan.successesRefusedErrorMessage', {
    defaultMessage:
      'Elasticsearch refuses to look for successful logons of the accounts under attack: an attack that worked is not seen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.scan.successesRefusedRemedy', {
    defaultMessage:
      'Failures are counted all the same. Mostly search.allow_expensive_queries is false in Elasticsearch: set it to true. Until then search event.code 4624 of these accounts in Discover.',
  }),
});

function lateProblem({ count, first, last }: Late): Problem {
  return {
    code: 'events_late',
    severity: 'warning',
    message: i18n.translate('bruteForceAlerts.scan.lateErrorMessage', {
      defaultMessage:
        '{count, plural, one {# failed logon} other {# failed logons}} from {first} to {last} arrived more than 10 minutes late and may not be counted in an alert.',
      values: { count, first: iso(first ?? 0), last: iso(last ?? 0) },
    }),
    remedy: i18n.translate('bruteForceAlerts.scan.lateRemedy', {
      defaultMessage:
        'Search that time in Discover: event.code 4625. If it happens often, look at the shipper that is behind, and at the clocks of the machines.',
    }),
  };
}

const tooManyProblem = (from: number): Problem => ({
  code: 'too_many_events',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.scan.tooManyErrorMessage', {
    defaultMessage:
      'There are more failed logons than can be kept in memory: only those since {from} are counted together.',
    values: { from: iso(from) },
  }),
  remedy: i18n.translate('bruteForceAlerts.scan.tooManyRemedy', {
    defaultMessage:
      'Name narrower index patterns or shorter timespans. This many failures are worth a look of their own.',
  }),
});

/**
 * A tick cannot get past `readTo` in its time: what is read again for late events, or what happened in one
 * millisecond, is too much.
 */
function stuckProblem(readTo: number): Problem {
  return {
    code: 'scan_stuck',
    severity: 'error',
    message: i18n.translate('bruteForceAlerts.scan.stuckErrorMessage', {
      defaultMessage:
        'There are too many failed logons for one run to get past them: nothing after {readTo} is evaluated.',
      values: { readTo: iso(readTo) },
    }),
    remedy: i18n.translate('bruteForceAlerts.scan.stuckRemedy', {
      defaultMessage:
        'Name narrower index patterns or a shorter timespan. This many failures are worth a look of their own.',
    }),
  };
}
