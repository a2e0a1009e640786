import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { incompleteAnswer } from '../elasticsearch_errors';
import type { RequestOptions } from './index_layout';

/**
 * One search. `shard`: the number of the shard to search in each index, since sequence numbers mean something
 * within a shard only; all shards where it is left out.
 */
export interface ShardSearch {
  shard?: number;
  body: object;
}

interface ShardAnswer {
  error?: { type?: string; root_cause?: Array<{ type?: string }> };
  status?: number;
  timed_out?: boolean;
  _shards?: { failed: number };
}

/** An error within an answer, in the shape of those that the client throws. Says its type: reasons hold names of accounts. */
class RefusedSearchError extends Error {
  override name = 'ResponseError';
  readonly meta: { statusCode: number | undefined; body: object };

  constructor({ error, status }: ShardAnswer) {
    super(`a search was refused (${status}: ${error?.root_cause?.[0]?.type ?? error?.type})`);
    this.meta = { statusCode: status, body: { error } };
  }
}

/** Sends all searches in one request. Gives their answers in order. Throws where one was refused or is incomplete. */
export async function searchShards<Answer>(
  client: ElasticsearchClient,
  patterns: string[],
  searches: ShardSearch[],
  options: RequestOptions,
): Promise<Answer[]> {
  if (searches.length === 0) return [];
  const lines = searches.flatMap(({ shard, body }) => [
    {
      index: patterns,
      preference: shard === undefined ? undefined : `_shards:${shard}`,
      ignore_unavailable: true,
      allow_partial_search_results: false,
      request_cache: false,
    },
    body,
  ]);
  const { responses } = await client.msearch({ searches: lines as never }, options);
  return (responses as ShardAnswer[]).map((answer) => {
    if (answer.error) throw new RefusedSearchError(answer);
    if (answer.timed_out || answer._shards?.failed) throw incompleteAnswer(answer._shards?.failed ?? 0);
    return answer as Answer;
  });
}
