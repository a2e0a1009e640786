import { i18n } from '@kbn/i18n';
import type { TLS_MODES } from '../../../../common/channels/email';
import type { EmailOptions } from './email_options';

/** The labels of the fields. */
export const EMAIL_LABELS: Record<keyof EmailOptions | 'password', () => string> = {
  host: () => i18n.translate('bruteForceAlerts.email.hostLabel', { defaultMessage: 'Server' }),
  port: () => i18n.translate('bruteForceAlerts.email.portLabel', { defaultMessage: 'Port' }),
  tls: () => i18n.translate('bruteForceAlerts.email.tlsLabel', { defaultMessage: 'Security' }),
  user: () => i18n.translate('bruteForceAlerts.email.userLabel', { defaultMessage: 'User name' }),
  password: () => i18n.translate('bruteForceAlerts.email.passwordLabel', { defaultMessage: 'Password' }),
  from: () => i18n.translate('bruteForceAlerts.email.fromLabel', { defaultMessage: 'Sender' }),
  recipients: () =>
    i18n.translate('bruteForceAlerts.email.recipientsLabel', { defaultMessage: 'Recipients' }),
};

const TLS_TEXTS: Record<(typeof TLS_MODES)[number], () => string> = {
  starttls: () =>
    i18n.translate('bruteForceAlerts.email.starttlsLabel', { defaultMessage: 'STARTTLS (required)' }),
  tls: () => i18n.translate('bruteForceAlerts.email.tlsModeLabel', { defaultMessage: 'TLS from the start' }),
  none: () =>
    i18n.translate('bruteForceAlerts.email.noTlsLabel', { defaultMessage: 'None: others can read along' }),
};

export const tlsText = (mode: (typeof TLS_MODES)[number]) => TLS_TEXTS[mode]();
