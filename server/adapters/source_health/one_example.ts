import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';

/** More are not counted. */
const COUNTED_TO = 1_000;

export interface ExampleRequest {
  patterns: string[];
  question: EventQuestion;
  options: { signal?: AbortSignal; requestTimeout: number };
}

/** What is looked for, and what is to be shown of the example. */
interface Wanted {
  query: object;
  fields?: Array<string | { field: string; format: string }>;
  sort?: object[];
  /** How long Elasticsearch looks; what it found by then is given. */
  timeout?: string;
}

/** One document, and how many there are, up to `COUNTED_TO`. */
export interface Example {
  hit: Hit;
  count: number;
}

/** An example of what a query finds; undefined where it finds nothing. Throws where Elasticsearch does not answer. */
export async function findExample(
  client: ElasticsearchClient,
  request: ExampleRequest,
  wanted: Wanted,
): Promise<Example | undefined> {
  const {
    hits: [hit],
    count,
  } = await findExamples(client, request, wanted, 1);
  return hit && { hit, count };
}

/** Up to `size` examples of what a query finds, and how many there are, up to `COUNTED_TO`. Throws likewise. */
export async function findExamples(
  client: ElasticsearchClient,
  { patterns, options }: ExampleRequest,
  wanted: Wanted,
  size: number,
): Promise<{ hits: Hit[]; count: number }> {
  const { hits } = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      allow_no_indices: true,
      size,
      ...wanted,
      _source: false,
      track_total_hits: COUNTED_TO,
    },
    options,
  );
  return { hits: hits.hits as Hit[], count: countOf(hits) };
}

const countOf = ({ total }: { total?: number | { value: number } }): number =>
  typeof total === 'object' ? total.value : (total ?? 0);
