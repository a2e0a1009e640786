import { i18n } from '@kbn/i18n';

export const anyProviderLabel = () =>
  i18n.translate('bruteForceAlerts.source.anyProviderLabel', {
    defaultMessage: 'Event 4625 of any program counts',
  });

export const fromTextLabel = () =>
  i18n.translate('bruteForceAlerts.source.fromTextLabel', {
    defaultMessage: 'Events that stand in one text are read',
  });
