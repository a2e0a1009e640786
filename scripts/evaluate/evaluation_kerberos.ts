import type { Client } from '@elastic/elasticsearch';
import type { EventQuestion, Hit } from '../../server/detect/events/event_source_port';
import { normaliseAddress } from '../../server/detect/events/address';
import {
  normaliseAccount,
  normaliseHost,
  normaliseStatus,
  normaliseText,
} from '../../server/detect/events/normalise';
import { FailuresRead, type FailureRead } from './tally_failures';

const PAGE = 1_000;
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
/** Failed Kerberos pre-authentication, which is logged only where it fails. */
const PRE_AUTHENTICATION = '4771';
/** A ticket that was asked for, and NTLM validation: logged whether they fail or not. */
const LOGGED_ALWAYS = ['4768', '4776'];
const SUCCEEDED = ['0x0', '0x00000000', '0'];

/**
 * Reads all failures of Kerberos and NTLM. The detection never reads event 4768 and the others only on request, so
 * they are read here. The fields are read by the detection's own reader.
 */
export async function readKerberosAndNtlm(
  client: Client,
  index: string,
  question: EventQuestion,
): Promise<FailuresRead> {
  const read = new FailuresRead();
  const pages = client.helpers.scrollSearch({
    index,
    size: PAGE,
    query: queryOf(question),
    _source: false,
    fields: [...question.fields, { field: question.timeField, format: 'epoch_millis' }],
  });
  for await (const { body } of pages) {
    for (const hit of body.hits.hits as Hit[]) if (failed(hit, question)) read.add(toFailure(hit, question));
  }
  return read;
}

function queryOf({ candidates, timeField }: EventQuestion): object {
  const says = (fields: readonly string[], query: string) => ({
    multi_match: { query, fields: [...fields], type: 'phrase', lenient: true },
  });
  const isFailed = {
    bool: {
      should: LOGGED_ALWAYS.map((code) => says(candidates.code, code)),
      minimum_should_match: 1,
      must_not: SUCCEEDED.map((status) => says(candidates.status, status)),
    },
  };
  return {
    bool: {
      filter: [says(candidates.provider, PROVIDER), { exists: { field: timeField } }],
      should: [isFailed, says(candidates.code, PRE_AUTHENTICATION)],
      minimum_should_match: 1,
    },
  };
}

/** Whether the document is a failure. A status of success may be written in more ways than the query excludes. */
function failed(hit: Hit, { valueOf }: EventQuestion): boolean {
  if (normaliseText(valueOf(hit, 'code')) === PRE_AUTHENTICATION) return true;
  return ![null, '0x0'].includes(normaliseStatus(valueOf(hit, 'status')));
}

const toFailure = (hit: Hit, { valueOf, timeField }: EventQuestion): FailureRead => ({
  at: Number.parseInt(String(hit.fields?.[timeField]?.[0]), 10),
  account: normaliseAccount(valueOf(hit, 'account')),
  domain: normaliseHost(valueOf(hit, 'domain')),
  source: normaliseAddress(valueOf(hit, 'source')),
  host: normaliseHost(valueOf(hit, 'host')),
});
