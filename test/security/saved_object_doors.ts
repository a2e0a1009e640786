import { SETTINGS_ID, SETTINGS_TYPE } from '../../server/adapters/storage/settings_object';

interface Door {
  method: string;
  path: string;
  body?: unknown;
}

const object = { type: SETTINGS_TYPE, id: SETTINGS_ID };
const one = `${SETTINGS_TYPE}/${SETTINGS_ID}`;

/** Kibana's own APIs through which a saved object could be had or changed. The sandbox has none of them. */
export const SAVED_OBJECT_DOORS: Door[] = [
  { method: 'POST', path: '/api/saved_objects/_export', body: { type: [SETTINGS_TYPE] } },
  {
    method: 'POST',
    path: '/api/saved_objects/_export',
    body: { objects: [object], includeReferencesDeep: true },
  },
  { method: 'GET', path: `/api/saved_objects/_find?type=${SETTINGS_TYPE}` },
  { method: 'GET', path: `/api/saved_objects/${one}` },
  { method: 'GET', path: `/api/saved_objects/resolve/${one}` },
  { method: 'POST', path: '/api/saved_objects/_bulk_get', body: [object] },
  { method: 'POST', path: '/api/saved_objects/_bulk_resolve', body: [object] },
  { method: 'PUT', path: `/api/saved_objects/${one}`, body: { attributes: { detectionOn: false } } },
  {
    method: 'POST',
    path: `/api/saved_objects/${one}?overwrite=true`,
    body: { attributes: { detectionOn: false } },
  },
  { method: 'DELETE', path: `/api/saved_objects/${one}?force=true` },
  { method: 'GET', path: `/api/kibana/management/saved_objects/_find?type=${SETTINGS_TYPE}` },
  { method: 'POST', path: '/api/kibana/management/saved_objects/_bulk_get', body: [object] },
  { method: 'POST', path: '/api/kibana/management/saved_objects/_bulk_delete', body: [object] },
  {
    method: 'POST',
    path: '/api/spaces/_copy_saved_objects',
    body: { spaces: ['default'], objects: [object] },
  },
];

/** Kibana's own APIs that tell of plugins, callers and tasks. */
export const TELLING_DOORS: Door[] = [
  { method: 'GET', path: '/api/status' },
  { method: 'GET', path: '/api/features' },
  { method: 'GET', path: '/api/spaces/space' },
  { method: 'GET', path: '/api/task_manager/_health' },
  { method: 'GET', path: '/api/stats?extended=true' },
  { method: 'POST', path: '/api/core/capabilities', body: { applications: ['bruteForceAlerts'] } },
];
