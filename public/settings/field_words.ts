import { i18n } from '@kbn/i18n';
import type { SettingsInput } from '../../common/settings';
import type { FieldName } from './draft';

const LABELS: Record<FieldName, () => string> = {
  indexPatterns: () =>
    i18n.translate('bruteForceAlerts.settings.indexPatternsLabel', { defaultMessage: 'Index patterns' }),
  threshold: () =>
    i18n.translate('bruteForceAlerts.settings.thresholdLabel', { defaultMessage: 'Threshold' }),
  timespan: () => i18n.translate('bruteForceAlerts.settings.timespanLabel', { defaultMessage: 'Timespan' }),
  interval: () =>
    i18n.translate('bruteForceAlerts.settings.intervalLabel', { defaultMessage: 'Check interval' }),
  cooldown: () => i18n.translate('bruteForceAlerts.settings.cooldownLabel', { defaultMessage: 'Cooldown' }),
  keepDomainsApart: () =>
    i18n.translate('bruteForceAlerts.settings.keepDomainsApartLabel', {
      defaultMessage: 'Keep domains apart',
    }),
  botToken: () => i18n.translate('bruteForceAlerts.settings.botTokenLabel', { defaultMessage: 'Bot token' }),
  telegramChatId: () =>
    i18n.translate('bruteForceAlerts.settings.chatIdLabel', { defaultMessage: 'Chat id' }),
};

export const fieldLabel = (field: FieldName) => LABELS[field]();

/** A value as text, to compare two saves. */
export function valueText(value: SettingsInput[keyof SettingsInput]): string {
  if (typeof value === 'boolean') return value ? yes() : no();
  if (Array.isArray(value)) return value.join(', ');
  return value === '' ? empty() : String(value);
}

const yes = () => i18n.translate('bruteForceAlerts.settings.yesLabel', { defaultMessage: 'yes' });
const no = () => i18n.translate('bruteForceAlerts.settings.noLabel', { defaultMessage: 'no' });
const empty = () => i18n.translate('bruteForceAlerts.settings.emptyLabel', { defaultMessage: 'empty' });
