import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import type { Bench } from './bench';
import { boundsOf, type Bound } from './bounds';
import { measureBursts, type BurstFigures } from './burst';
import { environmentOf, type Environment } from './environment';
import { measureGrowth, type GrowthFigures } from './growth';
import { measureMillion, type MillionFigures } from './million';
import { RequestMeter } from './request_meter';

export const SCENARIOS = ['million', 'growth', 'burst'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface BenchOptions {
  /** Of an Elasticsearch without security. */
  url: string;
  /** Times all numbers of documents. */
  scale: number;
  /** All where absent. */
  only?: Scenario;
  progress(line: string): void;
  signal: AbortSignal;
}

export interface BenchReport {
  environment: Environment;
  scale: number;
  million?: MillionFigures;
  growth?: GrowthFigures;
  bursts?: BurstFigures[];
  bounds: Bound[];
}

/** Runs the scenarios, and removes what it made. */
export async function runBench({ url, scale, only, progress, signal }: BenchOptions): Promise<BenchReport> {
  const id = randomUUID().slice(0, 8);
  const [client, helper] = [new Client({ node: url }), new Client({ node: url })];
  const bench: Bench = { id, client, helper, meter: new RequestMeter(client), scale, progress, signal };
  const wanted = (scenario: Scenario) => only === undefined || only === scenario;
  try {
    const figures = {
      million: wanted('million') ? await measureMillion(bench) : undefined,
      growth: wanted('growth') ? await measureGrowth(bench) : undefined,
      bursts: wanted('burst') ? await measureBursts(bench) : undefined,
    };
    return { environment: await environmentOf(helper), scale, ...figures, bounds: boundsOf(figures) };
  } finally {
    await removeIndices(helper, `*bench-${id}-*`);
    await Promise.all([client.close(), helper.close()]);
  }
}

/** Elasticsearch removes no indices by a pattern: it is asked for their names. */
async function removeIndices(client: Client, pattern: string): Promise<void> {
  const found = await client.indices.get({ index: pattern, expand_wildcards: 'all', allow_no_indices: true });
  for (const index of Object.keys(found)) await client.indices.delete({ index }, { ignore: [404] });
}
