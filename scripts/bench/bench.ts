import type { Client } from '@elastic/elasticsearch';
import type { RequestMeter } from './request_meter';

/** What every scenario works with. */
export interface Bench {
  /** A part of the names of spaces and indices, so that runs do not meet. */
  id: string;
  /** URL of Elasticsearch. */
  url: string;
  /** The client of ticks and walks, whose requests are measured. */
  client: Client;
  /** The client for everything else. */
  helper: Client;
  meter: RequestMeter;
  /** Factor on all numbers of documents: 1 for the real figures. */
  scale: number;
  /** How many steady ticks a scenario has. With fewer than 20 the 95th percentile is the worst tick. */
  steadyTicks: number;
  progress(line: string): void;
  signal: AbortSignal;
}

export const scaled = ({ scale }: Bench, count: number) => Math.max(1, Math.round(count * scale));
