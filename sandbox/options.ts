import type { ElasticsearchOptions } from './elasticsearch_clients';
import type { WriteLine } from './logger';

/** What a sandbox is started with. */
export interface SandboxOptions {
  /** The built plugin. */
  zip: string;
  kibanaVersion?: '8.12.2';
  /** Loopback, and nothing else. */
  host?: string;
  /** 0: any free one. */
  port?: number;
  /** With security: the internal user, e.g. kibana_system. */
  elasticsearch: ElasticsearchOptions;
  /** Whether Elasticsearch has security switched on. */
  security: boolean;
  /** `xpack.encryptedSavedObjects.encryptionKey`: 32 characters or more, or none. */
  encryptionKey?: string | null;
  publicBaseUrl?: string;
  /** `server.basePath` with `server.rewriteBasePath`, like `/kibana`: everything stands below it. None by default. */
  basePath?: string;
  /** Keys of kibana.yml below the plugin's config path. */
  config?: Record<string, unknown>;
  /** Spaces besides `default`. */
  spaces?: string[];
  logger?: WriteLine;
  /** Name of Kibana's application in Elasticsearch; another one keeps a real Kibana's privileges untouched. */
  application?: string;
  /** Which form of a route's privileges is enforced: tags `access:…`, as 8.12 does, or `security.authz`, as 9.1 does. */
  routePrivileges?: 'tags' | 'authz';
  /** `xpack.task_manager.poll_interval`, milliseconds: 3,000 by default, as in 8.12. */
  pollInterval?: number;
  /** `logging.root.level: debug`. */
  debug?: boolean;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const SHORTEST_KEY = 32;
/** The shortest poll interval that is accepted, milliseconds. A shorter one is taken for a mistake. */
const SHORTEST_POLL = 100;

/** The options with their defaults, or a refusal. */
export function checkOptions(options: SandboxOptions) {
  const { host = '127.0.0.1', encryptionKey, pollInterval = 3_000, basePath = '' } = options;
  if (!LOOPBACK.includes(host)) throw new Error(`The sandbox listens on loopback only, not on ${host}`);
  if (encryptionKey && encryptionKey.length < SHORTEST_KEY)
    throw new Error(
      `[config validation of [xpack.encryptedSavedObjects].encryptionKey]: value has length [${encryptionKey.length}] but it must have a minimum length of [${SHORTEST_KEY}].`,
    );
  if (!/^(\/[\w-]+)*$/.test(basePath))
    throw new Error("[config validation of [server].basePath]: must start with a slash, don't end with one");
  if (!(pollInterval >= SHORTEST_POLL))
    throw new Error(`The sandbox looks for tasks every ${SHORTEST_POLL} ms or less often`);
  return {
    ...options,
    host,
    pollInterval,
    basePath,
    port: options.port ?? 0,
    kibanaVersion: options.kibanaVersion ?? '8.12.2',
    application: options.application ?? 'kibana-.kibana',
    spaces: options.spaces ?? [],
    routePrivileges: options.routePrivileges ?? 'tags',
  };
}

/** Options that nothing is missing in. */
export type CheckedOptions = ReturnType<typeof checkOptions>;
