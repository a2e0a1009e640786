import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, ROOT } from '../../scripts/paths';
import { eventually } from '../eventually';
import type { SeenRequest } from '../faulty_proxy';
import { TASK_VARIABLE, type ChildTask } from './child_order';
import type { FaultCase } from './fault_cases';
import type { FaultWorld } from './fault_world';
import type { KillPoint } from './mortal';

/** The program of a child process in one file, so that it starts in half a second. */
export interface ChildProgram {
  file: string;
  remove(): Promise<void>;
}

export async function buildChild(): Promise<ChildProgram> {
  await mkdir(CACHE, { recursive: true });
  const file = join(CACHE, `faults_child_${process.pid}.cjs`);
  await build({
    entryPoints: [join(ROOT, 'test', 'faults', 'child.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    logLevel: 'error',
    alias: {
      '@kbn/i18n': join(ROOT, 'sandbox', 'kbn', 'i18n.ts'),
      '@kbn/config-schema': join(ROOT, 'sandbox', 'kbn', 'config_schema.ts'),
    },
    external: ['esbuild', 'fsevents'],
  });
  return { file, remove: () => rm(file, { force: true }) };
}

interface Ended {
  signal: NodeJS.Signals | null;
  /** The calls that it made; none where it was killed. */
  calls: string[];
}

/** A child process that lives. */
interface Child {
  kill(): void;
  ended: Promise<Ended>;
}

function start({ file }: ChildProgram, task: ChildTask): Child {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, [TASK_VARIABLE]: JSON.stringify(task) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`A child process failed:\n${errors}`));
      else resolve({ signal, calls: signal ? [] : (JSON.parse(output) as string[]) });
    });
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/**
 * Processes that are killed by SIGKILL, at each call of a cycle that finds an attack, at three points: before the call,
 * after the far side took it and before it could answer, and after the answer and before anything was done with it.
 */
export async function realKillCases(world: FaultWorld, program: ChildProgram): Promise<FaultCase[]> {
  const { proxy, botApi } = world.outside;
  const taskOf = (killAt: KillPoint | null) => ({
    elasticsearch: proxy.url,
    botApi: botApi.url,
    killAt,
  });
  let places: { calls: string[]; requests: SeenRequest[] } = { calls: [], requests: [] };
  await world.playElsewhere(async (order) => {
    proxy.heal();
    const { calls } = await start(program, { ...order, ...taskOf(null) }).ended;
    places = { calls, requests: [...proxy.seen] };
  });
  /** Kills the child at a point of its own, or where `isTaken` says that the far side took a request. */
  const play = (how: string, killAt: KillPoint | null, hold?: () => () => boolean): FaultCase => ({
    what: 'SIGKILL',
    how,
    play: (playing) =>
      playing.playElsewhere(async (order) => {
        const isTaken = hold?.();
        const child = start(program, { ...order, ...taskOf(killAt) });
        if (isTaken) {
          await Promise.race([eventually(how, async () => isTaken(), 30, 10), child.ended]);
          child.kill();
        }
        const { signal } = await child.ended;
        proxy.heal();
        if (signal !== 'SIGKILL') throw new Error(`The child lived on: ${how}`);
      }),
  });
  const atCalls = places.calls.flatMap((name, n) =>
    (['before', 'after'] as const).map((when) =>
      play(`${when} ${name} (call ${n + 1})`, { call: n + 1, when }),
    ),
  );
  const atRequests = places.requests.flatMap(({ method, path }, n) =>
    isWrite(method, path)
      ? [
          play(
            `Elasticsearch took ${method} ${placeOf(path)} (request ${n + 1})`,
            null,
            holdRequest(world, n),
          ),
        ]
      : [],
  );
  const atTelegram = play('Telegram took sendMessage', null, () => {
    const before = botApi.messages().length;
    botApi.script.next({ kind: 'hang_after_accepting', method: 'sendMessage' });
    return () => botApi.messages().length > before;
  });
  return [...atCalls, ...atRequests, atTelegram];
}

/** Holds back the answer to one request after Elasticsearch took it. */
const holdRequest =
  ({ outside: { proxy } }: FaultWorld, nth: number) =>
  () => {
    proxy.heal();
    let count = -1;
    let isTaken = false;
    proxy.harm({ kind: 'hold_answer', taken: () => (isTaken = true) }, () => (count += 1) === nth);
    return () => isTaken;
  };

const isWrite = (method: string, path: string) => !['GET', 'HEAD'].includes(method) && !/_search|_mget|_pit/.test(path);
const placeOf = (path: string) => path.replace(/\?.*/, '').replace(/[0-9a-f]{20,}/g, '…');
