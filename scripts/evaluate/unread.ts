import type { Client } from '@elastic/elasticsearch';
import type { EventQuestion, Hit } from '../../server/detect/events/event_source_port';
import { normaliseText } from '../../server/detect/events/normalise';
import type { Unread } from './hidden_logons';
import { printable, quoted } from './printable';
import { ALL_TIME } from './steps';
import type { Tally } from './tally';

const PAGE = 1_000;
const FAILED_LOGON = '4625';
const NO_PROVIDER =
  'they name neither the provider nor the log that they are from, and may be of any program: let the shipper send the provider or the channel';
const OTHER_PROGRAM = 'they are of another program than Windows security auditing';

/** Documents with the number of a failed logon that are not read, or that name nothing. */
export interface NotRead {
  /** Documents of another provider, which are no failed logons. */
  otherPrograms: Unread[];
  /** Documents that seem to be failed logons. */
  failedLogons: Unread[];
}

interface Asked {
  client: Client;
  index: string;
  question: EventQuestion;
}

/**
 * Why documents with the number 4625 were not read. Documents that the query finds are looked at only if fewer were
 * read than there are.
 */
export async function findUnread(asked: Asked, tally: Tally): Promise<NotRead> {
  const { client, index, question } = asked;
  const isFound = question.query(ALL_TIME.from, ALL_TIME.to);
  const isNumbered = {
    multi_match: {
      query: FAILED_LOGON,
      fields: [...question.candidates.code],
      type: 'phrase',
      lenient: true,
    },
  };
  const found: NotRead = { otherPrograms: [], failedLogons: await namingNothing(client, tally) };
  const notFound = { bool: { filter: [isNumbered], must_not: [isFound] } };
  for await (const hit of hitsOf(asked, notFound)) sortOut(hit, question, found);
  const both = { bool: { filter: [isNumbered, isFound] } };
  const { count } = await client.count({ index, query: both as never });
  if (count === tally.failedLogons) return found;
  for await (const hit of hitsOf(asked, both)) if (!question.read(hit)) sortOut(hit, question, found);
  return found;
}

type Document = Hit & { _source?: unknown };

async function* hitsOf({ client, index, question }: Asked, query: object): AsyncGenerator<Document> {
  const pages = client.helpers.scrollSearch({
    index,
    size: PAGE,
    query: query as never,
    fields: [...question.fields, { field: question.timeField, format: 'epoch_millis' }],
  });
  for await (const { body } of pages) yield* body.hits.hits as Document[];
}

/**
 * Adds a document to one of the lists. A document whose text only contains the number within another one is left out.
 */
function sortOut(hit: Document, question: EventQuestion, { otherPrograms, failedLogons }: NotRead): void {
  if (normaliseText(question.valueOf(hit, 'code')) !== FAILED_LOGON) return;
  const provider = question.valueOf(hit, 'provider');
  if (provider === null) add(failedLogons, NO_PROVIDER, hit._source);
  else add(otherPrograms, `${OTHER_PROGRAM}: ${printable(provider)}`, hit._source);
}

function add(list: Unread[], reason: string, document: unknown): void {
  const same = list.find((one) => one.reason === reason);
  if (same) same.count += 1;
  else list.push({ reason, count: 1, sample: quoted(document) });
}

/** Failures that were counted but name nothing, because none of the known fields has a value. */
async function namingNothing(client: Client, { bare }: Tally): Promise<Unread[]> {
  if (bare.count === 0 || bare.first === null) return [];
  const slash = bare.first.indexOf('/');
  const [index, id] = [bare.first.slice(0, slash), bare.first.slice(slash + 1)];
  const { _source: document } = await client.get({ index, id });
  const reason =
    'no field is known that tells their account, address or logon type: name it in the rules file under "fields"';
  return [{ reason, count: bare.count, sample: quoted(document) }];
}
