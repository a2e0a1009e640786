import { randomUUID } from 'node:crypto';
import type {
  CoreSetup,
  CoreStart,
  EncryptedSavedObjectsStart,
  KibanaRequest,
  PluginInitializerContext,
  RequestHandlerContext,
  Router,
  SavedObjectsClient,
  SecurityPlugin,
  SecuritySetup,
  SetupPlugins,
  SpacesPlugin,
  StartPlugins,
} from '../kibana_contracts/server';
import { callerOf } from './http/requests';
import { resolveCapabilities } from './plugins/capabilities';
import { EncryptionError } from './saved_objects/encryption';
import { notFound } from './saved_objects/errors';
import { createScopedClient } from './saved_objects/scoped_client';
import { createSecurity, noSecurity } from './security/api_keys';
import { repositoryOf, type Services } from './services';

const SPACE_TYPE = 'space';

type AsScoped = CoreStart['elasticsearch']['client']['asScoped'];

const asScoped =
  ({ clients }: Services): AsScoped =>
  (request) => ({
    asInternalUser: clients.internal,
    asCurrentUser: clients.forHeader(callerOf(request).authorization),
  });

/** What the plugin's initializer is called with. */
export function initializerContext(
  services: Services,
  pluginId: string,
  config: unknown,
): PluginInitializerContext<unknown> {
  return {
    logger: services.logger.get('plugins', pluginId),
    config: { get: () => config },
    env: { packageInfo: { version: services.options.kibanaVersion }, instanceUuid: randomUUID() },
    node: { roles: { backgroundTasks: true, ui: true } },
  };
}

/** `context` of a route's handler. */
export function handlerContext(services: Services, request: KibanaRequest): RequestHandlerContext {
  const getClient = (options?: { includedHiddenTypes: string[] }) => {
    const repository = repositoryOf(services, options?.includedHiddenTypes);
    return createScopedClient(repository, callerOf(request), services.authorization);
  };
  const client = asScoped(services)(request);
  return { core: Promise.resolve({ elasticsearch: { client }, savedObjects: { getClient } }) };
}

/** `core` in setup. */
export function coreSetup(
  { types }: Services,
  router: Router,
  started: Promise<[CoreStart, StartPlugins, unknown]>,
): CoreSetup {
  return {
    http: { createRouter: () => router },
    savedObjects: { registerType: (type) => types.register(type) },
    getStartServices: () => started,
  };
}

/** `core` in start. 8.12 has no `core.security`. */
export function coreStart(services: Services): CoreStart {
  const { clients, features, authorization, options } = services;
  return {
    elasticsearch: { client: { asInternalUser: clients.internal, asScoped: asScoped(services) } },
    savedObjects: {
      createInternalRepository: (hidden) => withSpaces(repositoryOf(services, hidden), services, hidden),
    },
    capabilities: {
      resolveCapabilities: (request) => resolveCapabilities(callerOf(request), features.list, authorization),
    },
    http: { basePath: { publicBaseUrl: options.publicBaseUrl, serverBasePath: options.basePath } },
  };
}

/**
 * Adds `get` of a space to a repository that names this hidden type. In Kibana a space is a saved object; here spaces
 * are stored apart, but read in the same way.
 */
function withSpaces(
  repository: SavedObjectsClient,
  { spaces }: Services,
  hidden: string[] = [],
): SavedObjectsClient {
  if (!hidden.includes(SPACE_TYPE)) return repository;
  const get = async <A>(type: string, id: string, options?: { namespace?: string }) => {
    if (type !== SPACE_TYPE) return repository.get<A>(type, id, options);
    if (!(await spaces.exists(id))) throw notFound(type, id);
    return { id, type, attributes: {} as A };
  };
  return {
    get,
    create: (...given) => repository.create(...given),
    update: (...given) => repository.update(...given),
    delete: (...given) => repository.delete(...given),
    find: (options) => repository.find(options),
  };
}

/** The plugins in setup. As in Kibana, the licence of security is here and not in its start contract. */
export function pluginsSetup(
  services: Services,
): SetupPlugins & { security: SecurityPlugin & SecuritySetup; spaces: SpacesPlugin } {
  const { encryption, features, taskManager, options } = services;
  const { security, spaces } = bothTimes(services);
  return {
    security: { ...security, license: { isEnabled: () => options.security } },
    spaces,
    features: { registerKibanaFeature: (feature) => features.register(feature) },
    taskManager: taskManager.setup,
    encryptedSavedObjects: {
      canEncrypt: encryption.canEncrypt,
      registerType: (registration) => encryption.register(registration),
    },
  };
}

/** The plugins in start. */
export function pluginsStart(services: Services): StartPlugins {
  return {
    ...bothTimes(services),
    taskManager: services.taskManager.contract,
    encryptedSavedObjects: encryptedSavedObjects(services),
  };
}

const bothTimes = ({ options, clients }: Services): { security: SecurityPlugin; spaces: SpacesPlugin } => ({
  security: options.security ? createSecurity(clients.internal) : noSecurity,
  spaces: { spacesService: { getSpaceId: (request) => callerOf(request).spaceId } },
});

const encryptedSavedObjects = (services: Services): EncryptedSavedObjectsStart => ({
  isEncryptionError: (error) => error instanceof EncryptionError,
  getClient: (options) => {
    const repository = repositoryOf(services, options?.includedHiddenTypes);
    return { getDecryptedAsInternalUser: (type, id, where) => repository.getDecrypted(type, id, where) };
  },
});
