import type { HeartbeatOutcome } from '../../common/status/heartbeat';
import { MINUTE, NOW, SECOND } from '../../test/builders';
import { FakeHeartbeatStore } from '../../test/heartbeats';
import { Heartbeats, type BeatingSpace, type HeartbeatPorts } from './heartbeat';

const TAKEN: HeartbeatOutcome = { ok: true, said: 'HTTP 200: OK' };
const REFUSED: HeartbeatOutcome = {
  ok: false,
  code: 'address_unknown',
  said: 'HTTP 404',
  remedy: 'Copy it.',
};

let store: FakeHeartbeatStore;
let spaces: BeatingSpace[];
let now: number;
let isWell: boolean;
let outcome: HeartbeatOutcome | null;
let calls: string[];
let logged: string[];
beforeEach(() => {
  store = new FakeHeartbeatStore();
  spaces = [{ space: 'default', version: '1', minutes: 5 }];
  now = NOW;
  isWell = true;
  outcome = TAKEN;
  calls = [];
  logged = [];
});

/** A Kibana. */
const kibana = (overrides: Partial<HeartbeatPorts> = {}) =>
  new Heartbeats({
    spaces: () => spaces,
    isWell: async () => isWell,
    storeOf: () => store,
    call: async (space) => {
      calls.push(space);
      return outcome;
    },
    clock: () => now,
    log: (line) => void logged.push(line),
    ...overrides,
  });
/** Looks every five seconds for so long, and gives when it called. */
async function beatFor(ms: number, kibanas = [kibana()]): Promise<number[]> {
  const times: number[] = [];
  for (const end = now + ms; now < end; now += 5 * SECOND) {
    const before = calls.length;
    await Promise.all(kibanas.map((one) => one.beat()));
    times.push(...calls.slice(before).map(() => (now - NOW) / MINUTE));
  }
  return times;
}

it('calls at once, and then every five minutes', async () => {
  expect(await beatFor(16 * MINUTE)).toEqual([0, 5, 10, 15]);
  expect(store.stored).toMatchObject({ calledAt: now - MINUTE, last: { ...TAKEN }, failures: 0 });
});

it('calls nobody while detection does not work, and at once when it does again', async () => {
  isWell = false;
  const one = kibana();
  expect(await beatFor(20 * MINUTE, [one])).toEqual([]);
  expect(store.stored.calledAt).toBeNull();
  isWell = true;
  expect(await beatFor(MINUTE, [one])).toEqual([20]);
});

it('calls again after a minute where a call failed, and counts the failures', async () => {
  outcome = REFUSED;
  const one = kibana();
  expect(await beatFor(3 * MINUTE, [one])).toEqual([0, 1, 2]);
  expect(store.stored).toMatchObject({ failures: 3, failingSince: NOW, last: REFUSED });
  outcome = TAKEN;
  expect(await beatFor(6 * MINUTE, [one])).toEqual([3, 8]);
  expect(store.stored).toMatchObject({ failures: 0, failingSince: null });
});

it('calls once where two Kibanas watch at the same moment, whoever began first', async () => {
  expect(await beatFor(11 * MINUTE, [kibana(), kibana()])).toEqual([0, 5, 10]);
});

it('calls at once where the clock was set back, and then at its pace', async () => {
  const one = kibana();
  await beatFor(MINUTE, [one]);
  now -= 60 * MINUTE;
  expect(await beatFor(10 * MINUTE, [one])).toEqual([-59, -54]);
});

it('goes on where another Kibana was', async () => {
  expect(await beatFor(3 * MINUTE)).toEqual([0]);
  expect(await beatFor(3 * MINUTE)).toEqual([5]);
});

it('of a Kibana that was killed in the call, the next one calls after a minute', async () => {
  void kibana({ call: () => new Promise(() => undefined) }).beat();
  while (store.stored.calledAt === null) await Promise.resolve();
  expect(await beatFor(2 * MINUTE, [kibana()])).toEqual([1]);
});

it('asks for nothing more often than it has to', async () => {
  const read = jest.spyOn(store, 'read');
  const one = kibana();
  await beatFor(10 * MINUTE, [one]);
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads again what is known where settings were saved: the URL may be another one', async () => {
  const one = kibana();
  await beatFor(MINUTE, [one]);
  await store.forget();
  expect(await beatFor(MINUTE, [one])).toEqual([]);
  spaces = [{ space: 'default', version: '2', minutes: 5 }];
  expect(await beatFor(MINUTE, [one])).toEqual([2]);
});

it('makes no second call while one hangs', async () => {
  const answers: Array<() => void> = [];
  const one = kibana({
    call: () => {
      calls.push('default');
      return new Promise((resolve) => answers.push(() => resolve(TAKEN)));
    },
  });
  void one.beat();
  while (answers.length === 0) await Promise.resolve();
  now += 10 * MINUTE;
  await one.beat();
  expect(calls).toHaveLength(1);
});

it('of one space that cannot be looked at, it says so, and calls for the others', async () => {
  spaces = [{ space: 'broken', version: '1', minutes: 1 }, ...spaces];
  const one = kibana({
    isWell: (space) => (space === 'broken' ? Promise.reject(new Error('away')) : Promise.resolve(true)),
  });
  await one.beat();
  expect(calls).toEqual(['default']);
  expect(logged).toEqual(['The heartbeat of space broken is looked at again in a moment: away']);
});

it('remembers nothing of a call where there was no URL to call', async () => {
  outcome = null;
  await kibana().beat();
  expect(store.stored).toMatchObject({ last: null, failures: 0 });
});
