import { toFailedLogon } from './document_shape';
import type { EventQuestion } from './event_source_port';

/**
 * The question to Elasticsearch, in one place. Asks by phrase, since that finds the exact value in a `keyword` and
 * in a `text` field alike, and by both names that shippers give the provider.
 */
const SECURITY_PROVIDER = 'Microsoft-Windows-Security-Auditing';
const FAILED_LOGON = '4625';

const anyOf = (should: object[]) => ({ bool: { should, minimum_should_match: 1 } });

/** Matches failed logons: event 4625 of the security provider (others use the number too), and no alert about one. */
const FILTER = [
  anyOf([
    { match_phrase: { 'event.code': FAILED_LOGON } },
    { match_phrase: { 'winlog.event_id': FAILED_LOGON } },
  ]),
  anyOf([
    { match_phrase: { 'event.provider': SECURITY_PROVIDER } },
    { match_phrase: { 'winlog.provider_name': SECURITY_PROVIDER } },
  ]),
];

/** The fields that a failed logon is read from; `document_shape.ts` reads them. */
const FIELDS = [
  'user.name',
  'user.domain',
  'source.ip',
  'source.domain',
  'host.name',
  'winlog.computer_name',
  'winlog.logon.type',
  'winlog.event_data.TargetUserName',
  'winlog.event_data.TargetDomainName',
  'winlog.event_data.IpAddress',
  'winlog.event_data.WorkstationName',
  'winlog.event_data.LogonType',
  'winlog.event_data.Status',
  'winlog.event_data.SubStatus',
];

const TIME_FIELD = '@timestamp';
const ACCOUNT_FIELDS = ['winlog.event_data.TargetUserName', 'user.name'];

/** Failed logons of a slice, both ends included, oldest first. Epoch milliseconds. */
function failedLogonQuery(from: number, to: number): object {
  return {
    bool: {
      filter: [...FILTER, { range: { [TIME_FIELD]: { gte: from, lte: to, format: 'epoch_millis' } } }],
      must_not: [{ exists: { field: 'kibana.alert.uuid' } }],
    },
  };
}

/** Failed logons in the shape of Winlogbeat 8 and Elastic Agent (ECS). */
export const FAILED_LOGONS: EventQuestion = {
  timeField: TIME_FIELD,
  accountFields: ACCOUNT_FIELDS,
  neededFields: [
    [TIME_FIELD],
    ACCOUNT_FIELDS,
    ['event.code', 'winlog.event_id'],
    ['event.provider', 'winlog.provider_name'],
    ['source.ip', 'winlog.event_data.IpAddress', 'source.domain', 'winlog.event_data.WorkstationName'],
  ],
  fields: FIELDS,
  query: failedLogonQuery,
  read: toFailedLogon,
};
