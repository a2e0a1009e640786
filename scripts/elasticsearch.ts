import { parseArgs } from 'node:util';
import {
  makeRunFolders,
  newPassword,
  writeConfiguration,
  type Credentials,
  type FileUsers,
} from './elasticsearch_parts/configuration';
import {
  DEFAULT_VERSION,
  findDistribution,
  FULL_VERSION,
  type Distribution,
  type DistributionKind,
} from './elasticsearch_parts/distribution';
import { findJava, javaRange } from './elasticsearch_parts/java';
import { refuseTakenPort, startNode, type NodeProcess } from './elasticsearch_parts/node_process';
import { call, waitUntilReady } from './elasticsearch_parts/readiness';
import { runMain } from './ending';

export interface ElasticsearchOptions {
  /** Version of the minimal distribution. */
  version?: string;
  /** `full` has API keys, native users, painless and reindex; see docs/development.md. */
  distribution?: DistributionKind;
  security?: boolean;
  /**
   * For a process that lives for minutes: Java compiles its code quickly and only once. That halves the processor time
   * of a start and of a suite, but makes it slower under a long load.
   */
  shortLived?: boolean;
  /** Password of the superuser; random where absent. */
  password?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  timeoutMs?: number;
  onProgress?: (line: string) => void;
}

export interface RunningElasticsearch {
  url: string;
  version: string;
  /** Name of the superuser; only with security. */
  username?: string;
  password?: string;
  /** Name of a user with the rights of Kibana's own user; only with security. */
  kibanaUsername?: string;
  kibanaPassword?: string;
  stop(): Promise<void>;
}

/** Uses only the first of the JVM's two compilers. */
const SIMPLY_COMPILED = ['-XX:TieredStopAtLevel=1'];

/** Starts an Elasticsearch on loopback that lives no longer than this process, and keeps nothing. */
export async function startElasticsearch(options: ElasticsearchOptions = {}): Promise<RunningElasticsearch> {
  const { port = 0, onProgress = () => undefined } = options;
  await refuseTakenPort(port);
  const { distribution: kind = 'minimal', version = DEFAULT_VERSION } = options;
  // Java is looked for first, so that nothing large is fetched in vain.
  const javaHome = await findJava(javaRange(kind === 'full' ? FULL_VERSION : version));
  const distribution = await findDistribution(kind, version, onProgress);
  const users = options.security ? fileUsers(options) : undefined;
  const folders = await makeRunFolders();
  await writeConfiguration(distribution, folders, { port, users });
  onProgress(`Starting Elasticsearch ${distribution.version} …`);
  const node = startNode(distribution, folders, javaHome, options.shortLived ? SIMPLY_COMPILED : []);
  return finishStart({ node, distribution, users, options }).catch(async (error: unknown) => {
    await node.stop();
    throw error;
  });
}

/**
 * The users of an Elasticsearch with security. Their names are not the reserved ones, since only the full distribution
 * can set passwords for those.
 */
function fileUsers({ password = newPassword() }: ElasticsearchOptions): FileUsers {
  return {
    superuser: { username: 'admin', password },
    kibana: { username: 'kibana_server', password: newPassword() },
  };
}

interface Started {
  node: NodeProcess;
  distribution: Distribution;
  users?: FileUsers;
  options: ElasticsearchOptions;
}

async function finishStart({ node, distribution, users, options }: Started): Promise<RunningElasticsearch> {
  const { timeoutMs = 180_000, onProgress = () => undefined } = options;
  const url = await waitUntilReady(node, users?.superuser, { timeoutMs, onProgress });
  const named = users && options.distribution === 'full' ? await nameAsKibanaDoes(url, users) : users;
  onProgress(`Elasticsearch ${distribution.version} answers at ${url}`);
  return {
    url,
    version: distribution.version,
    username: named?.superuser.username,
    password: named?.superuser.password,
    kibanaUsername: named?.kibana.username,
    kibanaPassword: named?.kibana.password,
    stop: () => node.stop(),
  };
}

/** Sets our passwords for the built-in users, so that a real Kibana can use this Elasticsearch as its manual says. */
async function nameAsKibanaDoes(url: string, users: FileUsers): Promise<FileUsers> {
  const named = {
    superuser: { username: 'elastic', password: users.superuser.password },
    kibana: { username: 'kibana_system', password: users.kibana.password },
  };
  for (const user of [named.superuser, named.kibana]) await setPassword(url, users.superuser, user);
  return named;
}

async function setPassword(url: string, admin: Credentials, user: Credentials): Promise<void> {
  const path = `/_security/user/${user.username}/_password`;
  const response = await call(url, path, { user: admin, method: 'POST', body: { password: user.password } });
  if (response.ok) return;
  throw new Error(`Elasticsearch refused the password of ${user.username}: ${await response.text()}`);
}

/** Starts an Elasticsearch and runs until a signal ends it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      security: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      version: { type: 'string' },
    },
  });
  const { stop: _stop, ...running } = await startElasticsearch({
    distribution: values.full ? 'full' : 'minimal',
    security: values.security,
    port: Number(values.port),
    version: values.version,
    onProgress: (line) => console.error(line),
  });
  console.log(JSON.stringify(running));
  await new Promise(() => setInterval(() => undefined, 60_000));
}

if (require.main === module) runMain(main);
