import { API } from '../../common/api/api';
import { API_PRIVILEGE } from '../../common/api/plugin';
import type {
  CoreSetup,
  PluginInitializerContext,
  RouteConfig,
  SetupPlugins,
} from '../../kibana_contracts/server';
import type { Config } from '../../server/config';
import { BruteForceAlertsPlugin } from '../../server/plugin';
import { ROUTES } from './routes';

interface Registered {
  method: string;
  route: RouteConfig;
}

/** What the plugin tells Kibana's router in its setup. */
function registeredRoutes(): Registered[] {
  const registered: Registered[] = [];
  const add = (method: string) => (route: RouteConfig) => void registered.push({ method, route });
  const router = { get: add('GET'), post: add('POST'), put: add('PUT'), delete: add('DELETE') };
  const nothing = () => undefined;
  const core = {
    http: { createRouter: () => router },
    savedObjects: { registerType: nothing },
    getStartServices: () => new Promise(nothing),
  };
  const plugins = {
    encryptedSavedObjects: { canEncrypt: true, registerType: nothing },
    features: { registerKibanaFeature: nothing },
    taskManager: { registerTaskDefinitions: nothing },
  };
  const context = { logger: { get: () => ({}) } } as unknown as PluginInitializerContext<Config>;
  new BruteForceAlertsPlugin(context).setup(core as unknown as CoreSetup, plugins as unknown as SetupPlugins);
  return registered;
}

const REGISTERED = registeredRoutes();
const sorted = (all: string[]) => [...new Set(all)].sort();

describe('every route of the plugin', () => {
  it('stands in the table of privileges', () => {
    const wanted = sorted(REGISTERED.map(({ method, route }) => `${method} ${route.path}`));
    expect(sorted(ROUTES.map(({ method, path }) => `${method} ${path}`))).toEqual(wanted);
    expect(sorted(ROUTES.map(({ path }) => path))).toEqual(sorted(Object.values(API)));
  });

  it.each(REGISTERED.map(({ method, route }) => ({ name: `${method} ${route.path}`, method, route })))(
    '$name names its one privilege in the form of 8.12 and in that of 9.x',
    ({ method, route }) => {
      const needs = ROUTES.find((known) => known.method === method && known.path === route.path)?.needs;
      const privilege = API_PRIVILEGE[route.path === API.detect ? 'read' : (needs ?? 'all')];
      expect(route.options?.tags).toEqual([`access:${privilege}`]);
      expect(route.security).toEqual({ authz: { requiredPrivileges: [privilege] } });
    },
  );
});
