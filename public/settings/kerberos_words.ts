import { i18n } from '@kbn/i18n';
import type { KerberosAndNtlm } from '../../common/settings/kerberos_and_ntlm';

const WORDS: Record<KerberosAndNtlm, () => string> = {
  auto: () => i18n.translate('bruteForceAlerts.settings.automaticLabel', { defaultMessage: 'Automatic' }),
  on: () => i18n.translate('bruteForceAlerts.settings.alwaysLabel', { defaultMessage: 'Always' }),
  off: () => i18n.translate('bruteForceAlerts.settings.neverLabel', { defaultMessage: 'Never' }),
};

export const kerberosAndNtlmWord = (setting: KerberosAndNtlm): string => WORDS[setting]();
