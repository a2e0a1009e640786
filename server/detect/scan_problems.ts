import { i18n } from '@kbn/i18n';
import type { Problem } from '../../common/problems';
import type { Scan } from './scan';

const iso = (at: number) => new Date(at).toISOString();

/** What a slice left out, by name: a gap is never silent. */
export function scanProblems(scan: Scan, readTo: number): Problem[] {
  return [...gapProblem(scan), ...unreadProblem(scan, readTo)];
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

function unreadProblem(scan: Scan, readTo: number): Problem[] {
  if (readTo >= scan.to) return [];
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
