import type { Client } from '@elastic/elasticsearch';
import { savedObjectsError, UndecryptableError } from '../../test/thrown_errors';
import { SILENT, testBackground } from '../../test/background';
import { MINUTE, NOW, SECOND } from '../../test/builders';
import { EMPTY_MEMORY, type Memory } from '../../common/status/memory';
import { cleanUp, runTick } from './background';
import { open } from './opening';
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
  expect(await runTick(background, 'default')).toBe('unreadable');
  expect(written).toMatchObject([{ watermark: after, lastTick: { problems: [{ code: 'undecryptable' }] } }]);
});

describe('a run that may not read its settings', () => {
  /** What it wrote into the memory, and what it said of the secrets. `good`: when a tick went well, ms ago. */
  async function ranWith({ good }: { good: number }) {
    const lastGoodTickAt = NOW - good;
    const { client, written } = memoryClient({ ...EMPTY_MEMORY, watermark: NOW - good, lastGoodTickAt });
    const background = testBackground(client, {}, () => NOW);
    const said: Array<[string, boolean]> = [];
    const noted = NOW - MINUTE;
    background.secrets = {
      read: async () => ({ by: 'another', since: noted, at: noted }),
      saw: async (space, isReadable) => void said.push([space, isReadable]),
    };
    background.settings.open = () => Promise.reject(new Error('another encryption key'));
    background.settings.isUndecryptable = () => true;
    await runTick(background, 'default');
    return { written: written.length, said };
  }

  it('writes nothing over the memory of another Kibana, which reads, and says that it cannot', async () =>
    expect(await ranWith({ good: 10 * SECOND })).toEqual({ written: 0, said: [['default', false]] }));

  it('keeps that it failed where no other Kibana reads', async () =>
    expect(await ranWith({ good: MINUTE + SECOND })).toEqual({ written: 1, said: [['default', false]] }));
});

it('a run that may read its settings says so', async () => {
  const background = testBackground(memoryClient(EMPTY_MEMORY).client, {}, () => NOW);
  const said: boolean[] = [];
  background.secrets.saw = async (_space, isReadable) => void said.push(isReadable);
  background.settings.open = background.settings.openIfReadable;
  await open(background, 'default');
  expect(said).toEqual([true]);
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

it('a problem that lasts is written to the log once, and again when it comes back', async () => {
  const { client, written } = memoryClient(EMPTY_MEMORY);
  const background = testBackground(client, {}, () => NOW);
  const logged: string[] = [];
  background.logger = { ...SILENT, warn: (line) => void logged.push(String(line)) };
  background.settings.open = () => Promise.reject(new UndecryptableError('another encryption key'));
  background.settings.isUndecryptable = () => true;
  for (let n = 0; n < 3; n += 1) await runTick(background, 'default');
  expect(logged).toEqual([expect.stringContaining('Space default: undecryptable: ')]);
  expect(written).toHaveLength(3);
  background.kept.areNews('default', [], NOW);
  await runTick(background, 'default');
  expect(logged).toHaveLength(2);
});

describe('what a space leaves where detection is off', () => {
  /** Whether it is still kept, and which keys were invalidated. */
  async function leftAfter(opening: () => Promise<null>) {
    const background = testBackground(memoryClient(EMPTY_MEMORY).client, {}, () => NOW);
    const invalidated: string[] = [];
    background.settings.open = opening;
    background.settings.isUndecryptable = (error) => error instanceof UndecryptableError;
    background.authority.invalidate = async (keyId) => void invalidated.push(keyId);
    const before = background.kept.alertsOf('a', NOW);
    const failure = await cleanUp(background, 'a', 'key of a').catch((error: Error) => error.message);
    return { isKept: background.kept.alertsOf('a', NOW) === before, invalidated, failure };
  }

  it.each([
    ['goes with its key where its settings are gone', async () => null, false, ['key of a'], undefined],
    [
      'goes, but never the key, where its settings are there and cannot be decrypted',
      () => Promise.reject(new UndecryptableError('another encryption key')),
      false,
      [],
      undefined,
    ],
    [
      'stays where its settings cannot be read now',
      () => Promise.reject(savedObjectsError(503)),
      true,
      [],
      'saved objects',
    ],
  ])('%s', async (_what, opening, isKept, invalidated, failure) => {
    expect(await leftAfter(opening)).toEqual({ isKept, invalidated, failure });
  });
});
