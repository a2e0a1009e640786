import { setTimeout as sleep } from 'node:timers/promises';
import { createWinlogbeatIndex } from '../../test/winlogbeat';
import type { Bench } from './bench';

/** Documents in one bulk request, about 4 MB: Elasticsearch works best with a few MB. */
const BULK = 5_000;
const IN_FLIGHT = 4;
const MERGE_POLL = 500;
/** The refresh interval of Winlogbeat's own template. */
const REFRESH = '5s';

export interface LoadedIndex {
  index: string;
  documents: number;
  /** Mean size of a document as it was sent, bytes. */
  meanSource: number;
  /** Mean size of a document as it is stored, bytes. */
  meanStored: number;
  segments: number;
  shards: number;
  refresh: string;
}

/** Makes an index of one shard, fills it, and waits until Elasticsearch has nothing left to do with it. */
export async function fillIndex(
  bench: Bench,
  index: string,
  documents: Iterable<string>,
): Promise<LoadedIndex> {
  const { helper, progress } = bench;
  progress(`Loading ${index} …`);
  const start = performance.now();
  await createWinlogbeatIndex(helper, index, '-1');
  const loaded = await load(bench, index, documents);
  await helper.indices.putSettings({ index, settings: { refresh_interval: REFRESH } });
  await helper.indices.flush({ index });
  await mergesDone(bench, index);
  progress(`  ${loaded.documents} documents in ${Math.round((performance.now() - start) / 1_000)} s`);
  return describeIndex(bench, index, loaded);
}

/** Adds documents to an index. They can be found when this returns. */
export async function addDocuments(bench: Bench, index: string, documents: Iterable<string>): Promise<void> {
  await load(bench, index, documents);
}

interface Loaded {
  documents: number;
  bytes: number;
}

async function load({ helper, signal }: Bench, index: string, documents: Iterable<string>): Promise<Loaded> {
  const loaded = { documents: 0, bytes: 0 };
  const parts = inParts(documents);
  const takeParts = async () => {
    for (const part of parts) {
      signal.throwIfAborted();
      const operations = part.flatMap((document) => ['{"create":{}}', document]);
      const answer = await helper.bulk({ index, operations, filter_path: 'errors' });
      if (answer.errors) throw new Error(`Elasticsearch refused documents for ${index}.`);
      loaded.documents += part.length;
      loaded.bytes += part.reduce((sum, document) => sum + Buffer.byteLength(document), 0);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, takeParts));
  await helper.indices.refresh({ index });
  return loaded;
}

function* inParts(documents: Iterable<string>): Generator<string[]> {
  let part: string[] = [];
  for (const document of documents) {
    part.push(document);
    if (part.length < BULK) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function mergesDone({ helper, signal }: Bench, index: string): Promise<void> {
  for (;;) {
    const { _all } = await helper.indices.stats({ index, metric: 'merge' });
    if (!_all.total?.merges?.current) return;
    await sleep(MERGE_POLL, undefined, { signal });
  }
}

async function describeIndex(
  { helper }: Bench,
  index: string,
  { documents, bytes }: Loaded,
): Promise<LoadedIndex> {
  const { _all, _shards } = await helper.indices.stats({ index, metric: ['store', 'segments'] });
  const stored = _all.primaries?.store?.size_in_bytes ?? 0;
  return {
    index,
    documents,
    meanSource: Math.round(bytes / documents),
    meanStored: Math.round(stored / documents),
    segments: _all.primaries?.segments?.count ?? 0,
    shards: _shards.successful,
    refresh: REFRESH,
  };
}
