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

/** How many documents a search found: `count`, and more than that where `isMore`. */
export interface Found {
  count: number;
  isMore: boolean;
}

/** One document, and how many there are, up to `COUNTED_TO`. */
export interface Example extends Found {
  hit: Hit;
}

/** Several documents, likewise. */
export interface Examples extends Found {
  hits: Hit[];
}

/**
 * The values of a text that says how many there are. After the number it has
 * `{orMore, select, yes { or more} other {}}`, since an exact count is no "or more".
 */
export const howMany = ({ count, isMore }: Found) => ({ count, orMore: isMore ? 'yes' : 'no' });

/** An example of what a query finds; undefined where it finds nothing. Throws where Elasticsearch does not answer. */
export async function findExample(
  client: ElasticsearchClient,
  request: ExampleRequest,
  wanted: Wanted,
): Promise<Example | undefined> {
  const {
    hits: [hit],
    ...found
  } = await findExamples(client, request, wanted, 1);
  return hit && { hit, ...found };
}

/** Up to `size` examples of what a query finds, and how many there are, up to `COUNTED_TO`. Throws likewise. */
export async function findExamples(
  client: ElasticsearchClient,
  { patterns, options }: ExampleRequest,
  wanted: Wanted,
  size: number,
): Promise<Examples> {
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
  return { hits: hits.hits as Hit[], ...foundOf(hits) };
}

/** Elasticsearch stops counting at the bound, and says so by `gte`. */
function foundOf({ total = 0 }: { total?: number | { value: number; relation: string } }): Found {
  if (typeof total === 'number') return { count: total, isMore: false };
  return { count: total.value, isMore: total.relation === 'gte' };
}
