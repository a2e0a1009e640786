import type {
  CoreSetup,
  PluginInitializerContext,
  RequestHandler,
  RouteConfig,
  SetupPlugins,
} from '../../kibana_contracts/server';
import { BruteForceAlertsPlugin } from '../../server/plugin';
import { SILENT } from '../background';

/** A route as the plugin registers it with Kibana. */
export interface RegisteredRoute {
  /** In capitals. */
  method: string;
  path: string;
  /** By tag, as 8.12 reads it, and by `security.authz`, as later versions do. */
  tags: readonly string[];
  authz: readonly string[];
}

/** Everything that the plugin registers at its setup. */
export function registeredRoutes(): RegisteredRoute[] {
  const routes: RegisteredRoute[] = [];
  const keep =
    (method: string) =>
    ({ path, options, security }: RouteConfig, _handler: RequestHandler) => {
      const authz = security?.authz.requiredPrivileges ?? [];
      routes.push({ method, path, tags: options?.tags ?? [], authz });
    };
  const router = { get: keep('GET'), post: keep('POST'), put: keep('PUT'), delete: keep('DELETE') };
  const nothing = () => undefined;
  const core = { http: { createRouter: () => router }, savedObjects: { registerType: nothing } };
  const plugins = {
    encryptedSavedObjects: { canEncrypt: true, registerType: nothing },
    features: { registerKibanaFeature: nothing },
    taskManager: { registerTaskDefinitions: nothing },
  };
  const context = { logger: { get: () => SILENT } };
  // The parts of the contracts that setup touches.
  new BruteForceAlertsPlugin(context as unknown as PluginInitializerContext<never>).setup(
    core as unknown as CoreSetup,
    plugins as unknown as SetupPlugins,
  );
  return routes;
}
