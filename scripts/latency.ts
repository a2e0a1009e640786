import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runMain } from './ending';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE } from '../test/run/target';

const USAGE = `npm run --silent latency -- ${TARGET_USAGE}
  --runs N          how many attacks (20)
  --interval 5s     of detection
  --refresh 1s      of the index; Winlogbeat's own template says 5 s
Prints one JSON object: seconds from the moment Elasticsearch confirmed the fifth failure to the message at the stand-in.`;

/** Between attacks: longer than one run, and another phase of Task Manager's poll each time. */
const PAUSE = { least: 500, spread: 7_000 };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...TARGET_OPTIONS,
      runs: { type: 'string', default: '20' },
      interval: { type: 'string', default: '5s' },
      refresh: { type: 'string', default: '1s' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const target = await openTarget(values, (line) => console.error(line));
  try {
    setTarget(target);
    const seconds = await measure(Number(values.runs), values.interval, values.refresh);
    const sorted = [...seconds].sort((a, b) => a - b);
    const { interval, refresh } = values;
    console.log(
      JSON.stringify({
        n: seconds.length,
        interval,
        refresh,
        median: quantile(sorted, 0.5),
        p95: quantile(sorted, 0.95),
        seconds,
      }),
    );
    return 0;
  } finally {
    await target.stop();
  }
}

/** The suite's harness reads where it runs from the environment. */
function setTarget(target: {
  url: string;
  username: string;
  password: string;
  es: string;
  botApi: string;
}): void {
  Object.assign(process.env, {
    E2E_URL: target.url,
    E2E_USERNAME: target.username,
    E2E_PASSWORD: target.password,
    E2E_ES: target.es,
    E2E_BOT_API: target.botApi,
  });
}

async function measure(runs: number, interval: string, refresh: string): Promise<number[]> {
  const { TestSpace, messagesAbout, eventually } = await import('../test/e2e/harness');
  const space = await TestSpace.create();
  try {
    await space.client.indices.putSettings({ index: space.index, settings: { refresh_interval: refresh } });
    await space.turnOn({ interval });
    const seconds: number[] = [];
    for (let n = 0; n < runs; n += 1) {
      await sleep(PAUSE.least + Math.random() * PAUSE.spread);
      const account = `latency-${n}-${space.id}`;
      await space.fail(account, 5);
      const fifth = Date.now();
      const [message] = await eventually('the message', async () => {
        const messages = await messagesAbout(account);
        return messages.length > 0 && messages;
      });
      seconds.push(Math.round((Date.parse(message?.at ?? '') - fifth) / 10) / 100);
      console.error(`${n + 1}/${runs}: ${seconds[n]} s`);
    }
    return seconds;
  } finally {
    await space.remove();
  }
}

/** The nearest-rank quantile of sorted numbers. */
const quantile = (sorted: number[], q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];

runMain(main);
