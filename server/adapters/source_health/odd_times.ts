import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { newestFirst } from '../events/by_time';
import { findExample, howMany, type Example, type ExampleRequest } from './one_example';

/** A tick reads what is dated up to this far ahead, ms: it waits until its time has come. */
const READ_AHEAD = 24 * 60 * 60_000;
/** Further than any clock is ahead, ms: ten thousand years. */
const NEVER = 10_000 * 365 * 24 * 60 * 60_000;
/** Failed logons that are dated so far ahead that no tick reads them before that time. `now`: epoch milliseconds. */
export async function farAheadProblems(
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
): Promise<Problem[]> {
  const { question } = request;
  const { timeField } = question;
  const found = await findExample(client, request, {
    query: question.query(now + READ_AHEAD, now + NEVER),
    fields: [...question.machineFields, { field: timeField, format: 'strict_date_time' }],
    sort: [newestFirst(timeField)],
  });
  if (!found) return [];
  const time = String(found.hit.fields?.[timeField]?.[0] ?? '');
  return [farAheadProblem(found, question.machineOf(found.hit) ?? '', time)];
}

/** The same; nothing where Elasticsearch does not answer, which is a problem of a pattern and told there. */
export const farAheadIfTold = (
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
): Promise<Problem[]> => farAheadProblems(client, request, now).catch(() => []);

/** Failed logons without a time: nobody can tell when they happened, so no tick reads them. */
export async function untimedProblems(
  client: ElasticsearchClient,
  request: ExampleRequest,
): Promise<Problem[]> {
  const { question } = request;
  const found = await findExample(client, request, { query: question.untimed });
  return found ? [untimedProblem(found, question.timeField)] : [];
}

const farAheadProblem = (found: Example, host: string, time: string): Problem => ({
  code: 'clock_far_ahead',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.source.farAheadErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon is} other {# failed logons{orMore, select, yes { or more} other {}} are}} dated more than a day ahead, up to {time}{host, select, none {} other { by {host}}}: no attack is seen in them before that time.',
    values: { ...howMany(found), time, host: host === '' ? 'none' : host },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.farAheadRemedy', {
    defaultMessage:
      'Set the clock of that machine right, or the format of the time in its shipper. Delete the events that are there.',
  }),
});

const untimedProblem = (found: Example, field: string): Problem => ({
  code: 'events_without_time',
  severity: 'warning',
  field: 'settings.fields.time',
  message: i18n.translate('bruteForceAlerts.source.untimedErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon has} other {# failed logons{orMore, select, yes { or more} other {}} have}} no {field}, for example in {index}, so they are not read.',
    values: { ...howMany(found), field, index: found.hit._index },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.untimedRemedy', {
    defaultMessage: 'Let the shipper write the time there, or set the field that has it.',
  }),
});
