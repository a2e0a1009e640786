import { parseArgs } from 'node:util';
import { runMain } from '../../scripts/ending';
import { reportArguments, runJest } from './jest';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, type Target } from './target';

/** Jest's projects that run against a sandbox or a Kibana. */
const SUITES = ['e2e', 'security'];

const USAGE = `npm run e2e -- ${TARGET_USAGE}
  --suite NAME  ${SUITES.join(' or ')}; both by default
  --log FILE    the log of that Kibana: the security suite looks for secrets in it. It also needs, in the variable
                E2E_ENCRYPTION_KEY, its xpack.encryptedSavedObjects.encryptionKey.
  --json FILE   Jest's report;  -- jest options`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...TARGET_OPTIONS,
      suite: { type: 'string' },
      log: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const suites = suitesOf(values.suite);
  const target = await openTarget({ ...values, bothForms: suites.includes('security') }, (line) =>
    console.error(line),
  );
  try {
    return await runJest(jestArguments(suites, values.json, positionals), environmentOf(target));
  } finally {
    await target.stop();
  }
}

function suitesOf(wanted: string | undefined): string[] {
  if (wanted === undefined) return SUITES;
  if (!SUITES.includes(wanted)) throw new Error(`--suite is ${SUITES.join(' or ')}, not ${wanted}.`);
  return [wanted];
}

function jestArguments(suites: string[], json: string | undefined, more: string[]): string[] {
  return ['--selectProjects', ...suites, '--runInBand', ...reportArguments(json), ...more];
}

const environmentOf = (target: Target): NodeJS.ProcessEnv => ({
  E2E_URL: target.url,
  E2E_USERNAME: target.username,
  E2E_PASSWORD: target.password,
  E2E_ES: target.es,
  E2E_BOT_API: target.botApi,
  ...(target.log ? { E2E_LOG: target.log } : {}),
  ...(target.encryptionKey ? { E2E_ENCRYPTION_KEY: target.encryptionKey } : {}),
  ...(target.authorityKey ? { E2E_AUTHORITY_KEY: target.authorityKey } : {}),
  ...(target.proxyPort ? { E2E_PROXY_PORT: String(target.proxyPort) } : {}),
  ...(target.authzUrl ? { E2E_AUTHZ_URL: target.authzUrl } : {}),
});

runMain(main);
