/**
 * The question to Elasticsearch, in one place. Asks by phrase, since that finds the exact value in a `keyword` and
 * in a `text` field alike, and by both names that shippers give the provider.
 */
const SECURITY_PROVIDER = 'Microsoft-Windows-Security-Auditing';
const FAILED_LOGON = '4625';

const anyOf = (should: object[]) => ({ bool: { should, minimum_should_match: 1 } });

/** Matches failed logons: event 4625 of the security provider (others use the number too), and no alert about one. */
export const FAILED_LOGON_FILTER = [
  anyOf([{ match_phrase: { 'event.code': FAILED_LOGON } }, { match_phrase: { 'winlog.event_id': FAILED_LOGON } }]),
  anyOf([
    { match_phrase: { 'event.provider': SECURITY_PROVIDER } },
    { match_phrase: { 'winlog.provider_name': SECURITY_PROVIDER } },
  ]),
];

/** The fields that a failed logon is read from; `document_shape.ts` reads them. */
export const FAILED_LOGON_FIELDS = [
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

/** One field of each list is enough for a pattern to be readable: the time, and whose logon failed. */
export const TIME_FIELD = '@timestamp';
export const ACCOUNT_FIELDS = ['winlog.event_data.TargetUserName', 'user.name'];

/** Failed logons of a slice, both ends included, oldest first. Epoch milliseconds. */
export function failedLogonQuery(from: number, to: number): object {
  return {
    bool: {
      filter: [...FAILED_LOGON_FILTER, { range: { [TIME_FIELD]: { gte: from, lte: to, format: 'epoch_millis' } } }],
      must_not: [{ exists: { field: 'kibana.alert.uuid' } }],
    },
  };
}
