import type { Fault } from '../../sandbox/bot_api/script';
import type { ProxyFault } from '../faulty_proxy';
import type { FaultWorld, Told } from './fault_world';
import type { FaultyService } from './faulty_service';
import { Process } from './mortal';
import type { ViaTelegram } from './via';

/** One fault at one place, in one life of the plugin. */
export interface FaultCase {
  /** What fails: `kill`, `SIGKILL`, `elasticsearch`, `telegram`, `smtp`, `kill by e-mail`, or `heartbeat`. */
  what: string;
  /** How it fails, and where. */
  how: string;
  play(world: FaultWorld): Promise<Told>;
}

/** Telegram's failures of one call of sendMessage, from the error table and the network. */
const TELEGRAM_FAULTS: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'hang_after_accepting' },
  { kind: 'truncated' },
  { kind: 'html502' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 407 },
  { kind: 'retry_after', seconds: 3 },
  { kind: 'retry_after', seconds: 120 },
  { kind: 'refusal', code: 'telegram_trouble' },
  { kind: 'refusal', code: 'bot_kicked' },
  { kind: 'refusal', code: 'chat_not_found' },
  { kind: 'refusal', code: 'token_refused' },
  { kind: 'refusal', code: 'no_right_to_write' },
  { kind: 'refusal', code: 'formatting_refused' },
  { kind: 'refusal', code: 'other_refusal' },
  { kind: 'echo', as: 'plain' },
  { kind: 'echo', as: 'page' },
];

/** Failures of every request to Elasticsearch in a cycle. */
const ELASTICSEARCH_FAULTS: readonly ProxyFault[] = [
  { kind: 'reset' },
  { kind: 'lose_answer' },
  { kind: 'hang' },
  { kind: 'truncated' },
  { kind: 'page' },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503 },
];

const nameOf = (fault: Fault | ProxyFault): string =>
  [
    fault.kind,
    ...Object.entries(fault).flatMap(([key, value]) => (key === 'kind' ? [] : [String(value)])),
  ].join(' ');

const telegramCases = (): FaultCase[] =>
  TELEGRAM_FAULTS.map((fault) => ({
    what: 'telegram',
    how: nameOf(fault),
    play: (world) =>
      world.play(
        new Process(),
        () => world.outside.botApi.script.next({ ...fault, method: 'sendMessage' }),
        () => undefined,
      ),
  }));

/** Nobody listens where Telegram was, or somebody who shows a certificate that nobody trusts. */
export const telegramElsewhere = (via: ViaTelegram, service: FaultyService): FaultCase[] => {
  const play = (how: string, apiUrl: string): FaultCase => ({
    what: 'telegram',
    how,
    async play(world) {
      await service.harm({ kind: 'certificate', of: 'a stranger' });
      return world.play(
        new Process(),
        () => via.reach(apiUrl),
        () => {
          via.reach(null);
          return service.heal();
        },
      );
    },
  });
  return [
    play('connection refused', `http://127.0.0.1:${NOBODY}`),
    play('certificate a stranger', `https://${service.host}`),
  ];
};

/** A port at which nobody listens. */
const NOBODY = 1;

/** Every request of the cycle fails; or, where `nth` is given, that one alone. */
const elasticsearchCase = (fault: ProxyFault, nth: number | null): FaultCase => ({
  what: 'elasticsearch',
  how: `${nameOf(fault)}, ${nth === null ? 'every request' : `request ${nth}`}`,
  play: (world) => {
    const { proxy } = world.outside;
    let count = 0;
    const strikes = () => (count += 1) === nth || nth === null;
    return world.play(
      new Process(),
      () => proxy.harm(fault, strikes),
      () => proxy.heal(),
    );
  },
});

/** Nobody listens where Elasticsearch was. */
const elasticsearchGone: FaultCase = {
  what: 'elasticsearch',
  how: 'connection refused',
  play: async (world) => {
    const { proxy } = world.outside;
    await proxy.goDown();
    return world.play(
      new Process(),
      () => undefined,
      () => proxy.comeBack(),
    );
  },
};

const killCase = (call: number, name: string, when: 'before' | 'after', what = 'kill'): FaultCase => ({
  what,
  how: `${when} ${name} (call ${call})`,
  play: (world) =>
    world.play(
      new Process({ call, when }),
      () => undefined,
      () => undefined,
    ),
});

/** What a cycle that finds an attack calls, and how many requests it makes: every one of them is a place to fail at. */
export interface Places {
  calls: readonly string[];
  requests: number;
}

/** Lives a cycle without a fault, to see its places. */
export async function placesOf(world: FaultWorld): Promise<Places> {
  const process = new Process();
  const { proxy } = world.outside;
  let places: Places = { calls: [], requests: 0 };
  await world.play(
    process,
    () => proxy.heal(),
    () => {
      places = { calls: [...process.calls], requests: proxy.seen.length };
    },
  );
  return places;
}

/** A process is killed before and after each call of the delivery of a mail. */
export const mailKillCases = ({ calls }: Places): FaultCase[] =>
  calls.flatMap((name, n) =>
    name.startsWith('smtp.') || name.startsWith('outbox.')
      ? (['before', 'after'] as const).map((when) => killCase(n + 1, name, when, 'kill by e-mail'))
      : [],
  );

/** All cases of a world that tells by Telegram. A process is killed before and after each call; each request loses its answer once. */
export function allCases({ calls, requests }: Places): FaultCase[] {
  const each = <T>(count: number, of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(n + 1));
  return [
    ...calls.flatMap((name, n) => [killCase(n + 1, name, 'before'), killCase(n + 1, name, 'after')]),
    ...telegramCases(),
    elasticsearchGone,
    ...ELASTICSEARCH_FAULTS.map((fault) => elasticsearchCase(fault, null)),
    ...each(requests, (n) => elasticsearchCase({ kind: 'lose_answer' }, n)),
    ...each(requests, (n) => elasticsearchCase({ kind: 'status', status: 503 }, n)),
  ];
}
