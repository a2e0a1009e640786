import { randomUUID } from 'node:crypto';
import { Client } from '@elastic/elasticsearch';
import { removeIndices } from '../../test/elasticsearch';
import type { Bench } from './bench';
import { boundsOf, type Bound } from './bounds';
import { measureBursts, type BurstFigures } from './burst';
import { ELSEWHERE } from './elsewhere';
import { environmentOf, type Environment } from './environment';
import { measureGrowth, type GrowthFigures } from './growth';
import { measureMillion, type MillionFigures } from './million';
import { measureSustained, type SustainedFigures } from './sustained';
import { RequestMeter } from './request_meter';

export const SCENARIOS = ['million', 'growth', 'burst', 'sustained'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface BenchOptions {
  /** URL of an Elasticsearch without security. */
  url: string;
  /** Factor on all numbers of documents. */
  scale: number;
  /** How many steady ticks a scenario has. */
  steadyTicks: number;
  /** The one scenario to run; absent: all except the sustained load. */
  only?: Scenario;
  /** How long the sustained load lasts. */
  minutes: number;
  progress(line: string): void;
  signal: AbortSignal;
}

/** Which documents were measured, and with which mapping. */
export const MEASURED = {
  documents: 'Winlogbeat 8 documents',
  mapping: 'text is mapped as keyword, the address as ip',
  requestCache: false,
} as const;

export interface BenchReport {
  measured: typeof MEASURED;
  environment: Environment;
  scale: number;
  million?: MillionFigures;
  growth?: GrowthFigures;
  bursts?: BurstFigures[];
  sustained?: SustainedFigures;
  bounds: Bound[];
  elsewhere: typeof ELSEWHERE;
}

/** Runs the scenarios, and removes what it made. */
export async function runBench({ url, only, ...options }: BenchOptions): Promise<BenchReport> {
  const id = randomUUID().slice(0, 8);
  const [client, helper] = [new Client({ node: url }), new Client({ node: url })];
  const bench: Bench = { id, url, client, helper, meter: new RequestMeter(client), ...options };
  const wanted = (scenario: Scenario) => only === undefined || only === scenario;
  try {
    const figures = {
      million: wanted('million') ? await measureMillion(bench) : undefined,
      growth: wanted('growth') ? await measureGrowth(bench) : undefined,
      bursts: wanted('burst') ? await measureBursts(bench) : undefined,
      // It takes its minutes even where everything else is scaled down, so it runs only where it is named.
      sustained: only === 'sustained' ? await measureSustained(bench, options) : undefined,
    };
    const environment = await environmentOf(helper);
    const bounds = boundsOf(figures);
    return {
      measured: MEASURED,
      environment,
      scale: options.scale,
      ...figures,
      bounds,
      elsewhere: ELSEWHERE,
    };
  } finally {
    await removeIndices(helper, `*bench-${id}-*`);
    await Promise.all([client.close(), helper.close()]);
  }
}
