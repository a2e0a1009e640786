import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBotApi } from '../../sandbox/bot_api/bot_api';
import type { SandboxOptions } from '../../sandbox/options';
import { startSandbox } from '../../sandbox/start';
import { startElasticsearch } from '../../scripts/elasticsearch';
import { BUILD } from '../../scripts/paths';
import { createTestAuthority } from '../certificates';
import { E2E_PROXY } from '../e2e_proxy';

/** Where the stand-in listens when a Kibana of somebody's is tried: its kibana.yml names this port. */
const BOT_API_PORT = 18081;
const ENCRYPTION_KEY = 'end-to-end-suite-encryption-key-of-32-characters';

/** Where the suites have webhooks and heartbeats go: nothing leaves this machine. */
const WEBHOOK_HOSTS = ['127.0.0.1'];

/** The address of the proxy of the suites, which tests start as they need it. */
function proxyUrlAt(port: number | string): string {
  return `socks5h://${E2E_PROXY.user}:${E2E_PROXY.password}@127.0.0.1:${port}`;
}

/** Options of a script that runs against a Kibana with the plugin or, without `url`, against a sandbox of its own. */
export const TARGET_OPTIONS = {
  url: { type: 'string' },
  username: { type: 'string', default: '' },
  password: { type: 'string', default: '' },
  es: { type: 'string' },
  'bot-api-port': { type: 'string' },
  authority: { type: 'string' },
  'proxy-port': { type: 'string' },
} as const;

export const TARGET_USAGE = `[--url http://HOST:PORT --username U --password P --es URL] [--bot-api-port N] [--authority FILE] [--proxy-port N]
  Without --url: on the sandbox, with an Elasticsearch that has security, both started here.
  With --url: on any Kibana that has the zip. Its kibana.yml needs
    bruteForceAlerts.telegram.apiUrl: http://127.0.0.1:${BOT_API_PORT}
    server.publicBaseUrl: (its address)
  and, for e-mail, webhooks and the heartbeat, with --authority FILE, which is written anew,
    bruteForceAlerts.email.certificateAuthorities: [FILE]
    bruteForceAlerts.webhook.certificateAuthorities: [FILE]
    bruteForceAlerts.webhook.allowedHosts: ${JSON.stringify(WEBHOOK_HOSTS)}
  and, for proxies, with --proxy-port N,
    bruteForceAlerts.proxies: [{ name: ${E2E_PROXY.name}, url: "${proxyUrlAt('N')}" }]`;

export interface TargetValues {
  url?: string;
  username?: string;
  password?: string;
  es?: string;
  'bot-api-port'?: string;
  /** Where to write the certificate of the authority that the Kibana behind `url` trusts. */
  authority?: string;
  /** Where the Kibana behind `url` has its named proxy. */
  'proxy-port'?: string;
  /** Where the Kibana behind `url` writes its log. */
  log?: string;
  /** A second sandbox beside the first: see `authzUrl`. */
  bothForms?: boolean;
}

export interface Target {
  url: string;
  username: string;
  password: string;
  es: string;
  botApi: string;
  /** File of its log; undefined where nobody named it. */
  log: string | undefined;
  /** Of its encrypted saved objects; undefined where it is not ours. */
  encryptionKey: string | undefined;
  /** The same plugin on the same Elasticsearch, its routes guarded as in Kibana 9: the sandbox alone can be both. */
  authzUrl: string | undefined;
  /** Key of the authority whose mail servers and webhooks it trusts; undefined where it trusts none of ours. */
  authorityKey: string | undefined;
  /** Where its named proxy is to listen; undefined where it has none. */
  proxyPort: number | undefined;
  stop(): Promise<void>;
}

type Undo = Array<() => Promise<unknown>>;

/** Starts the Bot API stand-in and whatever else is not given. */
export async function openTarget(values: TargetValues, progress: (line: string) => void): Promise<Target> {
  refuseWrongAddresses(values);
  const botApi = await startBotApi({
    port: Number(values['bot-api-port'] ?? (values.url ? BOT_API_PORT : 0)),
  });
  const undo: Undo = [() => botApi.close()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { url, es } = values;
    const target =
      url && es ? await givenTarget(values, url, es) : await ownTarget(values, botApi.url, undo, progress);
    return { ...target, botApi: botApi.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function refuseWrongAddresses({ url, es }: TargetValues): void {
  if (url && !es) throw new Error('--url needs --es, the Elasticsearch behind that Kibana.');
  // Elasticsearch's client prefers a login in the address to the one that it is given: everybody would be that user.
  if (es && new URL(es).username !== '')
    throw new Error('--es takes an address without a login. Give the login by --username and --password.');
}

async function givenTarget(values: TargetValues, url: string, es: string) {
  const { username = '', password = '', log, authority, 'proxy-port': port } = values;
  const unknown = { encryptionKey: undefined, authzUrl: undefined };
  const authorityKey = authority === undefined ? undefined : await writeAuthority(authority);
  const proxyPort = port === undefined ? undefined : Number(port);
  return {
    url: url.replace(/\/$/, ''),
    es,
    username,
    password,
    log,
    authorityKey,
    proxyPort,
    ...unknown,
  };
}

/** Makes an authority and writes its certificate to a file, which Kibana reads at each call. Gives its key. */
async function writeAuthority(file: string): Promise<string> {
  const { certificate, key } = createTestAuthority();
  await writeFile(file, certificate);
  return key;
}

/** A port where nobody listens now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function ownTarget(
  { bothForms }: TargetValues,
  apiUrl: string,
  undo: Undo,
  progress: (line: string) => void,
) {
  const { kibanaPassword, ...node } = await securedElasticsearch(undo, progress);
  const folder = await makeFolder(undo);
  const [log, authority] = [join(folder, 'sandbox.log'), join(folder, 'authority.pem')];
  const [authorityKey, proxyPort] = [await writeAuthority(authority), await freePort()];
  const options: SandboxOptions = {
    zip: join(BUILD, 'bruteForceAlerts-8.12.2.zip'),
    elasticsearch: { node: node.es, username: 'kibana_system', password: kibanaPassword },
    security: true,
    encryptionKey: ENCRYPTION_KEY,
    publicBaseUrl: 'http://kibana.example',
    config: {
      telegram: { apiUrl },
      email: { certificateAuthorities: [authority] },
      webhook: { allowedHosts: WEBHOOK_HOSTS, certificateAuthorities: [authority] },
      proxies: [{ name: E2E_PROXY.name, url: proxyUrlAt(proxyPort) }],
    },
    debug: true,
    logger(line) {
      appendFileSync(log, `${line}\n`);
      if (process.env.DEBUG) progress(line);
    },
  };
  const open = async (more: Partial<SandboxOptions> = {}) => {
    const sandbox = await startSandbox({ ...options, ...more });
    undo.push(() => sandbox.stop());
    return sandbox.url;
  };
  const url = await open();
  const authzUrl = bothForms ? await open({ routePrivileges: 'authz' }) : undefined;
  return { ...node, url, authzUrl, log, encryptionKey: ENCRYPTION_KEY, authorityKey, proxyPort };
}

/** For the log, and what kibana.yml names. */
async function makeFolder(undo: Undo): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** ES_SECURED_URL and its companions, as `make test` sets them, or an Elasticsearch of our own. */
async function securedElasticsearch(undo: Undo, progress: (line: string) => void) {
  const {
    ES_SECURED_URL: es,
    ES_SECURED_USERNAME: username,
    ES_SECURED_PASSWORD: password,
    ES_SECURED_KIBANA_PASSWORD: kibanaPassword,
  } = process.env;
  if (es && username && password && kibanaPassword) return { es, username, password, kibanaPassword };
  const node = await startElasticsearch({
    distribution: 'full',
    security: true,
    shortLived: true,
    onProgress: progress,
  });
  undo.push(node.stop);
  return {
    es: node.url,
    username: node.username ?? '',
    password: node.password ?? '',
    kibanaPassword: node.kibanaPassword ?? '',
  };
}
