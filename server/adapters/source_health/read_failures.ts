import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';

/** How far back is looked, ms: long enough for a machine on which somebody mistypes now and then. */
export const LOOK_BACK = 7 * 24 * 60 * 60_000;

export interface FailuresQuestion {
  question: EventQuestion;
  /** Epoch ms. */
  now: number;
  options: { signal?: AbortSignal; requestTimeout: number };
}

/** With its time, epoch milliseconds. */
export interface SortedHit extends Hit {
  sort: [number];
}

/**
 * Whether a tick would read the hit as an event. A tick asks for the time in milliseconds; here it is as the
 * document has it, to be shown.
 */
export const isRead = ({ sort: [at], ...hit }: SortedHit, { read, timeField }: EventQuestion): boolean =>
  read({ ...hit, fields: { ...hit.fields, [timeField]: [at] } }) !== undefined;

/**
 * How many failed logons of the last `LOOK_BACK` do not say who wrote them. Throws where Elasticsearch does not answer.
 */
export async function countWithoutProvider(
  client: ElasticsearchClient,
  patterns: string | string[],
  { question, now, options }: FailuresQuestion,
): Promise<number> {
  const query = question.withoutProvider(now - LOOK_BACK, now);
  const answer = await client.count(
    { index: patterns, ignore_unavailable: true, allow_no_indices: true, query },
    options,
  );
  return answer.count;
}
