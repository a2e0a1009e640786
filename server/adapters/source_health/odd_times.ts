import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import { newestFirst } from '../events/by_time';

/** A tick reads what is dated up to this far ahead, ms: it waits until its time has come. */
const READ_AHEAD = 24 * 60 * 60_000;
/** Further than any clock is ahead, ms: ten thousand years. */
const NEVER = 10_000 * 365 * 24 * 60 * 60_000;
/** More are not counted. */
export const COUNTED_TO = 1_000;

export interface TimesRequest {
  patterns: string[];
  question: EventQuestion;
  options: { signal?: AbortSignal; requestTimeout: number };
}

/** Failed logons that are dated so far ahead that no tick reads them before that time. `now`: epoch milliseconds. */
export async function farAheadProblems(
  client: ElasticsearchClient,
  { patterns, question, options }: TimesRequest,
  now: number,
): Promise<Problem[]> {
  const { timeField } = question;
  const answer = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      allow_no_indices: true,
      size: 1,
      query: question.query(now + READ_AHEAD, now + NEVER),
      _source: false,
      fields: [...question.candidates.host, { field: timeField, format: 'strict_date_time' }],
      sort: [newestFirst(timeField)],
      track_total_hits: COUNTED_TO,
    },
    options,
  );
  const [hit] = answer.hits.hits as Hit[];
  if (!hit) return [];
  const time = String(hit.fields?.[timeField]?.[0] ?? '');
  return [farAheadProblem(countOf(answer), question.machineOf(hit) ?? '', time)];
}

/** The same; nothing where Elasticsearch does not answer, which is a problem of a pattern and told there. */
export const farAheadIfTold = (
  client: ElasticsearchClient,
  request: TimesRequest,
  now: number,
): Promise<Problem[]> => farAheadProblems(client, request, now).catch(() => []);

/** Failed logons without a time: nobody can tell when they happened, so no tick reads them. */
export async function untimedProblems(
  client: ElasticsearchClient,
  { patterns, question, options }: TimesRequest,
): Promise<Problem[]> {
  const answer = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      allow_no_indices: true,
      size: 1,
      query: question.untimed,
      _source: false,
      track_total_hits: COUNTED_TO,
    },
    options,
  );
  const [hit] = answer.hits.hits as Hit[];
  return hit ? [untimedProblem(countOf(answer), hit._index, question.timeField)] : [];
}

/** Up to `COUNTED_TO`. */
export const countOf = ({ hits: { total } }: { hits: { total?: number | { value: number } } }): number =>
  typeof total === 'object' ? total.value : (total ?? 0);

const farAheadProblem = (count: number, host: string, time: string): Problem => ({
  code: 'clock_far_ahead',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.source.farAheadErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon is} other {# failed logons or more are}} dated more than a day ahead, up to {time}{host, select, none {} other { by {host}}}: no attack is seen in them before that time.',
    values: { count, time, host: host === '' ? 'none' : host },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.farAheadRemedy', {
    defaultMessage:
      'Set the clock of that machine right, or the format of the time in its shipper. Delete the events that are there.',
  }),
});

const untimedProblem = (count: number, index: string, field: string): Problem => ({
  code: 'events_without_time',
  severity: 'warning',
  field: 'settings.fields.time',
  message: i18n.translate('bruteForceAlerts.source.untimedErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon has} other {# failed logons or more have}} no {field}, for example in {index}, so they are not read.',
    values: { count, field, index },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.untimedRemedy', {
    defaultMessage: 'Let the shipper write the time there, or set the field that has it.',
  }),
});
