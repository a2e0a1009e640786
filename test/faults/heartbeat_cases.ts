import { MINUTE, SECOND } from '../builders';
import type { FaultCase } from './fault_cases';
import type { FaultWorld, Told } from './fault_world';
import type { ServiceFault } from './faulty_service';
import type { Heart } from './heart';
import { Process } from './mortal';

/** Every way in which a call of the heartbeat fails. */
const SERVICE_FAULTS: readonly ServiceFault[] = [
  { kind: 'refused' },
  { kind: 'reset', at: 'connection' },
  { kind: 'reset', at: 'taken' },
  { kind: 'hang', at: 'connection' },
  { kind: 'hang', at: 'taken' },
  { kind: 'truncated' },
  { kind: 'page' },
  { kind: 'not_counted' },
  { kind: 'status', status: 301 },
  { kind: 'status', status: 404 },
  { kind: 'status', status: 407 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'certificate', of: 'a stranger' },
  { kind: 'certificate', of: 'last week' },
  { kind: 'certificate', of: 'another host' },
];

/** The ports that only the heartbeat, and telling of it, call. */
const OF_THE_HEART = /^(heartbeat|service|troubles|notices)\./;
/** Calls that fail are made again after a minute. */
const NEXT_CALL = 61 * SECOND;
const BEGAN = 'The heartbeat does not arrive';
const OVER = 'The heartbeat arrives again';

const nameOf = ({ kind, ...rest }: ServiceFault) => [kind, ...Object.values(rest)].join(' ');

/**
 * All cases about the heartbeat, each with an attack of its own: the service fails for some minutes in every way, and the
 * process is killed before and after each call, while the service takes calls and while it fails.
 */
export async function heartbeatCases(world: FaultWorld, heart: Heart): Promise<FaultCase[]> {
  const fails: ServiceFault = { kind: 'status', status: 500 };
  const killed = async (fault: ServiceFault | null, what: string) =>
    (await callsWhile(world, heart, fault)).flatMap((name, n) =>
      OF_THE_HEART.test(name)
        ? (['before', 'after'] as const).map((when) => ({
            what: 'heartbeat',
            how: `killed ${when} ${name} (call ${n + 1}), ${what}`,
            play: () => play(world, heart, { fault, process: new Process({ call: n + 1, when }) }),
          }))
        : [],
    );
  return [
    ...SERVICE_FAULTS.map((fault) => ({
      what: 'heartbeat',
      how: nameOf(fault),
      play: () => play(world, heart, { fault, process: new Process() }),
    })),
    ...(await killed(null, 'the service takes it')),
    ...(await killed(fails, 'the service fails')),
  ];
}

/** What a cycle that finds an attack calls, while the service fails for the third time or takes the call. */
async function callsWhile(
  world: FaultWorld,
  heart: Heart,
  fault: ServiceFault | null,
): Promise<readonly string[]> {
  const process = new Process();
  let calls: string[] = [];
  await play(world, heart, { fault, process, atEnd: () => (calls = [...process.calls]) });
  return calls;
}

interface Playing {
  /** Of the service, in four calls one after the other; null where it takes them. The attack comes with the third. */
  fault: ServiceFault | null;
  process: Process;
  /** Called after the cycle that finds the attack. */
  atEnd?: () => unknown;
}

/** The heart beats for as long as this goes on. */
async function play(world: FaultWorld, heart: Heart, playing: Playing): Promise<Told> {
  const { life } = heart;
  life.beside = (process) => heart.cycle(process);
  try {
    const before = { calls: heart.service.calls.length, ...noticesOf(world) };
    const { named, ...told } = await playBeating(world, heart, playing);
    const { began, over } = noticesOf(world);
    const expected = playing.fault ? 1 : 0;
    const wrong: Array<[string, boolean]> = [
      ['the page does not name it', !named],
      ['the page still names it', (await heart.problems()).length > 0],
      [`told that it fails ${began - before.began} times`, began - before.began !== expected],
      [`told that it is over ${over - before.over} times`, over - before.over !== expected],
      ['called more than once a minute', isTooOften(heart.service.calls.slice(before.calls))],
    ];
    return { ...told, amiss: wrong.flatMap(([what, is]) => (is ? [what] : [])) };
  } finally {
    life.beside = null;
  }
}

/** `named`: whether the page named what fails while it did. */
async function playBeating(
  world: FaultWorld,
  heart: Heart,
  { fault, process, atEnd = () => undefined }: Playing,
): Promise<Told & { named: boolean }> {
  const { life, service } = heart;
  if (fault) {
    await service.harm(fault);
    for (const _call of [1, 2]) {
      life.now += NEXT_CALL;
      await life.cycle(new Process());
    }
  }
  let named = true;
  const told = await world.play(
    process,
    () => undefined,
    async () => {
      atEnd();
      if (!fault) return;
      if (process.killedAt !== null) life.restart();
      life.now += NEXT_CALL;
      await life.cycle(process.killedAt === null ? process : new Process());
      named = (await heart.problems()).includes('heartbeat_failing');
      await service.heal();
    },
  );
  return { ...told, named };
}

function noticesOf({ outside: { botApi } }: FaultWorld) {
  const saying = (words: string) => botApi.messages().filter(({ text }) => text.includes(words)).length;
  return { began: saying(BEGAN), over: saying(OVER) };
}

const isTooOften = (calls: readonly number[]) =>
  calls.some((at, n) => n > 0 && at - (calls[n - 1] ?? 0) < MINUTE);
