import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { ClocksAhead } from '../events/event_source_port';

const MINUTE = 60_000;

/** Hosts whose clocks are ahead, as of one that logs local time as UTC: what they log is counted too late, and not by our fault. */
export function clockProblems(ahead: ClocksAhead | null): Problem[] {
  if (!ahead) return [];
  const host = ahead.host ?? unnamed();
  return [
    {
      code: 'clock_ahead',
      severity: 'warning',
      message: i18n.translate('bruteForceAlerts.scan.clockAheadErrorMessage', {
        defaultMessage:
          '{hosts, plural, one {The clock of {host} is} other {The clocks of # hosts, {host} among them, are}} ahead by up to {minutes, plural, one {# minute} other {# minutes}}: their failed logons are counted, and attacks on them told, only when that time has come.',
        values: { hosts: ahead.hosts, host, minutes: Math.round(ahead.by / MINUTE) },
      }),
      remedy: i18n.translate('bruteForceAlerts.scan.clockAheadRemedy', {
        defaultMessage:
          'Set the clock of that machine right. Whole hours mostly mean that its local time is written as if it were UTC: then correct the time zone of the machine or of its shipper.',
      }),
    },
  ];
}

const unnamed = () =>
  i18n.translate('bruteForceAlerts.scan.unnamedHostLabel', { defaultMessage: 'a host without a name' });
