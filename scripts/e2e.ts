import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBotApi } from '../sandbox/bot_api/bot_api';
import { startSandbox } from '../sandbox/start';
import { runCommand } from './command';
import { startElasticsearch } from './elasticsearch';
import { runMain } from './ending';
import { BUILD, ROOT } from './paths';

const USAGE = `npm run e2e -- [--url http://HOST:PORT --username U --password P --es URL] [--bot-api-port N] [--json FILE] [-- jest options]
  Without --url: on the sandbox, with an Elasticsearch that has security, both started here.
  With --url: on any Kibana that has the zip. Its kibana.yml needs
    bruteForceAlerts.telegram.apiUrl: http://127.0.0.1:18081
    server.publicBaseUrl: (its address)`;

const BOT_API_PORT = 18081;
const ENCRYPTION_KEY = 'end-to-end-suite-encryption-key-of-32-characters';

interface Target {
  url: string;
  username: string;
  password: string;
  es: string;
}

const progress = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      username: { type: 'string', default: '' },
      password: { type: 'string', default: '' },
      es: { type: 'string' },
      'bot-api-port': { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE), 0;
  if (values.url && !values.es) throw new Error(`--url needs --es, the Elasticsearch behind that Kibana.\n${USAGE}`);
  const port = Number(values['bot-api-port'] ?? (values.url ? BOT_API_PORT : 0));
  const botApi = await startBotApi({ port });
  const undo: Array<() => Promise<unknown>> = [() => botApi.close()];
  try {
    const { url, es, username, password } = values;
    const target = url && es ? { url, es, username, password } : await startTarget(botApi.url, undo);
    return await runSuite(target, botApi.url, jestArguments(values.json, positionals));
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** ES_SECURED_URL, as `make test` sets it, or an Elasticsearch of our own; and the sandbox on it. */
async function startTarget(apiUrl: string, undo: Array<() => Promise<unknown>>): Promise<Target> {
  const node = await securedElasticsearch(undo);
  const port = Number(process.env.E2E_SANDBOX_PORT ?? 0);
  const sandbox = await startSandbox({
    zip: join(BUILD, 'bruteForceAlerts-8.12.2.zip'),
    port,
    elasticsearch: { node: node.es, username: 'kibana_system', password: node.kibanaPassword },
    security: true,
    encryptionKey: ENCRYPTION_KEY,
    publicBaseUrl: 'http://kibana.example',
    config: { telegram: { apiUrl } },
    logger: process.env.DEBUG ? progress : () => undefined,
  });
  undo.push(() => sandbox.stop());
  return { ...node, url: sandbox.url };
}

async function securedElasticsearch(undo: Array<() => Promise<unknown>>): Promise<Omit<Target, 'url'> & { kibanaPassword: string }> {
  const { ES_SECURED_URL: es, ES_SECURED_USERNAME: username, ES_SECURED_PASSWORD: password, ES_SECURED_KIBANA_PASSWORD: kibanaPassword } = process.env;
  if (es && username && password && kibanaPassword) return { es, username, password, kibanaPassword };
  const node = await startElasticsearch({ distribution: 'full', security: true, onProgress: progress });
  undo.push(node.stop);
  return { es: node.url, username: node.username ?? '', password: node.password ?? '', kibanaPassword: node.kibanaPassword ?? '' };
}

function jestArguments(json: string | undefined, more: string[]): string[] {
  const output = json ? ['--json', `--outputFile=${json}`] : [];
  return ['--selectProjects', 'e2e', '--runInBand', ...output, ...more];
}

async function runSuite(target: Target, botApi: string, args: string[]): Promise<number> {
  const { code } = await runCommand(process.execPath, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], {
    cwd: ROOT,
    onOutput: (text) => process.stderr.write(text),
    env: {
      ...process.env,
      E2E_URL: target.url.replace(/\/$/, ''),
      E2E_USERNAME: target.username,
      E2E_PASSWORD: target.password,
      E2E_ES: target.es,
      E2E_BOT_API: botApi,
    },
  });
  return code ?? 1;
}

runMain(main);
