import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, unprivilegedAccount } from './account';
import type { Distribution } from './distribution';

/** Folders of one run, removed at its end. */
export interface RunFolders {
  base: string;
  config: string;
  logs: string;
  temporary: string;
}

export interface Credentials {
  username: string;
  password: string;
}

/** Users of the file realm: there from the first second, and with the distribution that cannot store any. */
export interface FileUsers {
  superuser: Credentials;
  kibana: Credentials;
}

export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

export async function makeRunFolders(): Promise<RunFolders> {
  // Nobody else can enter a private TMPDIR of root, but Elasticsearch runs under another account.
  const base = await mkdtemp(join(isRoot() ? '/tmp' : tmpdir(), 'brute-force-alerts-es-'));
  const folders = {
    base,
    config: join(base, 'config'),
    logs: join(base, 'logs'),
    temporary: join(base, 'tmp'),
  };
  for (const folder of [folders.config, folders.logs, folders.temporary, join(base, 'data')]) {
    await mkdir(folder);
  }
  return folders;
}

export interface NodeSettings {
  port: number;
  users?: FileUsers;
}

export async function writeConfiguration(
  distribution: Distribution,
  folders: RunFolders,
  { port, users }: NodeSettings,
): Promise<void> {
  await cp(join(distribution.home, 'config'), folders.config, { recursive: true });
  await leaveOutDumps(join(folders.config, 'jvm.options'));
  await writeFile(
    join(folders.config, 'elasticsearch.yml'),
    elasticsearchYml(folders, port, users !== undefined),
  );
  if (users) await writeUsers(folders.config, users);
  await giveTo(folders.base);
}

/**
 * Removes the options that write logs and dumps of the JVM: they go to folders of the distribution, which must not
 * change.
 */
async function leaveOutDumps(jvmOptions: string): Promise<void> {
  const lines = (await readFile(jvmOptions, 'utf8')).split('\n');
  const kept = lines.filter((line) => !/-Xlog:gc|HeapDump|ErrorFile/.test(line));
  await writeFile(jvmOptions, kept.join('\n'));
}

function elasticsearchYml(folders: RunFolders, port: number, security: boolean): string {
  const settings = {
    'cluster.name': 'brute-force-alerts',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': 0,
    // Elasticsearch takes free ports itself, so that no other process can take them first, and writes them to a file.
    'node.portsfile': true,
    'path.data': join(folders.base, 'data'),
    'path.logs': folders.logs,
    'xpack.security.enabled': security,
    ...(security && {
      'xpack.security.autoconfiguration.enabled': false,
      'xpack.security.enrollment.enabled': false,
    }),
    // A nearly full disk of a developer must not make the indices read-only.
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

async function writeUsers(config: string, { superuser, kibana }: FileUsers): Promise<void> {
  const hashes = [superuser, kibana].map((user) => `${user.username}:${passwordHash(user.password)}\n`);
  await writeFile(join(config, 'users'), hashes.join(''));
  // The reserved role itself, so that this user may do no more than Kibana's own user.
  await writeFile(
    join(config, 'users_roles'),
    `superuser:${superuser.username}\nkibana_system:${kibana.username}\n`,
  );
}

/** A password's hash in the form that the file realm reads. So no tool has to be started for it. */
function passwordHash(password: string): string {
  const iterations = 10_000;
  const salt = randomBytes(32);
  const hash = pbkdf2Sync(password, salt, iterations, 32, 'sha512');
  return `{PBKDF2}${iterations}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

async function giveTo(folder: string): Promise<void> {
  const account = unprivilegedAccount();
  if (!account) return;
  const below = await readdir(folder, { recursive: true });
  const paths = [folder, ...below.map((name) => join(folder, name))];
  await Promise.all(paths.map((path) => chown(path, account.uid, account.gid)));
}
