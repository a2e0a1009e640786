/**
 * The server contracts of Kibana that we use, and no more of them. Types only. Checked against Kibana 8.12.2;
 * what later versions add or drop is said at the member.
 */
import type { Client } from '@elastic/elasticsearch';

export type ElasticsearchClient = Client;

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  get(...context: string[]): Logger;
}

export interface PluginInitializerContext<Config> {
  logger: { get(...context: string[]): Logger };
  config: { get(): Config };
  env: { packageInfo: { version: string }; instanceUuid?: string };
  node: { roles: { backgroundTasks: boolean; ui: boolean } };
}

/** A real request of a person. */
export interface KibanaRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly auth: { isAuthenticated: boolean };
  readonly events: { aborted$: unknown };
}

/** Enough of a request for `asScoped`: 8.12 to 9.x take a plain object with headers. */
export interface FakeRequest {
  headers: Record<string, string>;
}

export interface ResponseOptions {
  body?: unknown;
  headers?: Record<string, string>;
}
export interface ErrorOptions {
  body: { message: string; attributes?: Record<string, unknown> } | string;
  headers?: Record<string, string>;
}
export interface KibanaResponse {
  readonly status: number;
}
export interface KibanaResponseFactory {
  ok(options?: ResponseOptions): KibanaResponse;
  badRequest(options: ErrorOptions): KibanaResponse;
  forbidden(options: ErrorOptions): KibanaResponse;
  notFound(options: ErrorOptions): KibanaResponse;
  conflict(options: ErrorOptions): KibanaResponse;
  customError(options: ErrorOptions & { statusCode: number }): KibanaResponse;
}

export interface ScopedClusterClient {
  readonly asInternalUser: ElasticsearchClient;
  readonly asCurrentUser: ElasticsearchClient;
}

export interface RequestHandlerContext {
  core: Promise<{
    elasticsearch: { client: ScopedClusterClient };
    savedObjects: { getClient(options?: { includedHiddenTypes: string[] }): SavedObjectsClient };
  }>;
}

/** Validation by function: the one form that 8.12 and 9.x share without a schema package of Kibana. */
export type RouteValidationFunction<T> = (
  data: unknown,
  resolver: { ok(value: T): { value: T }; badRequest(error: Error | string): { error: unknown } },
) => { value: T } | { error: unknown };

export interface RouteConfig {
  path: string;
  validate:
    | false
    | {
        params?: RouteValidationFunction<unknown>;
        query?: RouteValidationFunction<unknown>;
        body?: RouteValidationFunction<unknown>;
      };
  /** 8.16 and newer; mandatory from 9.1; ignored by 8.12. */
  security?: { authz: { requiredPrivileges: string[] } };
  options?: {
    access?: 'public' | 'internal';
    /** `access:<privilege>` is what 8.12 to 8.15 check. */
    tags?: string[];
    body?: { maxBytes?: number };
  };
}

export type RequestHandler = (
  context: RequestHandlerContext,
  request: KibanaRequest,
  response: KibanaResponseFactory,
) => Promise<KibanaResponse>;

export interface Router {
  get(route: RouteConfig, handler: RequestHandler): void;
  post(route: RouteConfig, handler: RequestHandler): void;
  put(route: RouteConfig, handler: RequestHandler): void;
  delete(route: RouteConfig, handler: RequestHandler): void;
}

export interface SavedObject<A> {
  id: string;
  type: string;
  attributes: A;
  version?: string;
  namespaces?: string[];
}

export interface SavedObjectsClient {
  create<A>(
    type: string,
    attributes: A,
    options?: { id?: string; overwrite?: boolean; refresh?: boolean | 'wait_for' },
  ): Promise<SavedObject<A>>;
  get<A>(type: string, id: string, options?: { namespace?: string }): Promise<SavedObject<A>>;
  update<A>(
    type: string,
    id: string,
    attributes: Partial<A>,
    options?: { version?: string; namespace?: string; refresh?: boolean | 'wait_for' },
  ): Promise<SavedObject<Partial<A>>>;
  delete(type: string, id: string, options?: { namespace?: string; force?: boolean }): Promise<unknown>;
  find<A>(options: {
    type: string;
    perPage?: number;
    page?: number;
    namespaces?: string[];
  }): Promise<{ saved_objects: Array<SavedObject<A>>; total: number }>;
}

export interface SavedObjectsType {
  name: string;
  hidden: boolean;
  namespaceType: 'single' | 'multiple' | 'multiple-isolated' | 'agnostic';
  indexPattern?: string;
  mappings: { dynamic?: false; properties: Record<string, unknown> };
}

/** Capabilities of the caller by feature id. 8.12 takes no capabilityPath, later versions want one. */
export type ResolvedCapabilities = Record<string, Record<string, boolean | Record<string, boolean>>>;

export interface CoreSetup {
  http: { createRouter(): Router };
  savedObjects: { registerType(type: SavedObjectsType): void };
  getStartServices(): Promise<[CoreStart, StartPlugins, unknown]>;
}

export interface CoreStart {
  elasticsearch: {
    client: {
      asInternalUser: ElasticsearchClient;
      asScoped(request: KibanaRequest | FakeRequest): ScopedClusterClient;
    };
  };
  savedObjects: {
    createInternalRepository(includedHiddenTypes?: string[]): SavedObjectsClient;
  };
  capabilities: {
    resolveCapabilities(
      request: KibanaRequest,
      options?: { capabilityPath: string },
    ): Promise<ResolvedCapabilities>;
  };
  http: { basePath: { publicBaseUrl?: string; serverBasePath: string } };
  /** 8.16 and newer. */
  security?: {
    authc?: { apiKeys?: ApiKeys; getCurrentUser?(request: KibanaRequest): AuthenticatedUser | null };
  };
}

export interface FeatureConfig {
  id: string;
  name: string;
  category: { id: string; label: string; order: number; euiIconType: string };
  app: string[];
  privileges: Record<'all' | 'read', FeaturePrivilege>;
}
export interface FeaturePrivilege {
  app: string[];
  api: string[];
  savedObject: { all: string[]; read: string[] };
  ui: string[];
}

export interface TaskInstance {
  id: string;
  params: Record<string, unknown>;
  state: Record<string, unknown>;
  startedAt?: Date | null;
}
export interface TaskRunner {
  /** `runAt`: when to run next. Absent: one interval after this run began. */
  run(): Promise<{ state: Record<string, unknown>; runAt?: Date }>;
  /** Told once, when the run's time is up or Kibana cannot go on with it. The run may still end with a result. */
  cancel?(): Promise<void>;
}
/** No `cost`, no `priority`: 8.12 leaves a type with an unknown key unregistered, with a log line only. */
export interface TaskDefinition {
  title: string;
  description?: string;
  timeout?: string;
  maxAttempts?: number;
  createTaskRunner(context: { taskInstance: TaskInstance }): TaskRunner;
}
export interface TaskManagerSetup {
  registerTaskDefinitions(definitions: Record<string, TaskDefinition>): void;
}
export interface TaskManagerStart {
  ensureScheduled(task: {
    id: string;
    taskType: string;
    schedule: { interval: string };
    params: Record<string, unknown>;
    state: Record<string, unknown>;
  }): Promise<unknown>;
  /** Throws while the task is being claimed or runs. */
  runSoon(id: string): Promise<unknown>;
}

export interface EncryptedSavedObjectsSetup {
  canEncrypt: boolean;
  registerType(registration: {
    type: string;
    attributesToEncrypt: Set<string>;
    /** 8.12: everything is authenticated unless excluded. */
    attributesToExcludeFromAAD?: Set<string>;
    /** 8.13 and newer: nothing is authenticated unless included. */
    attributesToIncludeInAAD?: Set<string>;
  }): void;
}
export interface EncryptedSavedObjectsStart {
  isEncryptionError(error: Error): boolean;
  getClient(options?: { includedHiddenTypes: string[] }): {
    getDecryptedAsInternalUser<A>(
      type: string,
      id: string,
      options?: { namespace?: string },
    ): Promise<SavedObject<A>>;
  };
}

export interface AuthenticatedUser {
  username: string;
  authentication_type?: string;
}
export interface ApiKeys {
  areAPIKeysEnabled(): Promise<boolean>;
  grantAsInternalUser(
    request: KibanaRequest,
    params: {
      name: string;
      metadata?: Record<string, unknown>;
      role_descriptors: Record<string, { indices: Array<{ names: string[]; privileges: string[] }> }>;
    },
  ): Promise<{ id: string; name: string; api_key: string } | null>;
  invalidateAsInternalUser(params: { ids: string[] }): Promise<{ error_count: number } | null>;
}
/** At setup: its `license` says whether Elasticsearch has security. 8.12's start contract has none. */
export interface SecuritySetup {
  license: { isEnabled(): boolean };
}
export interface SecurityPlugin {
  authc?: {
    getCurrentUser(request: KibanaRequest): AuthenticatedUser | null;
    apiKeys: ApiKeys;
  };
}
export interface SpacesPlugin {
  spacesService: { getSpaceId(request: KibanaRequest): string };
}

/** At setup: what kibana.yml says of `xpack.actions`. Of addresses: what is wrong; undefined where nothing is. */
export interface ActionsSetup {
  getActionsConfigurationUtilities?(): {
    isHostnameAllowed(hostname: string): boolean;
    validateEmailAddresses(addresses: string[]): string | undefined;
  };
}

export interface SetupPlugins {
  features: { registerKibanaFeature(feature: FeatureConfig): void };
  taskManager: TaskManagerSetup;
  encryptedSavedObjects: EncryptedSavedObjectsSetup;
  security?: SecuritySetup;
  actions?: ActionsSetup;
}
export interface StartPlugins {
  taskManager: TaskManagerStart;
  encryptedSavedObjects: EncryptedSavedObjectsStart;
  security?: SecurityPlugin;
  spaces?: SpacesPlugin;
}
