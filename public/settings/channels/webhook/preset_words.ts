import { i18n } from '@kbn/i18n';
import type { WebhookPreset } from '../../../../common/channels/webhook';

const LABELS: Record<WebhookPreset, () => string> = {
  json: () =>
    i18n.translate('bruteForceAlerts.webhook.jsonLabel', {
      defaultMessage: 'JSON, for a program of your own',
    }),
  slack: () => i18n.translate('bruteForceAlerts.webhook.slackLabel', { defaultMessage: 'Slack' }),
  discord: () => i18n.translate('bruteForceAlerts.webhook.discordLabel', { defaultMessage: 'Discord' }),
  teams: () =>
    i18n.translate('bruteForceAlerts.webhook.teamsLabel', { defaultMessage: 'Microsoft Teams (Workflows)' }),
  ntfy: () => i18n.translate('bruteForceAlerts.webhook.ntfyLabel', { defaultMessage: 'ntfy' }),
  gotify: () => i18n.translate('bruteForceAlerts.webhook.gotifyLabel', { defaultMessage: 'Gotify' }),
  apprise: () => i18n.translate('bruteForceAlerts.webhook.appriseLabel', { defaultMessage: 'Apprise API' }),
};

/** The name of a form of messages. */
export const presetLabel = (preset: WebhookPreset): string => LABELS[preset]();
