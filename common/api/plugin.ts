/** Names by which Kibana, Elasticsearch and people know the plugin. */
export const PLUGIN_ID = 'bruteForceAlerts';
export const PLUGIN_TITLE = 'Brute force alerts';

/** Privileges of the feature: `api` names that routes ask for, `ui` names that the browser looks at. */
export const API_PRIVILEGE = { read: 'bruteForceAlerts_read', all: 'bruteForceAlerts_all' } as const;
export const UI_CAPABILITY = { show: 'show', save: 'save' } as const;

/** "Security" in the side navigation. A literal works from 8.12 to 9.x without an import from Kibana. */
export const SECURITY_CATEGORY = {
  id: 'securitySolution',
  label: 'Security',
  order: 4000,
  euiIconType: 'logoSecurity',
};
