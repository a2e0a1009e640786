import { missingForSmtp } from '../smtp/environment';
import type { Extent } from './extent';
import type { Lane } from './lanes';
import { laneOn, MINIMAL, SECURED } from './servers';
import { runSteps, type Step } from './step';
import { ENGINE_VERSIONS, engineStep } from './versions';

const KIBANA_VERSION = '8.12.2';
const JEST_REPORT = '--outputFile=FILE';

/**
 * What the suites read from the environment to do more: `at_size.es.test.ts` takes a million accounts, the property
 * tests of ticks take ten times as many lives, and a test that waits for minutes of the real clock is run.
 */
const MORE: Record<Extent, NodeJS.ProcessEnv> = {
  usual: {},
  all: { AT_SIZE: 'million', RUNS: '10', WAITS: 'minutes' },
};

/** The longest first, so that what runs beside it is not waited for at the end; the tests in halves, for two processors. */
const staticSteps = (extent: Extent): Step[] => [
  ...[1, 2].map((half) => ({
    name: `unit tests, half ${half}`,
    script: 'test:unit',
    args: [`--shard=${half}/2`],
    reportOption: JEST_REPORT,
    timeoutMinutes: extent === 'all' ? 120 : 15,
  })),
  { name: 'lint', script: 'lint', timeoutMinutes: 10 },
  { name: 'types', script: 'types', timeoutMinutes: 10 },
  { name: 'format', script: 'format:check', timeoutMinutes: 5 },
  { name: 'circles', script: 'circles', timeoutMinutes: 5 },
  { name: 'messages', script: 'i18n', timeoutMinutes: 5 },
];

const BUILD: Step[] = [
  { name: 'build', script: 'build', args: ['--kibana-version', KIBANA_VERSION], timeoutMinutes: 15 },
  // Once, before three sandboxes that start at the same time would each do it.
  { name: 'sandbox page', script: 'sandbox:page', timeoutMinutes: 10 },
  {
    name: 'verify zip',
    script: 'verify-zip',
    args: [`build/bruteForceAlerts-${KIBANA_VERSION}.zip`],
    timeoutMinutes: 15,
  },
];

const onMinimal = (extent: Extent): Step[] => [
  {
    name: 'Elasticsearch suite',
    script: 'test:elasticsearch',
    reportOption: JEST_REPORT,
    timeoutMinutes: extent === 'all' ? 90 : 30,
  },
  { name: 'contract suite', script: 'test:contract', reportOption: JEST_REPORT, timeoutMinutes: 20 },
];

const onSecured: Step[] = [
  { name: 'keys and roles', script: 'test:keys', reportOption: JEST_REPORT, timeoutMinutes: 10 },
  {
    name: 'end-to-end suite',
    script: 'e2e',
    args: ['--suite', 'e2e'],
    reportOption: 'FILE',
    timeoutMinutes: 30,
  },
  { name: 'security suite', script: 'test:security', reportOption: 'FILE', timeoutMinutes: 20 },
];

/** Steps that wait for the clock most of their time, until the claims of a killed Kibana expire. */
const onProcesses: Step[] = [
  { name: 'process suite', script: 'test:process', reportOption: JEST_REPORT, timeoutMinutes: 20 },
];

/** The demo brings everything that it needs, as for somebody who tries the plugin. */
const DEMO: Step = {
  name: 'demo, unattended',
  script: 'demo',
  args: ['--once', '--json'],
  timeoutMinutes: 10,
};

/** Through a mail server that is not of Node. Skipped, with what is missing, where there is no Python or no such package. */
const REAL_MAIL: Step = {
  name: 'mail through aiosmtpd',
  script: 'test:smtp',
  reportOption: 'FILE',
  timeoutMinutes: 10,
  missing: missingForSmtp,
};
const FUZZ: Step = { name: 'fuzz', script: 'fuzz', timeoutMinutes: 60 };
/** Every case; the Elasticsearch suite has a third of them. */
const FAULTS: Step = { name: 'faults', script: 'faults', args: ['--json'], timeoutMinutes: 30 };

/** Lanes that run side by side, at most `atOnce` at a time. */
export interface Row {
  lanes: Lane[];
  atOnce: number;
}

/**
 * The rows of a test run, which follow one another. The zip is built in the first row, because the second needs it.
 * The first row needs the processor and runs two lanes at once: it holds tests that must be fast on any machine. The
 * second runs three lanes at once, because one of them waits for the clock most of its time.
 * A lane has one Elasticsearch at a time. Each serves one Kibana alone, since two would take each other's messages.
 */
export function planOf(extent: Extent, environment: NodeJS.ProcessEnv): Row[] {
  const env = { ...environment, ...MORE[extent] };
  const lane =
    (...steps: Step[]): Lane =>
    () =>
      runSteps(steps, env);
  const engines = ENGINE_VERSIONS.map((version) => lane(engineStep(version, extent)));
  const more = extent === 'all' ? [lane(REAL_MAIL), lane(FUZZ), lane(FAULTS)] : [];
  return [
    { lanes: [lane(...BUILD), ...staticSteps(extent).map((step) => lane(step))], atOnce: 2 },
    {
      lanes: [
        laneOn(MINIMAL, onMinimal(extent), env),
        laneOn(SECURED, onSecured, env),
        laneOn({ ...MINIMAL, name: 'start Elasticsearch, process' }, onProcesses, env),
        ...engines,
        lane(DEMO),
        ...more,
      ],
      atOnce: 3,
    },
  ];
}
