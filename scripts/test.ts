import { runMain } from './ending';
import { sum, toText } from './test_steps/counts';
import { ENGINE_VERSIONS, engineStep } from './test_steps/engine';
import { startServers } from './test_steps/servers';
import { runStep, type Step, type StepResult } from './test_steps/step';

const KIBANA_VERSION = '8.12.2';
const JEST_REPORT = '--outputFile=FILE';

const WITHOUT_SERVERS: Step[] = [
  { name: 'format', script: 'format:check', timeoutMinutes: 3 },
  { name: 'lint', script: 'lint', timeoutMinutes: 5 },
  { name: 'types', script: 'types', timeoutMinutes: 5 },
  { name: 'messages', script: 'i18n', timeoutMinutes: 2 },
  { name: 'unit tests', script: 'test:unit', reportOption: JEST_REPORT, timeoutMinutes: 10 },
  { name: 'build', script: 'build', args: ['--kibana-version', KIBANA_VERSION], timeoutMinutes: 10 },
  {
    name: 'verify zip',
    script: 'verify-zip',
    args: [`build/bruteForceAlerts-${KIBANA_VERSION}.zip`],
    timeoutMinutes: 10,
  },
];

const WITH_SERVERS: Step[] = [
  {
    name: 'Elasticsearch suite',
    script: 'test:elasticsearch',
    reportOption: JEST_REPORT,
    timeoutMinutes: 30,
  },
  { name: 'contract suite', script: 'test:contract', reportOption: JEST_REPORT, timeoutMinutes: 15 },
  { name: 'security suite', script: 'test:security', reportOption: 'FILE', timeoutMinutes: 10 },
  {
    name: 'end-to-end suite',
    script: 'e2e',
    args: ['--suite', 'e2e'],
    reportOption: 'FILE',
    timeoutMinutes: 20,
  },
];

/** After the servers of the others have ended: each starts one, and memory is for two at a time. */
const ENGINE: Step[] = ENGINE_VERSIONS.map((version) => engineStep(version));

/** Brings everything of its own, as on the machine of somebody who tries the plugin. */
const DEMO: Step = {
  name: 'demo, unattended',
  script: 'demo',
  args: ['--once', '--json'],
  timeoutMinutes: 10,
};

/** Settings of the person who runs this: tests must neither write to their servers nor message their people. */
const PERSONAL = ['ES_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID', 'PORT', 'DEBUG', 'FORCE_COLOR'];

function testEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, CI: 'true', NO_COLOR: '1' };
  PERSONAL.forEach((name) => delete env[name]);
  return env;
}

async function runAll(steps: Step[], env: NodeJS.ProcessEnv): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runStep(step, env));
  return results;
}

async function runWithServers(env: NodeJS.ProcessEnv): Promise<StepResult[]> {
  const servers = await startServers();
  try {
    return [...servers.results, ...(await runAll(WITH_SERVERS, { ...env, ...servers.env }))];
  } finally {
    await servers.stop();
  }
}

async function main(): Promise<number> {
  const env = testEnvironment();
  const results = [
    ...(await runAll(WITHOUT_SERVERS, env)),
    ...(await runWithServers(env)),
    ...(await runAll([...ENGINE, DEMO], env)),
  ];
  const total = sum(results.map(({ counts }) => counts));
  const seconds = results.reduce((all, result) => all + result.seconds, 0);
  console.log(`\n${results.length} steps, ${seconds.toFixed(0)} s`);
  console.log(toText(total));
  return total.failed === 0 ? 0 : 1;
}

runMain(main);
