import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { TestSpace } from '../test/e2e/harness';
import { runMain } from './ending';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE } from '../test/run/target';
import { telegramChannel } from '../test/channels';
import { measureQuietCost, parsePids } from './latency/quiet_cost';
import { makeWait } from './latency/waiting';

const USAGE = `npm run --silent latency -- ${TARGET_USAGE}
  --runs N          how many attacks (20)
  --interval 2s     of detection
  --refresh 1s      of the index; Winlogbeat's own template says 5 s
  --spaces N        how many spaces are watched; attacks are in turn in each (1)
Prints one JSON object: seconds from the moment Elasticsearch confirmed the fifth failure to the message at the stand-in.
  --waiting N       so many messages of another space wait for their chat meanwhile (0)
  --quiet MINUTES   instead: what watching costs while nothing happens, in per cent of a core, detection on less off
  --pids kibana=N,elasticsearch=N   of these processes (Linux); without --url the sandbox is this one`;

/**
 * Milliseconds between attacks: longer than one run, and different each time, so that attacks fall on every phase of a
 * run.
 */
const PAUSE = { least: 500, spread: 7_000 };

/** A person at the stand-in, whose messages wait for nobody else's. */
const OWN_CHAT = '1001';

interface Wanted {
  runs: number;
  interval: string;
  refresh: string;
  waiting: number;
  quiet: number | null;
  pids: Record<string, number>;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...TARGET_OPTIONS,
      runs: { type: 'string', default: '20' },
      interval: { type: 'string', default: '2s' },
      refresh: { type: 'string', default: '1s' },
      spaces: { type: 'string', default: '1' },
      waiting: { type: 'string', default: '0' },
      quiet: { type: 'string' },
      pids: { type: 'string', default: '' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const { interval, refresh } = values;
  const pids = { ...(values.url ? {} : { kibana: process.pid }), ...parsePids(values.pids) };
  const quiet = values.quiet === undefined ? null : Number(values.quiet);
  const target = await openTarget(values, (line) => console.error(line));
  try {
    setTarget(target);
    const wanted = {
      runs: Number(values.runs),
      interval,
      refresh,
      waiting: Number(values.waiting),
      quiet,
      pids,
    };
    const measured = await inSpaces(Number(values.spaces), (spaces) =>
      wanted.waiting > 0 ? measureBehind(spaces, wanted) : measure(spaces, wanted),
    );
    console.log(JSON.stringify({ interval, spaces: Number(values.spaces), ...measured }));
    return 0;
  } finally {
    await target.stop();
  }
}

/** Sets the environment variables that the suite's harness reads. */
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

async function inSpaces<T>(count: number, work: (spaces: TestSpace[]) => Promise<T>): Promise<T> {
  const { TestSpace } = await import('../test/e2e/harness');
  const spaces: TestSpace[] = [];
  try {
    for (let n = 0; n < count; n += 1) spaces.push(await TestSpace.create());
    return await work(spaces);
  } finally {
    for (const space of spaces) await space.remove();
  }
}

/** The same while messages of one more space wait. */
const measureBehind = (spaces: TestSpace[], wanted: Wanted): Promise<object> =>
  inSpaces(1, async ([full]) => {
    const waiting = full ? await makeWait(full, wanted.waiting) : 0;
    return { waiting, ...(await measure(spaces, wanted)) };
  });

async function measure(spaces: TestSpace[], wanted: Wanted): Promise<object> {
  const { interval, refresh, quiet, pids } = wanted;
  for (const { client, index } of spaces)
    await client.indices.putSettings({ index, settings: { refresh_interval: refresh } });
  if (quiet !== null) {
    const options = { interval, minutes: quiet, pids };
    return measureQuietCost(spaces, options, (line) => console.error(line));
  }
  for (const space of spaces) await space.turnOn({ interval, channels: [telegramChannel(OWN_CHAT)] });
  const seconds = await attackInTurn(spaces, wanted.runs);
  const sorted = [...seconds].sort((a, b) => a - b);
  const attained = [];
  for (const space of spaces) attained.push((await space.status()).interval.attained);
  const figures = { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
  return { n: seconds.length, refresh, ...figures, seconds, attained };
}

async function attackInTurn(spaces: TestSpace[], runs: number): Promise<number[]> {
  const { messagesAbout, eventually } = await import('../test/e2e/harness');
  const seconds: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const space = spaces[n % spaces.length];
    if (!space) throw new Error('There is no space to attack: --spaces is 1 or more.');
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
}

/** The nearest-rank quantile of sorted numbers. */
const quantile = (sorted: number[], q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];

runMain(main);
