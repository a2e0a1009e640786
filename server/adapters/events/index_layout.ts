import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { Position } from '../../detect/events/event_source_port';
import { statusOf } from '../elasticsearch_errors';

/** An index behind the patterns. One that is made anew under its old name has another `uuid`. */
export interface Place {
  name: string;
  uuid: string;
  shards: number;
  /** How long what was written may wait until it is visible, ms; 0 where that is not by a set time. */
  refreshEvery: number;
}

export interface RequestOptions {
  signal?: AbortSignal;
  requestTimeout: number;
  maxRetries: number;
}

/**
 * The open indices behind patterns, also behind aliases; null where the caller may not see them (403), or a
 * name is unknown (404).
 */
export async function readLayout(
  client: ElasticsearchClient,
  patterns: string[],
  options: RequestOptions,
): Promise<Place[] | null> {
  const answer = await client.indices
    .getSettings(
      {
        index: patterns,
        name: ['index.uuid', 'index.number_of_shards', 'index.refresh_interval'],
        expand_wildcards: 'open',
        ignore_unavailable: true,
        allow_no_indices: true,
      },
      options,
    )
    .catch((error: unknown) => {
      if (statusOf(error) === 403 || statusOf(error) === 404) return null;
      throw error;
    });
  return answer && Object.entries(answer).map(([name, { settings }]) => toPlace(name, settings?.index));
}

interface IndexSettings {
  uuid?: string;
  number_of_shards?: unknown;
  refresh_interval?: unknown;
}

const toPlace = (name: string, index: IndexSettings = {}): Place => ({
  name,
  uuid: index.uuid ?? '',
  shards: Number(index.number_of_shards ?? 1),
  refreshEvery: milliseconds(String(index.refresh_interval ?? '1s')),
});

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Of a time as Elasticsearch writes it in settings, such as `30s`; 0 for `-1`, which is never. */
function milliseconds(time: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(time) ?? [];
  return Number(count ?? 0) * (UNITS[unit ?? ''] ?? 0);
}

/** The longest that what was written in one of them may wait until it is visible, ms. */
export const longestRefresh = (layout: Place[]): number =>
  Math.max(0, ...layout.map(({ refreshEvery }) => refreshEvery));

/** How many shards the index with the most has. */
export const mostShards = (layout: Place[]): number => Math.max(0, ...layout.map(({ shards }) => shards));

const keyOf = ({ uuid }: Place, shard: number) => `${uuid}/${shard}`;

/**
 * By index, the highest sequence number seen in its shard of this number. Indices where none was seen are
 * left out.
 */
function seenIn(layout: Place[], position: Position, shard: number): Array<{ name: string; seqNo: number }> {
  return layout.flatMap((place) => {
    const seqNo = position[keyOf(place, shard)];
    return seqNo === undefined ? [] : [{ name: place.name, seqNo }];
  });
}

const inIndex = (name: string, filter: object) => ({
  bool: { filter: [{ term: { _index: name } }, filter] },
});

/** Documents of a shard that lie behind a position: all of an index of which none was seen. */
export function isBehind(layout: Place[], position: Position, shard: number): object {
  const seen = seenIn(layout, position, shard);
  const others = { bool: { must_not: [{ terms: { _index: seen.map(({ name }) => name) } }] } };
  const newer = seen.map(({ name, seqNo }) => inIndex(name, { range: { _seq_no: { gt: seqNo } } }));
  return { bool: { should: [...newer, others], minimum_should_match: 1 } };
}

/** Documents of a shard that lie at or before a position: none of an index of which none was seen. */
export function isUpTo(layout: Place[], position: Position, shard: number): object {
  const older = seenIn(layout, position, shard).map(({ name, seqNo }) =>
    inIndex(name, { range: { _seq_no: { lte: seqNo } } }),
  );
  return older.length === 0 ? { match_none: {} } : { bool: { should: older, minimum_should_match: 1 } };
}

/**
 * Collects the highest sequence number seen in each shard. Hits name their index, a position names its uuid.
 * Indices that are not in the layout are left out.
 */
export class PositionMark {
  readonly #uuids: Map<string, string>;
  readonly #marks: Record<string, number> = {};

  constructor(layout: Place[], start: Position) {
    this.#uuids = new Map(layout.map(({ name, uuid }) => [name, uuid]));
    for (const place of layout)
      for (let shard = 0; shard < place.shards; shard += 1) {
        const seqNo = start[keyOf(place, shard)];
        if (seqNo !== undefined) this.#marks[keyOf(place, shard)] = seqNo;
      }
  }

  see(name: string, shard: number, seqNo: number): void {
    const uuid = this.#uuids.get(name);
    if (uuid === undefined) return; // made since the layout was read: all of it is new at the next run
    const key = `${uuid}/${shard}`;
    this.#marks[key] = Math.max(this.#marks[key] ?? -1, seqNo);
  }

  /** Whether a document lies at or before the highest sequence number seen in its shard. */
  isPast(name: string, shard: number, seqNo: number): boolean {
    const seen = this.#marks[`${this.#uuids.get(name)}/${shard}`];
    return seen !== undefined && seqNo <= seen;
  }

  position(): Position {
    return { ...this.#marks };
  }
}
