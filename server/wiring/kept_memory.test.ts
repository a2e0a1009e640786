import { ConflictError } from '../../common/settings/conflict';
import { EMPTY_MEMORY, type Memory } from '../../common/status/memory';
import type { TickReport } from '../../common/status/status';
import { NOW, SECOND } from '../../test/builders';
import { problem, tick } from '../../test/status_facts';
import { KeptMemory, type Keeping } from './kept_memory';

let stored: Memory;
let reads: number;
let writes: number;
let fails: Error | undefined;
let kept: KeptMemory;
beforeEach(() => {
  stored = { ...EMPTY_MEMORY, watermark: 0 };
  [reads, writes, fails] = [0, 0, undefined];
  kept = new KeptMemory();
});

/** One tick: reads, moves the mark, writes. Gives the mark that it began at. */
async function run(second: number, report: Partial<TickReport> = {}, keeping: Partial<Keeping> = {}) {
  const store = {
    read: async () => {
      reads += 1;
      return stored;
    },
    write: async (memory: Memory) => {
      writes += 1;
      if (fails) throw fails;
      const revision = { seqNo: writes, primaryTerm: 1 };
      stored = { ...memory, revision };
      return revision;
    },
    forget: async () => undefined,
  };
  const own = { now: NOW + second * SECOND, isFirst: second === 0, isWanted: false, ...keeping };
  const memory = kept.of(store, own);
  const { watermark, ...rest } = await memory.read();
  await memory.write({ ...rest, watermark: second, lastTick: tick(report) });
  return watermark;
}

it('is read once and, while nothing happens, written every five seconds', async () => {
  const begun = [];
  for (const second of [0, 2, 4, 6, 8, 10, 12]) begun.push(await run(second));
  expect([reads, writes, stored.watermark]).toEqual([1, 3, 12]);
  expect(begun).toEqual([0, 0, 2, 4, 6, 8, 10]);
});

it('is written by the first tick after the clock was set back', async () => {
  for (const second of [2, 4, -600, -598]) await run(second);
  expect([writes, stored.watermark]).toEqual([2, -600]);
});

it.each<[string, Partial<TickReport>, Partial<Keeping>]>([
  ['failed', { outcome: 'failed' }, {}],
  ['read a part', { outcome: 'partial' }, {}],
  ['has a problem', { problems: [problem('events_late', 'warning')] }, {}],
  ['is the first of a watch', {}, { isFirst: true }],
  ['somebody waits for', {}, { isWanted: true }],
])('is written at once by a tick that %s', async (_what, report, keeping) => {
  await run(0);
  await run(1, report, keeping);
  expect([writes, stored.watermark]).toEqual([2, 1]);
});

it('is written at once by the first tick that has nothing to say any more', async () => {
  await run(0, { outcome: 'failed' });
  await run(1);
  expect([writes, stored.lastTick?.outcome]).toEqual([2, 'ok']);
});

it('is read anew by the first tick of a watch: another Kibana may have written', async () => {
  await run(0);
  stored = { ...stored, watermark: 77 };
  expect(await run(60, {}, { isFirst: true })).toBe(77);
});

it('is read anew after it could not be written', async () => {
  await run(0);
  fails = new ConflictError('written since');
  await expect(run(6)).rejects.toThrow('written since');
  fails = undefined;
  await run(8);
  expect(reads).toBe(2);
});
