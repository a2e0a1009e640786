import { parseArgs } from 'node:util';
import { readFile } from 'node:fs/promises';
import { startSandbox } from './start';

const USAGE = `npx tsx sandbox/main.ts --zip build/bruteForceAlerts-8.12.2.zip --es http://127.0.0.1:9200
  --host 127.0.0.1      --port 5601             --space name (again for more)
  --username name       --password-env VARIABLE (Elasticsearch security on; the password stands in a variable)
  --encryption-key text --public-base-url URL   --config file.json (keys of kibana.yml below the plugin's)
  --application name    (Kibana's application in Elasticsearch, where a real Kibana uses the same one)
  --poll-interval 3000  (milliseconds between two looks for tasks)`;

const text = { type: 'string' as const };

function readArguments() {
  const { values } = parseArgs({
    options: {
      zip: text, es: text, host: text, port: text, username: text, 'password-env': text, 'encryption-key': text,
      'public-base-url': text, config: text, application: text,
      'poll-interval': text, space: { ...text, multiple: true as const },
    }, // prettier-ignore
  });
  return values;
}

function fail(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given.zip || !given.es) throw new Error(`--zip and --es are needed.\n${USAGE}`);
  const password = process.env[given['password-env'] ?? ''];
  const config = given.config
    ? (JSON.parse(await readFile(given.config, 'utf8')) as Record<string, unknown>)
    : undefined;
  const sandbox = await startSandbox({
    zip: given.zip,
    host: given.host,
    port: Number(given.port ?? 5601),
    elasticsearch: { node: given.es, username: given.username, password },
    security: given.username !== undefined,
    encryptionKey: given['encryption-key'],
    publicBaseUrl: given['public-base-url'],
    application: given.application,
    pollInterval: given['poll-interval'] === undefined ? undefined : Number(given['poll-interval']),
    config,
    spaces: given.space,
  });
  process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void sandbox.stop().then(() => process.exit(0), fail));
}

main().catch(fail);
