import { Client } from '@elastic/elasticsearch';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { DEMO_BOT, DEMO_CHATS } from '../../sandbox/bot_api/chats';
import { startSandbox, type Sandbox } from '../../sandbox/start';
import { API, type SettingsView } from '../../common/api/api';
import { KibanaClient } from '../../test/kibana_client';
import { createWinlogbeatIndex } from '../../test/winlogbeat';
import { runCommand } from '../command';
import { startElasticsearch } from '../elasticsearch';
import { BUILD, ROOT } from '../paths';

export const DEMO_INDEX = 'winlogbeat-brute-force-demo';
const KIBANA_VERSION = '8.12.2';
/** The key for secrets of the demo, which are deleted at its end. */
const ENCRYPTION_KEY = 'demo-only-encryption-key-of-the-sandbox';
/**
 * Name of Kibana's application in Elasticsearch. It is not Kibana's own, so that the privileges of a real Kibana stay
 * as they are.
 */
const APPLICATION = 'brute-force-alerts-demo';
const OWN_INDICES = [
  '.kibana-brute-force-alerts-*',
  '.kibana_brute_force_alerts*',
  '.kibana_task_manager_sandbox*',
  '.kibana_sandbox*',
];

type Progress = (line: string) => void;

export interface Stack {
  url: string;
  elasticsearch: Client;
  /** Login of the person who looks around; null where Elasticsearch has no security. */
  login: { username: string; password: string } | null;
  telegram: { token: string; chatId: string; isReal: boolean };
  botApi: BotApi | null;
  /** Ends everything and removes what was stored. */
  stop(): Promise<void>;
}

interface Node {
  url: string;
  login: Stack['login'];
  isOurs: boolean;
  stop(): Promise<void>;
}

/** Starts Elasticsearch, the Bot API stand-in and the sandbox with the built plugin. */
export async function startStack(progress: Progress): Promise<Stack> {
  const undo: Array<() => Promise<unknown>> = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await step().catch((error: Error) => progress(error.message));
  };
  try {
    return { ...(await startParts(progress, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  progress: Progress,
  undo: Array<() => Promise<unknown>>,
): Promise<Omit<Stack, 'stop'>> {
  const node = await elasticsearchNode(progress);
  undo.push(node.stop);
  const elasticsearch = new Client({
    node: node.url,
    auth: node.login ?? undefined,
    tls: { rejectUnauthorized: false },
  });
  if (!node.isOurs) {
    await refuseWherePluginLives(elasticsearch);
    undo.push(() => removeTraces(elasticsearch));
  }
  await createWinlogbeatIndex(elasticsearch, DEMO_INDEX);
  const { telegram, botApi } = await telegramOf(progress);
  if (botApi) undo.push(() => botApi.close());
  const sandbox = await sandboxOn(node, botApi, progress);
  undo.push(() => sandbox.stop());
  undo.push(() => turnOff(new KibanaClient(sandbox.url, node.login)));
  return { url: sandbox.url, elasticsearch, login: node.login, telegram, botApi };
}

/** Turns detection off, so that no API key stays behind. */
async function turnOff(kibana: KibanaClient): Promise<void> {
  const { version, detectionOn } = await kibana.expect<SettingsView>('GET', API.settings);
  if (detectionOn) await kibana.expect('POST', API.turnOff, { version });
}

/** The Elasticsearch of `ES_URL` (with credentials in the URL), or a new one that ends with the demo. */
async function elasticsearchNode(progress: Progress): Promise<Node> {
  const given = process.env.ES_URL;
  if (!given) {
    const embedded = await startElasticsearch({ shortLived: true, onProgress: progress });
    return { url: embedded.url, login: null, isOurs: true, stop: embedded.stop };
  }
  const { username, password, origin, pathname } = new URL(given);
  const login = username
    ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    : null;
  progress(`Using the Elasticsearch at ${origin}`);
  return {
    url: `${origin}${pathname}`.replace(/\/$/, ''),
    login,
    isOurs: false,
    stop: async () => undefined,
  };
}

/**
 * Throws where the Elasticsearch has indices of the plugin. The demo removes such indices at its end, and these may
 * belong to a real Kibana.
 */
async function refuseWherePluginLives(client: Client): Promise<void> {
  const exists = await client.indices.exists({
    index: OWN_INDICES,
    expand_wildcards: 'all',
    allow_no_indices: false,
  });
  const hasDemo = await client.indices.exists({ index: DEMO_INDEX });
  if (!exists && !hasDemo) return;
  throw new Error(
    `This Elasticsearch already has indices of Brute force alerts (${[...OWN_INDICES, DEMO_INDEX].join(', ')}). ` +
      'The demo removes them when it ends, so it does not start. Use another Elasticsearch, or delete them first if they are left over.',
  );
}

async function removeTraces(client: Client): Promise<void> {
  const found = await client.indices.get({
    index: [...OWN_INDICES, DEMO_INDEX],
    expand_wildcards: 'all',
    allow_no_indices: true,
    ignore_unavailable: true,
  });
  for (const index of Object.keys(found)) await client.indices.delete({ index });
  for (const name of ['alerts', 'state', 'channels']) {
    await client.indices.deleteIndexTemplate(
      { name: `.kibana-brute-force-alerts-${name}` },
      { ignore: [404] },
    );
  }
  const { [APPLICATION]: privileges = {} } = await client.security.getPrivileges(
    { application: APPLICATION },
    { ignore: [400, 404, 405] },
  );
  const names = Object.keys(privileges);
  if (names.length > 0) await client.security.deletePrivileges({ application: APPLICATION, name: names });
}

async function telegramOf(progress: Progress): Promise<Pick<Stack, 'telegram' | 'botApi'>> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_CHAT_ID: chatId } = process.env;
  if (token && chatId) return { telegram: { token, chatId, isReal: true }, botApi: null };
  if (token || chatId)
    throw new Error('Set both TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID, or neither for a stand-in.');
  const botApi = await startBotApi();
  progress(`No TELEGRAM_BOT_TOKEN: a stand-in for Telegram listens at ${botApi.url}`);
  const group = DEMO_CHATS.find(({ state }) => state === 'member');
  return { telegram: { token: DEMO_BOT.token, chatId: String(group?.id), isReal: false }, botApi };
}

async function buildPlugin(progress: Progress): Promise<string> {
  progress('Building the plugin …');
  const { code, output } = await runCommand(
    'npm',
    ['run', '--silent', 'build', '--', '--kibana-version', KIBANA_VERSION],
    { cwd: ROOT },
  );
  if (code !== 0) throw new Error(`The plugin could not be built:\n${output}`);
  return join(BUILD, `bruteForceAlerts-${KIBANA_VERSION}.zip`);
}

async function sandboxOn(node: Node, botApi: BotApi | null, progress: Progress): Promise<Sandbox> {
  const zip = await buildPlugin(progress);
  const port = await choosePort();
  progress(
    'Starting the sandbox, a stand-in for Kibana (its first start bundles React and EUI, half a minute) …',
  );
  return startSandbox({
    zip,
    port,
    publicBaseUrl: `http://127.0.0.1:${port}`,
    elasticsearch: { node: node.url, ...(node.login ?? {}) },
    security: node.login !== null,
    encryptionKey: ENCRYPTION_KEY,
    config: botApi ? { telegram: { apiUrl: botApi.url } } : {},
    application: APPLICATION,
    logger: process.env.DEBUG ? progress : () => undefined,
  });
}

/**
 * `PORT`; else Kibana's own port; where that is taken, any free one. Links in messages need it before the sandbox
 * starts.
 */
async function choosePort(): Promise<number> {
  const given = process.env.PORT;
  if (given) return Number(given);
  return (await isFree(5601)) ? 5601 : freePort();
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
