import type { Concept } from '../../../common/settings/fields';
import type {
  ConceptReport,
  FieldFound,
  FieldReport,
  PatternReport,
} from '../../../common/settings/field_report';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import { fieldProblems, lackingProblem, textsRead, withoutProviderProblem } from './field_problems';
import { farAheadProblems, untimedProblems } from './odd_times';
import { describePattern } from './pattern_report';
import { withTextsForFields, type Lacking } from './texts_for_fields';
import { wholeTextProblems } from './whole_texts';
import { countWithoutProvider, isRead, type SortedHit } from './read_failures';
import { newestFirst } from '../events/by_time';
import { describeField, fieldsTelling, isDate, withObjects, type FieldCaps } from '../events/field_types';
import { closedOf } from '../events/index_whereabouts';
import { closedProblem } from './source_problems';
import { indicesWithoutSource, sourceOffProblem } from '../events/without_source';

/** How many of the newest failures are looked at. */
const EVENTS_MAX = 1_000;
/** A page waits for this answer. */
const REQUEST_TIMEOUT = 20_000;

export interface FieldReportRequest {
  patterns: string[];
  question: EventQuestion;
  /** Epoch ms up to which events are looked at. */
  now: number;
  signal?: AbortSignal;
}

/**
 * Which fields the patterns have for what a logon event tells, and how many of the newest failures have a value.
 * Throws where Elasticsearch does not answer.
 */
export async function describeFields(
  client: ElasticsearchClient,
  request: FieldReportRequest,
): Promise<FieldReport> {
  const { question } = request;
  const concepts = Object.keys(question.candidates) as Concept[];
  const [caps, withoutSource, closed] = await Promise.all([
    readCaps(client, request),
    indicesWithoutSource(client, request.patterns, optionsOf(request)),
    closedBehind(client, request),
  ]);
  // Elasticsearch refuses to sort by a time that is no date in one of the indices.
  const isTimed = isDate(describeField(question.timeField, caps.fields));
  const { hits, unnamed, patterns, others, asText } = isTimed
    ? await lookAtFailures(client, request)
    : NOT_SEEN;
  const seen = { caps: caps.fields, hits, texts: textsRead(caps.fields, request) };
  const reports = concepts.map((concept) => describeConcept(concept, question, seen));
  const fields = await inEachPattern(client, request);
  const lacking = patterns.filter((one) => one.lacking.length > 0);
  return {
    events: hits.length,
    concepts: reports,
    patterns,
    problems: [
      ...(withoutSource.length > 0 ? [sourceOffProblem(withoutSource)] : []),
      ...closed,
      ...withTextsForFields(fields, asText),
      ...(unnamed > 0 ? [withoutProviderProblem(unnamed)] : []),
      ...others,
      ...lacking.map((one) => lackingProblem(one.pattern, one.lacking)),
    ],
  };
}

const optionsOf = ({ signal }: FieldReportRequest) => ({ signal, requestTimeout: REQUEST_TIMEOUT });

/** What is wrong with the fields of each pattern. Nothing is said of those that match nothing, or hold nothing yet. */
const inEachPattern = (client: ElasticsearchClient, request: FieldReportRequest): Promise<Lacking[]> =>
  Promise.all(
    request.patterns.map(async (pattern) => {
      const alone = { ...request, patterns: [pattern] };
      const { fields } = await readCaps(client, alone);
      const problems = fieldProblems(fields, alone);
      const isSaid = problems.length > 0 && !(await isEmpty(client, alone));
      return { pattern, problems: isSaid ? problems : [] };
    }),
  );

/** What holds nothing may not map its fields yet. */
async function isEmpty(client: ElasticsearchClient, request: FieldReportRequest): Promise<boolean> {
  const { count } = await client.count(
    { index: request.patterns, allow_no_indices: true, ignore_unavailable: true, terminate_after: 1 },
    optionsOf(request),
  );
  return count === 0;
}

/** For each pattern with closed indices, a problem that names them. */
async function closedBehind(client: ElasticsearchClient, request: FieldReportRequest): Promise<Problem[]> {
  const each = request.patterns.map(async (pattern) => {
    const names = await closedOf(client, pattern, optionsOf(request));
    return names.length > 0 ? [closedProblem(pattern, names)] : [];
  });
  return (await Promise.all(each)).flat();
}

interface Seen {
  hits: Hit[];
  /** Failures that do not say who wrote them. */
  unnamed: number;
  patterns: PatternReport[];
  /** Failures that no tick reads, or not yet. */
  others: Problem[];
  /** Failures that stand in one text and are not read. */
  asText: Problem[];
}

const NOT_SEEN: Seen = { hits: [], unnamed: 0, patterns: [], others: [], asText: [] };

/** One request after the other: a page asks, and Elasticsearch has other work. */
async function lookAtFailures(client: ElasticsearchClient, request: FieldReportRequest): Promise<Seen> {
  const { patterns, question, now } = request;
  const asked = { patterns, question, now, options: optionsOf(request) };
  const hits = await readNewest(client, request);
  const unnamed = await countWithoutProvider(client, patterns, asked);
  const reports: PatternReport[] = [];
  for (const pattern of patterns) reports.push(await describePattern(client, pattern, asked));
  const untimed = await untimedProblems(client, asked);
  const ahead = await farAheadProblems(client, asked, now);
  const asText = await wholeTextProblems(client, asked, now);
  return { hits, unnamed, patterns: reports, others: [...untimed, ...ahead], asText };
}

function readCaps(client: ElasticsearchClient, request: FieldReportRequest) {
  const { patterns, question } = request;
  const fields = withObjects([...Object.values(question.telling).flat(), ...question.textsRead]);
  return client.fieldCaps(
    { index: patterns, fields, allow_no_indices: true, ignore_unavailable: true },
    optionsOf(request),
  );
}

/** The newest failures, as a run reads them: what it drops is not looked at here either. */
async function readNewest(client: ElasticsearchClient, request: FieldReportRequest): Promise<Hit[]> {
  const { patterns, question, now } = request;
  const answer = await client.search(
    {
      index: patterns,
      ignore_unavailable: true,
      size: EVENTS_MAX,
      query: question.query(0, now),
      _source: false,
      fields: [...new Set([...Object.values(question.candidates).flat(), ...question.fields])],
      sort: [newestFirst(question.timeField)],
      track_total_hits: false,
    },
    optionsOf(request),
  );
  return (answer.hits.hits as SortedHit[]).filter((hit) => isRead(hit, question));
}

function describeConcept(
  concept: Concept,
  question: EventQuestion,
  { caps, hits, texts }: { caps: FieldCaps; hits: Hit[]; texts: FieldFound[] },
): ConceptReport {
  const found = fieldsTelling(concept, question, caps);
  const values = hits.map((hit) => question.valueOf(hit, concept)).filter((value) => value !== null);
  return {
    concept,
    // What no field tells stands in the texts, but for the time.
    found: found.length > 0 || concept === 'time' ? found : texts,
    coverage: hits.length === 0 ? null : values.length / hits.length,
    sample: values[0] ?? null,
  };
}
