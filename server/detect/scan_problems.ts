import { i18n } from '@kbn/i18n';
import type { Problem } from '../../common/problems';
import type { Scan } from './scan';

const iso = (at: number) => new Date(at).toISOString();

/** What a slice left out, by name: a gap is never silent. */
export function scanProblems(scan: Scan, readTo: number, watermark: number | null): Problem[] {
  return [...gapProblem(scan), ...unreadProblem(scan, readTo, watermark)];
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

function unreadProblem(scan: Scan, readTo: number, watermark: number | null): Problem[] {
  if (readTo >= scan.to) return [];
  if (watermark !== null && readTo <= watermark) return [stuckProblem(readTo)];
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

/** The part that is read again for late events alone takes longer than a run may. */
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
