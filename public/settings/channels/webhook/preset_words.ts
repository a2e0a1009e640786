import { i18n } from '@kbn/i18n';
import type { WebhookPreset } from '../../../../common/channels/webhook';

/** Names of products stay as they are in every language. */
const NAMES: Record<Exclude<WebhookPreset, 'json'>, string> = {
  slack: 'Slack',
  discord: 'Discord',
  teams: 'Microsoft Teams (Workflows)',
  ntfy: 'ntfy',
  gotify: 'Gotify',
  apprise: 'Apprise',
};

/** For whom a message is formed. */
export const presetLabel = (preset: WebhookPreset): string =>
  preset === 'json'
    ? i18n.translate('bruteForceAlerts.webhook.presetJsonLabel', {
        defaultMessage: 'JSON, for a program of your own',
      })
    : NAMES[preset];
