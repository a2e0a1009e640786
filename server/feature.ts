import { i18n } from '@kbn/i18n';
import { API_PRIVILEGE, PLUGIN_ID, SECURITY_CATEGORY, UI_CAPABILITY } from '../common/api/plugin';
import type { FeatureConfig } from '../kibana_contracts/server';
import { SETTINGS_TYPE } from './adapters/storage/settings_object';

/** What an admin sees in the role editor: All configures, works alerts and sends; Read looks. */
export function feature(): FeatureConfig {
  const app = [PLUGIN_ID, 'kibana'];
  return {
    id: PLUGIN_ID,
    name: i18n.translate('bruteForceAlerts.featureName', { defaultMessage: 'Brute force alerts' }),
    category: SECURITY_CATEGORY,
    app,
    privileges: {
      all: {
        app,
        api: [API_PRIVILEGE.read, API_PRIVILEGE.all],
        savedObject: { all: [SETTINGS_TYPE], read: [] },
        ui: [UI_CAPABILITY.show, UI_CAPABILITY.save],
      },
      read: {
        app,
        api: [API_PRIVILEGE.read],
        savedObject: { all: [], read: [SETTINGS_TYPE] },
        ui: [UI_CAPABILITY.show],
      },
    },
  };
}
