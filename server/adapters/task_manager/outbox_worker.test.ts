import type { Logger } from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { createOutboxWorker } from './outbox_worker';

interface Drain {
  signal: AbortSignal;
  end(): void;
  fail(error: Error): void;
}

let drains: Drain[];
let logged: string[];
const logger: Logger = { ...SILENT, warn: (line) => logged.push(line) };
const create = () =>
  createOutboxWorker(
    (signal) =>
      new Promise<void>((resolve, reject) => {
        drains.push({ signal, end: resolve, fail: reject });
      }),
    logger,
  );
const settled = () => new Promise(setImmediate);
const nth = (n: number): Drain => {
  const drain = drains[n];
  if (!drain) throw new Error(`There is no drain ${n}`);
  return drain;
};

beforeEach(() => {
  drains = [];
  logged = [];
});

it('starts a drain at a poke', () => {
  create().poke();
  expect(drains).toHaveLength(1);
});

it('runs one drain at a time, however often it is poked, and then one more for all of them', async () => {
  const worker = create();
  worker.poke();
  worker.poke();
  worker.poke();
  await settled();
  expect(drains).toHaveLength(1);
  nth(0).end();
  await settled();
  expect(drains).toHaveLength(2);
  nth(1).end();
  await settled();
  expect(drains).toHaveLength(2);
});

it('starts another at a poke after one has ended', async () => {
  const worker = create();
  worker.poke();
  nth(0).end();
  await settled();
  worker.poke();
  expect(drains).toHaveLength(2);
});

it('ends an awaited drain only when what came during it is sent too', async () => {
  const worker = create();
  const ended = jest.fn();
  const draining = worker.drain().then(ended);
  worker.poke();
  nth(0).end();
  await settled();
  expect(ended).not.toHaveBeenCalled();
  nth(1).end();
  await draining;
  expect(ended).toHaveBeenCalledTimes(1);
});

it('logs what a poke runs into, and goes on at the next one', async () => {
  const worker = create();
  worker.poke();
  nth(0).fail(new Error('away'));
  await settled();
  expect(logged).toEqual(['Messages could not be sent, the next run tries again: away']);
  worker.poke();
  expect(drains).toHaveLength(2);
});

it('goes on with what was poked while a drain failed', async () => {
  const worker = create();
  worker.poke();
  worker.poke();
  nth(0).fail(new Error('Elasticsearch is away'));
  await settled();
  expect(drains).toHaveLength(2);
});

it('starts nothing at a poke after it was stopped', async () => {
  const worker = create();
  await worker.stop();
  worker.poke();
  expect(drains).toHaveLength(0);
});

it('tells whoever awaits a drain that it failed', async () => {
  const draining = create().drain();
  nth(0).fail(new Error('away'));
  await expect(draining).rejects.toThrow('away');
  expect(logged).toEqual([]);
});

it('is told to stop, waits for the drain that runs, and starts no other', async () => {
  const worker = create();
  worker.poke();
  worker.poke();
  const stopped = jest.fn();
  const stopping = worker.stop().then(stopped);
  expect(nth(0).signal.aborted).toBe(true);
  await settled();
  expect(stopped).not.toHaveBeenCalled();
  nth(0).end();
  await stopping;
  expect(drains).toHaveLength(1);
});

it('stops also where the drain that runs fails, or none runs', async () => {
  const worker = create();
  await worker.stop();
  const other = create();
  other.poke();
  const stopping = other.stop();
  nth(0).fail(new Error('aborted'));
  await expect(stopping).resolves.toBeUndefined();
});
