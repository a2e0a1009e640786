import type { PatternCheck, SourceCheck } from '../../../common/api/api';
import type { KnownIndices } from '../../../common/status/memory';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion } from '../../detect/events/event_source_port';
import type { SourceLook } from '../../record/source_port';
import { statusOf } from '../elasticsearch_errors';
import { ONCE_MORE } from '../once_more';
import { closedOf, findWhereabouts, seenNotRead, type Whereabouts } from '../events/index_whereabouts';
import type { KerberosAndNtlm } from '../../../common/settings/kerberos_and_ntlm';
import { seeLogons } from './logons_seen';
import { farAheadIfTold } from './odd_times';
import { withTextsForFields, type Lacking } from './texts_for_fields';
import { wholeTextsIfTold } from './whole_texts';
import { readNewest } from './newest_event';
import { fieldProblems, NEEDED_CONCEPTS, textsRead } from './field_problems';
import {
  describeField,
  fieldsTelling,
  indicesWith,
  isDate,
  isDateType,
  withObjects,
  type FieldCaps,
} from '../events/field_types';
import { errorTypeOf, isLicenceRefusal } from '../authority/key_errors';
import {
  closedProblem,
  kerberosProblems,
  patternProblem,
  rightLostProblem,
  uncheckedProblem,
  unreadableProblem,
  withoutTimeProblem,
} from './source_problems';
import { indicesWithoutSource, sourceOffProblem } from '../events/without_source';

/** Each question, ms: a person waits for the answer, or the next pattern does. */
const REQUEST_TIMEOUT = 15_000;

export interface Inspection {
  patterns: string[];
  question: EventQuestion;
  /** Whether rights can be asked for: not where Elasticsearch runs without security. */
  securityOn: boolean;
  /** What was readable behind the patterns before. Absent where a person asks, who is told of every closed index. */
  known?: KnownIndices[];
  /** Also sees who sends failed logons. `now`: epoch milliseconds. */
  logons?: { kerberosAndNtlm: KerberosAndNtlm; now: number };
  /** Ends the look. */
  signal?: AbortSignal;
  /** Whether a pattern without an answer in time becomes a problem, and the others are still looked at. */
  toleratesSlow?: boolean;
}

interface Inspected {
  check: PatternCheck;
  problems: Problem[];
  behind: SourceLook['behind'][number];
}

/** What the asker can read behind each pattern, for a person. Throws where Elasticsearch does not answer. */
export async function inspectSource(
  client: ElasticsearchClient,
  inspection: Inspection,
): Promise<SourceCheck> {
  const { patterns, problems, logons } = await lookAtSource(client, inspection);
  return { patterns, problems, logons };
}

/**
 * Like `inspectSource`, with the names of the concrete indices, and what became of those that were readable before.
 * Asks field capabilities, privileges, one search, mapping and settings: a wildcard search without the right to read
 * answers 200 and no hits.
 */
export async function lookAtSource(client: ElasticsearchClient, inspection: Inspection): Promise<SourceLook> {
  const inspected: Inspected[] = [];
  for (const pattern of inspection.patterns) inspected.push(await inspectInTime(client, pattern, inspection));
  const readsSomething = inspected.some(({ check }) => check.indices > 0);
  const { patterns, question, logons: wanted } = inspection;
  const asking = { patterns, question, options: optionsOf(inspection) };
  const logons = readsSomething && wanted ? await seeLogons(client, asking, wanted.now) : null;
  const ahead = readsSomething && wanted ? await farAheadIfTold(client, asking, wanted.now) : [];
  const asText = readsSomething && wanted ? await wholeTextsIfTold(client, asking, wanted.now) : [];
  return {
    patterns: inspected.map(({ check }) => check),
    problems: [
      ...withTextsForFields(inspected.map(lackingOf(readsSomething)), asText),
      ...kerberosProblems(wanted?.kerberosAndNtlm, logons),
      ...ahead,
    ],
    logons,
    behind: inspected.map(({ behind }) => behind),
  };
}

/** One empty pattern beside others that match is a hint; nothing at all to read is an error. */
const lackingOf =
  (readsSomething: boolean) =>
  ({ check, problems }: Inspected): Lacking => ({
    pattern: check.pattern,
    problems: problems.map((problem) =>
      problem.code === 'pattern_matches_nothing' && readsSomething
        ? { ...problem, severity: 'warning' }
        : problem,
    ),
  });

async function inspectInTime(
  client: ElasticsearchClient,
  pattern: string,
  inspection: Inspection,
): Promise<Inspected> {
  const { signal, toleratesSlow = false } = inspection;
  if (toleratesSlow && signal?.aborted) return unanswered(pattern, inspection);
  try {
    return await inspectPattern(client, pattern, inspection);
  } catch (error) {
    if (!toleratesSlow || !(signal?.aborted || isTimeout(error))) throw error;
    return unanswered(pattern, inspection);
  }
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError';

/** What was known of a pattern stays known, so that what becomes of it is told by the next look. */
function unanswered(pattern: string, { known = [] }: Inspection): Inspected {
  const before = known.find((one) => one.pattern === pattern);
  return {
    check: { pattern, indices: before?.count ?? 0, newestEventAt: null },
    problems: [uncheckedProblem(pattern)],
    behind: { pattern, readable: before?.names ?? [], missed: [] },
  };
}

const optionsOf = ({ signal }: Inspection) => ({ signal, requestTimeout: REQUEST_TIMEOUT, ...ONCE_MORE });

async function inspectPattern(
  client: ElasticsearchClient,
  pattern: string,
  inspection: Inspection,
): Promise<Inspected> {
  const reach = await reachOf(client, pattern, inspection);
  const mayRead = !inspection.securityOn || (await isReadable(client, pattern, inspection));
  const where = await whereabouts(client, { pattern, reach, mayRead }, inspection);
  const seen = mayRead ? [] : await seenNotRead(client, pattern, reach.names, optionsOf(inspection));
  const own = ownProblem({ pattern, reach, mayRead, seen, where }, inspection.question);
  const isFine = own === undefined && reach.names.length > 0;
  const { newestEventAt, problem = own } = isFine
    ? await readNewest(client, pattern, {
        timeField: inspection.question.timeField,
        options: optionsOf(inspection),
      })
    : { newestEventAt: null };
  const silent = isFine ? await answeringWithoutSource(client, { pattern, reach }, inspection) : [];
  // What holds nothing yet may not map its fields yet.
  const fields = newestEventAt === null ? undefined : reach.fields;
  return {
    check: { pattern, indices: reach.names.length, newestEventAt },
    problems: [
      ...(problem ? [problem] : []),
      ...(fields ? fieldProblems(fields, { patterns: [pattern], question: inspection.question }) : []),
      ...(silent.length > 0 ? [sourceOffProblem(silent)] : []),
      ...problemsOf(pattern, where),
    ],
    behind: {
      pattern,
      readable: reach.names,
      missed: [...where.rightLost, ...where.closed, ...where.silent],
    },
  };
}

/** The indices of a pattern that answer. `fields` is absent where a closed one keeps Elasticsearch from saying. */
interface Reach {
  names: string[];
  fields?: FieldCaps;
  closed: string[];
}

async function reachOf(client: ElasticsearchClient, pattern: string, inspection: Inspection): Promise<Reach> {
  const { telling, textsRead } = inspection.question;
  const fields = withObjects([...NEEDED_CONCEPTS.flatMap((concept) => telling[concept]), ...textsRead]);
  try {
    const caps = await client.fieldCaps(
      { index: pattern, fields, allow_no_indices: true, ignore_unavailable: true },
      { ...optionsOf(inspection), ignore: [404] },
    );
    return { names: [caps.indices ?? []].flat(), fields: caps.fields ?? {}, closed: [] };
  } catch (error) {
    if (statusOf(error) !== 403 || isLicenceRefusal(error)) throw error;
    if (errorTypeOf(error) !== 'cluster_block_exception') return { names: [], fields: {}, closed: [] };
    const closed = closedIndex(error);
    if (closed === undefined) throw error;
    return { ...(await reachBeside(client, pattern, closed, inspection)), closed: [closed] };
  }
}

/**
 * An alias with a closed index behind it: searches leave that one out, but field capabilities are refused for all.
 * Which one it is stands in the reason alone: `index [a] blocked by: [FORBIDDEN/4/index closed];` (8.14.1).
 */
function closedIndex(error: unknown): string | undefined {
  const said = error instanceof Error ? error.message : '';
  return /index \[([^\]]{1,255})\] blocked by: \[FORBIDDEN\/4\//.exec(said)?.[1];
}

async function reachBeside(
  client: ElasticsearchClient,
  pattern: string,
  closed: string,
  inspection: Inspection,
): Promise<{ names: string[] }> {
  const { indices, aliases, data_streams } = await client.indices.resolveIndex(
    { name: pattern, expand_wildcards: 'open' },
    optionsOf(inspection),
  );
  const behind = [
    ...indices.map(({ name }) => name),
    ...aliases.flatMap((alias) => alias.indices),
    ...data_streams.flatMap((stream) => stream.backing_indices),
  ];
  return { names: [...new Set(behind)].filter((name) => name !== closed) };
}

async function isReadable(
  client: ElasticsearchClient,
  pattern: string,
  inspection: Inspection,
): Promise<boolean> {
  const answer = await client.security.hasPrivileges(
    { index: [{ names: [pattern], privileges: ['read', 'view_index_metadata'] }] },
    optionsOf(inspection),
  );
  return answer.has_all_requested;
}

/** What became of known indices that do not answer now, and closed ones that were met. */
async function whereabouts(
  client: ElasticsearchClient,
  { pattern, reach, mayRead }: { pattern: string; reach: Reach; mayRead: boolean },
  inspection: Inspection,
): Promise<Whereabouts> {
  if (!inspection.known) {
    const closed = await closedOf(client, pattern, optionsOf(inspection));
    return { closed: [...new Set([...reach.closed, ...closed])], rightLost: [], silent: [] };
  }
  const before = inspection.known.find((known) => known.pattern === pattern)?.names ?? [];
  const answering = new Set([...reach.names, ...reach.closed]);
  const names = before.filter((name) => !answering.has(name));
  if (names.length === 0) return { closed: reach.closed, rightLost: [], silent: [] };
  const { securityOn } = inspection;
  const missing = { pattern, names, mayRead, securityOn };
  const where = await findWhereabouts(client, missing, optionsOf(inspection));
  return { ...where, closed: [...reach.closed, ...where.closed] };
}

interface Found {
  pattern: string;
  reach: Reach;
  mayRead: boolean;
  /** Indices that may be seen and not read. */
  seen: string[];
  where: Whereabouts;
}

/** What is wrong with the pattern as a whole. */
function ownProblem(found: Found, question: EventQuestion): Problem | undefined {
  const { pattern, reach, mayRead, seen, where } = found;
  if (!mayRead)
    return where.rightLost.length > 0
      ? undefined
      : unreadableProblem(pattern, { readable: reach.names, seen });
  if (reach.names.length === 0) return patternProblem('pattern_matches_nothing', pattern);
  if (!reach.fields) return undefined;
  const { timeField } = question;
  if (!isDate(describeField(timeField, reach.fields))) {
    const odd = indicesWith(timeField, reach.fields, (type) => !isDateType(type));
    return withoutTimeProblem(pattern, timeField, odd);
  }
  const names = fieldsTelling('account', question, reach.fields).length > 0;
  return names || textsRead(reach.fields, { patterns: [pattern], question }).length > 0
    ? undefined
    : patternProblem('pattern_without_account', pattern);
}

const problemsOf = (pattern: string, { rightLost, closed }: Whereabouts): Problem[] => [
  ...(rightLost.length > 0 ? [rightLostProblem(pattern, rightLost)] : []),
  ...(closed.length > 0 ? [closedProblem(pattern, closed)] : []),
];

/** Indices without documents, of those that answer: closed ones have a problem of their own. */
async function answeringWithoutSource(
  client: ElasticsearchClient,
  { pattern, reach }: { pattern: string; reach: Reach },
  inspection: Inspection,
): Promise<string[]> {
  const without = await indicesWithoutSource(client, [pattern], optionsOf(inspection));
  return without.filter((name) => reach.names.includes(name));
}
