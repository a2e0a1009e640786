import type { Problem } from '../../../common/status/problems';
import { milliseconds } from '../../../common/time';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { errorTypeOf, isLicenceRefusal } from '../authority/key_errors';
import { statusOf } from '../elasticsearch_errors';
import { patternProblem } from './source_problems';

/** Elasticsearch knows dates that are further away, ms from 1970; JavaScript does not, and could not show them. */
const DATE_MAX = 8.64e15;

/** `options`: of each request. */
interface Asking {
  timeField: string;
  options: { signal?: AbortSignal; requestTimeout: number };
}

interface Newest {
  /** Epoch milliseconds; null where there is none, or it is no date. */
  newestEventAt: number | null;
  problem?: Problem;
}

/**
 * Read as a run reads: over a point in time. With a right on an alias alone, and not on the indices behind it,
 * Elasticsearch answers every other question and refuses this one (8.14.1).
 */
export async function readNewest(
  client: ElasticsearchClient,
  pattern: string,
  { timeField, options }: Asking,
): Promise<Newest> {
  const point = { index: pattern, keep_alive: '30s', ignore_unavailable: true };
  const { id } = await client.openPointInTime(point, options);
  try {
    return { newestEventAt: await newestOf(client, id, { timeField, options }) };
  } catch (error) {
    if (statusOf(error) !== 403 || errorTypeOf(error) !== 'security_exception' || isLicenceRefusal(error))
      throw error;
    return { newestEventAt: null, problem: patternProblem('pattern_by_alias_only', pattern) };
  } finally {
    await client.closePointInTime({ id }, options).catch(() => undefined); // it expires by itself
  }
}

async function newestOf(
  client: ElasticsearchClient,
  id: string,
  { timeField, options }: Asking,
): Promise<number | null> {
  const answer = await client.search(
    {
      pit: { id },
      size: 1,
      _source: false,
      fields: [{ field: timeField, format: 'epoch_millis' }],
      sort: [{ [timeField]: { order: 'desc', unmapped_type: 'date' } }],
      track_total_hits: false,
    },
    options,
  );
  const time = milliseconds(answer.hits.hits[0]?.fields?.[timeField]?.[0]);
  return Math.abs(time) <= DATE_MAX ? time : null;
}
