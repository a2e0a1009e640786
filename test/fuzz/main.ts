import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { operations } from '../openapi/document';
import { buildWhereNeeded } from '../sandbox_process';
import { runMain } from '../../scripts/ending';
import { ROOT } from '../../scripts/paths';
import { writeDescription } from './description';
import { openGate } from './gate';
import { generateRequests } from './generator';
import type { Place } from './place';
import { pythonEnvironment } from '../python_environment';
import { CALLERS, Tally, type Caller } from './tally';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, type Target } from '../run/target';

const USAGE = `npm run --silent fuzz -- ${TARGET_USAGE}
  --requests N      over all routes and callers (10000)
  --seed N          for the same requests again (a random one)
Has Schemathesis make up requests from docs/openapi.yaml, for nobody, somebody without the privilege, a reader and
somebody with all privileges. Fails on a server error, on an answer that is not described, and where somebody without
the privilege changed anything. Needs Python 3.11 or newer, which installs Schemathesis into the cache folder.`;

/** It and the packages that it needs, each pinned. */
const SCHEMATHESIS = { name: 'Schemathesis', requirements: join(ROOT, 'test', 'fuzz', 'requirements.txt') };

/** The most restarts of Schemathesis. It is started with another seed where it finds no new requests. */
const MOST_ROUNDS = 40;

const progress = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...TARGET_OPTIONS,
      requests: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const command = join(await pythonEnvironment(SCHEMATHESIS, progress), 'bin', 'schemathesis');
  if (!values.url) await buildWhereNeeded();
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  const target = await openTarget(values, progress);
  try {
    return report(await fuzz(target, command, Number(values.requests), seed), seed);
  } finally {
    await target.stop();
  }
}

/** The suites' harness reads where it runs from the environment. */
function setTarget({ url, username, password, es, botApi }: Target): void {
  const env = {
    E2E_URL: url,
    E2E_USERNAME: username,
    E2E_PASSWORD: password,
    E2E_ES: es,
    E2E_BOT_API: botApi,
  };
  Object.assign(process.env, env);
}

async function fuzz(target: Target, command: string, requests: number, seed: number): Promise<Tally> {
  setTarget(target);
  const { makePlace } = await import('./place');
  const place = await makePlace(progress);
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const tally = new Tally();
  const fuzzer = { target, command, place, tally, folder, seed, description: join(folder, 'openapi.json') };
  try {
    await writeDescription(fuzzer.description, place.known);
    for (const caller of CALLERS) await fuzzAs(fuzzer, caller, Math.ceil(requests / CALLERS.length));
    for (const stray of await place.strayKeys())
      tally.faults.push({ kind: 'state changed', caller: 'all', ...stray });
    return tally;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await place.remove();
  }
}

interface Fuzzer {
  target: Target;
  command: string;
  place: Place;
  tally: Tally;
  folder: string;
  seed: number;
  description: string;
}

async function fuzzAs(fuzzer: Fuzzer, caller: Caller, most: number): Promise<void> {
  const { place, tally } = fuzzer;
  progress(`${most} requests of "${caller}" …`);
  const before = await place.watchedState();
  await sendAs(fuzzer, caller, most);
  const changed = difference(before, await place.watchedState());
  if (changed.length > 0)
    tally.faults.push({ kind: 'state changed', caller, request: 'all of them', detail: changed.join(', ') });
}

type Kind = [mode: 'positive' | 'all', phases: string[]];
const AS_DESCRIBED: Kind = ['positive', ['examples', 'fuzzing']];
/** Requests that need not fit the description, with values at and beyond the bounds of every field. */
const ANYHOW: Kind = ['all', ['coverage', 'fuzzing']];

/** Sends requests: first the same number to each route, then to all routes until there are enough. */
async function sendAs(
  { target, command, place, tally, folder, seed, description }: Fuzzer,
  caller: Caller,
  most: number,
): Promise<void> {
  const isElasticsearchUp = () => answers(target);
  const doors = place.doorsOf(caller);
  const gate = await openGate({ kibana: target.url, caller, doors, tally, isElasticsearchUp });
  // A caller without access gets no further with requests that fit the description, so one kind of request is enough.
  const kinds = caller === 'read' || caller === 'all' ? [AS_DESCRIBED, ANYHOW] : [ANYHOW];
  const share = Math.floor(most / operations().length / kinds.length);
  const common = { command, description, folder, url: gate.url, examples: Math.max(1, share) };
  try {
    for (const { id: operation } of operations())
      for (const [mode, phases] of kinds)
        await generateRequests({ ...common, seed, operation, mode, phases, enough: gate.allow(share) });
    for (let round = 1; gate.answered() < most; round += 1) {
      if (round === MOST_ROUNDS) throw new Error(`Only ${gate.answered()} requests could be made up.`);
      const enough = gate.allow(most - gate.answered());
      await generateRequests({ ...common, seed: seed + round, mode: 'all', phases: ['fuzzing'], enough });
    }
  } finally {
    await gate.close();
  }
}

async function answers({ es, username, password }: Target): Promise<boolean> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const signal = AbortSignal.timeout(10_000);
  return fetch(es, { headers: { authorization }, signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Names of what differs. */
function difference(before: object, after: object): string[] {
  const now = new Map(Object.entries(after));
  return Object.entries(before)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name)))
    .map(([name, value]) =>
      `${name}: ${JSON.stringify(value)} became ${JSON.stringify(now.get(name))}`.slice(0, 600),
    );
}

function report(tally: Tally, seed: number): number {
  console.log(tally.toText(operations().map(({ method, path }) => `${method} ${path}`)));
  console.log(`\n${tally.total} requests, seed ${seed}, ${tally.unreachable} while Elasticsearch was away`);
  if (tally.faults.length > 0) console.log(`\n${tally.faultsToText()}`);
  console.log(`\n${tally.faults.length} faults`);
  return tally.faults.length === 0 ? 0 : 1;
}

runMain(main);
