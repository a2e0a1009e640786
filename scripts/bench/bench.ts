import type { Client } from '@elastic/elasticsearch';
import type { RequestMeter } from './request_meter';

/** What every scenario works with. */
export interface Bench {
  /** Stands in the names of spaces and indices. */
  id: string;
  /** Of Elasticsearch. */
  url: string;
  /** Of ticks and walks: its requests are measured. */
  client: Client;
  /** Of everything else. */
  helper: Client;
  meter: RequestMeter;
  /** Times all numbers of documents: 1 for the real figures. */
  scale: number;
  /** Steady ticks of a scenario: with fewer than 20 the 95th percentile is the worst. */
  steadyTicks: number;
  progress(line: string): void;
  signal: AbortSignal;
}

export const scaled = ({ scale }: Bench, count: number) => Math.max(1, Math.round(count * scale));
