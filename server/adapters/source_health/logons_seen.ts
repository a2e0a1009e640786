import type { LogonsSeen } from '../../../common/settings/kerberos_and_ntlm';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit, Span } from '../../detect/events/event_source_port';
import { newestFirst } from '../events/by_time';
import { LOOK_BACK } from './read_failures';

/** Events of which the machines are read. */
const EVENTS_MAX = 1_000;
/** Machines that are asked about one by one. */
const MACHINES_MAX = 20;

export interface LogonsRequest {
  patterns: string[];
  question: EventQuestion;
  span: Span;
  options: { signal?: AbortSignal; requestTimeout: number };
}

/**
 * Who sends failed logons: domain controllers alone, or other machines beside them. A machine is a controller where it
 * logs Kerberos tickets. Controllers log 4625 too, of logons to themselves, so these tell nothing.
 */
export async function lookForLogons(
  client: ElasticsearchClient,
  request: LogonsRequest,
): Promise<LogonsSeen> {
  const { question, span } = request;
  const failures = question.sent('refused', {}, span);
  const [refused] = await newest(client, request, failures, 1);
  const kerberosAndNtlm = refused !== undefined;
  const ofControllers = question.sent('tickets', {}, span);
  const controllers = machinesOf(await newest(client, request, ofControllers, EVENTS_MAX), question);
  const but = [...controllers].flatMap((machine) => machine ?? []);
  const others = machinesOf(
    await newest(client, request, question.sent('logons', { but }, span), EVENTS_MAX),
    question,
  );
  return { kerberosAndNtlm, beside: await isAnyNoController(client, request, others) };
}

/** The same of the last week. Null where nobody can tell: what keeps Elasticsearch from answering is told elsewhere. */
export const seeLogons = (
  client: ElasticsearchClient,
  request: Omit<LogonsRequest, 'span'>,
  now: number,
): Promise<LogonsSeen | null> =>
  lookForLogons(client, { ...request, span: { from: now - LOOK_BACK, to: now } }).catch(() => null);

/** Of many controllers some have no event among the newest: these are asked about by name. */
async function isAnyNoController(
  client: ElasticsearchClient,
  request: LogonsRequest,
  machines: ReadonlySet<string | null>,
): Promise<boolean> {
  const { question, span } = request;
  if (machines.size > MACHINES_MAX) return true;
  for (const machine of machines) {
    if (machine === null) return true;
    const query = question.sent('tickets', { only: [machine] }, span);
    if ((await newest(client, request, query, 1)).length === 0) return true;
  }
  return false;
}

async function newest(
  client: ElasticsearchClient,
  { patterns, question, options }: LogonsRequest,
  query: object,
  size: number,
): Promise<Hit[]> {
  const answer = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      allow_no_indices: true,
      size,
      query,
      _source: false,
      fields: [...question.machineFields],
      sort: [newestFirst(question.timeField)],
      track_total_hits: false,
    },
    options,
  );
  return answer.hits.hits as Hit[];
}

/** With null for events that name no machine. */
const machinesOf = (hits: Hit[], { machineOf }: EventQuestion): Set<string | null> =>
  new Set(hits.map(machineOf));
