import type { Logger } from '../../../kibana_contracts/server';
import { SILENT } from '../../../test/background';
import { createOutboxWorker } from './outbox_worker';

interface Look {
  end(): void;
  fail(error: Error): void;
}

let looks: Look[];
let logged: string[];
let isStopped: boolean;
/** What is on its way when the worker is stopped. */
let onItsWay: Promise<void>;
const logger: Logger = { ...SILENT, warn: (line) => logged.push(line) };
const create = () =>
  createOutboxWorker(
    {
      look: () => new Promise<void>((end, fail) => looks.push({ end, fail })),
      async stop() {
        isStopped = true;
        await onItsWay;
      },
    },
    logger,
  );
const settled = () => new Promise(setImmediate);
const nth = (n: number): Look => {
  const look = looks[n];
  if (!look) throw new Error(`There is no look ${n}`);
  return look;
};

beforeEach(() => {
  looks = [];
  logged = [];
  isStopped = false;
  onItsWay = Promise.resolve();
});

it('starts a look at a poke', () => {
  create().poke();
  expect(looks).toHaveLength(1);
});

it('runs one look at a time, however often it is poked, and then one more for all of them', async () => {
  const worker = create();
  worker.poke();
  worker.poke();
  worker.poke();
  await settled();
  expect(looks).toHaveLength(1);
  nth(0).end();
  await settled();
  expect(looks).toHaveLength(2);
  nth(1).end();
  await settled();
  expect(looks).toHaveLength(2);
});

it('starts another at a poke after one has ended', async () => {
  const worker = create();
  worker.poke();
  nth(0).end();
  await settled();
  worker.poke();
  expect(looks).toHaveLength(2);
});

it('ends an awaited look only when what came during it was looked at too', async () => {
  const worker = create();
  const ended = jest.fn();
  const looking = worker.look().then(ended);
  worker.poke();
  nth(0).end();
  await settled();
  expect(ended).not.toHaveBeenCalled();
  nth(1).end();
  await looking;
  expect(ended).toHaveBeenCalledTimes(1);
});

it('logs what a poke runs into, and goes on at the next one', async () => {
  const worker = create();
  worker.poke();
  nth(0).fail(new Error('away'));
  await settled();
  expect(logged).toEqual(['Messages could not be sent, the next run tries again: away']);
  worker.poke();
  expect(looks).toHaveLength(2);
});

it('goes on with what was poked while a look failed', async () => {
  const worker = create();
  worker.poke();
  worker.poke();
  nth(0).fail(new Error('Elasticsearch is away'));
  await settled();
  expect(looks).toHaveLength(2);
});

it('starts nothing at a poke after it was stopped', async () => {
  const worker = create();
  await worker.stop();
  worker.poke();
  expect(looks).toHaveLength(0);
});

it('tells whoever awaits a look that it failed', async () => {
  const looking = create().look();
  nth(0).fail(new Error('away'));
  await expect(looking).rejects.toThrow('away');
  expect(logged).toEqual([]);
});

it('is told to stop, waits for the look that runs and for what is on its way, and starts no other', async () => {
  let arrive = () => {};
  onItsWay = new Promise((resolve) => (arrive = resolve));
  const worker = create();
  worker.poke();
  worker.poke();
  const stopped = jest.fn();
  const stopping = worker.stop().then(stopped);
  expect(isStopped).toBe(true);
  nth(0).end();
  await settled();
  expect(stopped).not.toHaveBeenCalled();
  arrive();
  await stopping;
  expect(looks).toHaveLength(1);
});

it('waits, stopped, for the look that runs', async () => {
  const worker = create();
  worker.poke();
  const stopped = jest.fn();
  const stopping = worker.stop().then(stopped);
  await settled();
  expect(stopped).not.toHaveBeenCalled();
  nth(0).end();
  await stopping;
});

it('stops also where the look that runs fails, or none runs', async () => {
  const worker = create();
  await worker.stop();
  const other = create();
  other.poke();
  const stopping = other.stop();
  nth(0).fail(new Error('aborted'));
  await expect(stopping).resolves.toBeUndefined();
});
