import { i18n } from '@kbn/i18n';
import type { StatusResponse } from '../../common/status/status';

/** Why Kerberos and NTLM failures count, where that was found and not set. Undefined elsewhere. */
export function kerberosText({ kerberosAndNtlm: { setting, seen } }: StatusResponse): string | undefined {
  if (setting !== 'auto' || !seen?.kerberosAndNtlm) return undefined;
  return seen.beside
    ? i18n.translate('bruteForceAlerts.status.kerberosBesideLabel', {
        defaultMessage: 'Kerberos and NTLM failures do not count: other machines send failed logons',
      })
    : i18n.translate('bruteForceAlerts.status.kerberosAloneLabel', {
        defaultMessage: 'Kerberos and NTLM failures count: only domain controllers send failed logons',
      });
}
