import type { Client } from '@elastic/elasticsearch';
import { testBackground } from '../../test/background';
import { MINUTE, NOW, SECOND } from '../../test/builders';
import { EMPTY_MEMORY, type Memory } from '../../common/status/memory';
import { runTick } from './background';
import { RunGivenUpError, RUN_TIME } from './run_time';

/** Of Elasticsearch what keeps a memory. */
function memoryClient(kept: Memory): { client: Client; written: Memory[] } {
  const written: Memory[] = [];
  const client = {
    get: async () => ({ found: true, _source: { memory: kept }, _seq_no: 1, _primary_term: 1 }),
    index: async ({ document }: { document: { memory: Memory } }) => ({
      _seq_no: written.push(document.memory),
      _primary_term: 1,
    }),
    indices: {
      putIndexTemplate: async () => undefined,
      putMapping: async () => undefined,
      exists: async () => true,
    },
  };
  return { client: client as unknown as Client, written };
}

it.each([
  ['begins where this one would have, where none was good yet', null, NOW],
  ['begins where the last good one ended', NOW - 5 * MINUTE, NOW - 5 * MINUTE],
])('after a run that may not read its settings, the next %s', async (_what, before, after) => {
  const { client, written } = memoryClient({ ...EMPTY_MEMORY, watermark: before });
  const background = testBackground(client, {}, () => NOW);
  background.settings.open = () => Promise.reject(new Error('another encryption key'));
  background.settings.isUndecryptable = () => true;
  expect(await runTick(background, 'default')).toMatchObject({ report: { outcome: 'failed' } });
  expect(written).toMatchObject([{ watermark: after, lastTick: { problems: [{ code: 'undecryptable' }] } }]);
});

afterEach(() => jest.useRealTimers());

it('a run that was given up while its settings hung writes nothing when they come', async () => {
  jest.useFakeTimers();
  const { client, written } = memoryClient(EMPTY_MEMORY);
  const background = testBackground(client, {}, () => NOW);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), RUN_TIME.all + SECOND));
  background.settings.open = () => late.then(() => Promise.reject(new Error('another encryption key')));
  background.settings.isUndecryptable = () => true;
  const run = expect(runTick(background, 'default')).rejects.toThrow(RunGivenUpError);
  await jest.advanceTimersByTimeAsync(2 * RUN_TIME.all);
  await run;
  expect(written).toEqual([]);
});
