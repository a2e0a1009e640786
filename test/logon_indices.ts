import type { estypes } from '@elastic/elasticsearch';
import type { TestElasticsearch } from './elasticsearch';
import { facts, SHAPES, type LogonFacts } from './shapes';
import { WINLOGBEAT_MAPPINGS } from './winlogbeat';

/** A document as a test wants it: a failed logon, unless it says otherwise. */
export interface Wanted extends Partial<LogonFacts> {
  /** Elasticsearch makes one where it is left out; with one that is taken the document is replaced. */
  id?: string;
  /** Documents of the same routing lie in the same shard. */
  routing?: string;
}

/** Elasticsearch finds it, and it says nothing after all: an NTLM validation that worked, in capitals. */
export const UNREADABLE: Wanted = { code: 4776, status: '0X0' };

const BULK = 5_000;

/** Indices of logons that nobody else has; they go with the suite's Elasticsearch. */
export class LogonIndices {
  readonly #elasticsearch: TestElasticsearch;
  #serial = 0;

  constructor(elasticsearch: TestElasticsearch) {
    this.#elasticsearch = elasticsearch;
  }

  /** The beginning of names that no other test has. */
  newName(): string {
    return `winlogbeat-${this.#elasticsearch.id}-${(this.#serial += 1)}-`;
  }

  async create(
    index: string,
    shards: number,
    mappings: estypes.MappingTypeMapping = WINLOGBEAT_MAPPINGS as never,
  ): Promise<void> {
    await this.#elasticsearch.client().indices.create({
      index,
      settings: { number_of_shards: shards, number_of_replicas: 0, 'index.translog.durability': 'async' },
      mappings,
    });
  }

  /** Gives the ids of the documents as events carry them. They are visible at once. */
  async write(index: string, wanted: Wanted[]): Promise<string[]> {
    const ids: string[] = [];
    for (let start = 0; start < wanted.length; start += BULK) {
      const operations = wanted
        .slice(start, start + BULK)
        .flatMap(({ id, routing, ...rest }) => [
          { index: { _index: index, _id: id, routing } },
          SHAPES['Winlogbeat 8']?.(facts(rest)) ?? {},
        ]);
      const answer = await this.#elasticsearch.client().bulk({ operations, refresh: true });
      if (answer.errors) throw new Error(`${index} refused: ${JSON.stringify(answer.items[0])}`);
      ids.push(...answer.items.map(({ index: item }) => `${item?._index}/${item?._id}`));
    }
    return ids;
  }
}
