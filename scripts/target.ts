import { join } from 'node:path';
import { startBotApi } from '../sandbox/bot_api/bot_api';
import { startSandbox } from '../sandbox/start';
import { startElasticsearch } from './elasticsearch';
import { BUILD } from './paths';

/** Where the stand-in listens when a Kibana of somebody's is tried: its kibana.yml names this port. */
const BOT_API_PORT = 18081;
const ENCRYPTION_KEY = 'end-to-end-suite-encryption-key-of-32-characters';

/** Options of a script that runs against a Kibana with the plugin or, without `url`, against a sandbox of its own. */
export const TARGET_OPTIONS = {
  url: { type: 'string' },
  username: { type: 'string', default: '' },
  password: { type: 'string', default: '' },
  es: { type: 'string' },
  'bot-api-port': { type: 'string' },
} as const;

export const TARGET_USAGE = `[--url http://HOST:PORT --username U --password P --es URL] [--bot-api-port N]
  Without --url: on the sandbox, with an Elasticsearch that has security, both started here.
  With --url: on any Kibana that has the zip. Its kibana.yml needs
    bruteForceAlerts.telegram.apiUrl: http://127.0.0.1:${BOT_API_PORT}
    server.publicBaseUrl: (its address)`;

export interface TargetValues {
  url?: string;
  username?: string;
  password?: string;
  es?: string;
  'bot-api-port'?: string;
}

export interface Target {
  url: string;
  username: string;
  password: string;
  es: string;
  botApi: string;
  stop(): Promise<void>;
}

type Undo = Array<() => Promise<unknown>>;

/** Starts the Bot API stand-in and whatever else is not given. */
export async function openTarget(values: TargetValues, progress: (line: string) => void): Promise<Target> {
  if (values.url && !values.es) throw new Error('--url needs --es, the Elasticsearch behind that Kibana.');
  const botApi = await startBotApi({
    port: Number(values['bot-api-port'] ?? (values.url ? BOT_API_PORT : 0)),
  });
  const undo: Undo = [() => botApi.close()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { url, es, username = '', password = '' } = values;
    const target =
      url && es
        ? { url: url.replace(/\/$/, ''), es, username, password }
        : await ownTarget(botApi.url, undo, progress);
    return { ...target, botApi: botApi.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ownTarget(apiUrl: string, undo: Undo, progress: (line: string) => void) {
  const { kibanaPassword, ...node } = await securedElasticsearch(undo, progress);
  const sandbox = await startSandbox({
    zip: join(BUILD, 'bruteForceAlerts-8.12.2.zip'),
    elasticsearch: { node: node.es, username: 'kibana_system', password: kibanaPassword },
    security: true,
    encryptionKey: ENCRYPTION_KEY,
    publicBaseUrl: 'http://kibana.example',
    config: { telegram: { apiUrl } },
    logger: process.env.DEBUG ? progress : () => undefined,
  });
  undo.push(() => sandbox.stop());
  return { ...node, url: sandbox.url };
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
  const node = await startElasticsearch({ distribution: 'full', security: true, onProgress: progress });
  undo.push(node.stop);
  return {
    es: node.url,
    username: node.username ?? '',
    password: node.password ?? '',
    kibanaPassword: node.kibanaPassword ?? '',
  };
}
