import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import { findExample, type ExampleRequest } from './one_example';
import { LOOK_BACK } from './read_failures';

/**
 * Failed logons of the last week that stand in their documents as one text: no field has their number, so no tick finds
 * them. `now`: epoch milliseconds. Throws where Elasticsearch does not answer.
 */
export async function wholeTextProblems(
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
): Promise<Problem[]> {
  const { question } = request;
  const found = await findExample(client, request, {
    query: question.asOneText(now - LOOK_BACK, now),
    fields: [...question.wholeTexts],
  });
  if (!found) return [];
  const { hit, count } = found;
  return [wholeTextProblem(count, { index: hit._index, field: fieldOf(hit, question) })];
}

/** The same; nothing where Elasticsearch does not answer, which is a problem of a pattern and told there. */
export const wholeTextsIfTold = (
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
): Promise<Problem[]> => wholeTextProblems(client, request, now).catch(() => []);

/** The field that has the text. */
const fieldOf = ({ fields = {} }: Hit, { wholeTexts, failedLogon }: EventQuestion): string =>
  wholeTexts.find((field) => String(fields[field]?.[0] ?? '').includes(failedLogon)) ?? '';

const wholeTextProblem = (count: number, where: { index: string; field: string }): Problem => ({
  code: 'events_as_text',
  severity: 'warning',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.source.asTextErrorMessage', {
    defaultMessage:
      '{count, plural, one {# failed logon of the last week stands} other {# failed logons or more of the last week stand}} as one text in the field {field}, for example in {index}. What a text says is not read, so they are not counted.',
    values: { count, ...where },
  }),
  remedy: i18n.translate('bruteForceAlerts.source.asTextRemedy', {
    defaultMessage:
      'Let the shipper send the fields of the event, or let an ingest pipeline take the text apart: docs/shippers.md has one.',
  }),
});
