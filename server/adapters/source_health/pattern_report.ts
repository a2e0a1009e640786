import type { FieldProposal, PatternReport } from '../../../common/settings/field_report';
import type { PatternConcept } from '../../../common/settings/fields';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import { newestFirst } from '../events/by_time';
import {
  countWithoutProvider,
  isRead,
  LOOK_BACK,
  type FailuresQuestion,
  type SortedHit,
} from './read_failures';
import { findUnreadTexts } from './whole_texts';

/** Indices of a pattern that are looked at, those with most failures first, and the newest failures of each. */
const INDICES_MAX = 100;
const OF_EACH = 10;
const COUNTED = ['account', 'source', 'host'] as const;

interface Answer {
  aggregations?: { indices: { buckets: Array<{ newest: { hits: { hits: SortedHit[] } } }> } };
}

/**
 * For how many of a pattern's newest failures an account, an address and a machine were found, which of its indices
 * have failures without any of these, and which fields that are not looked for hold them. Throws where Elasticsearch
 * does not answer.
 */
export async function describePattern(
  client: ElasticsearchClient,
  pattern: string,
  asked: FailuresQuestion,
): Promise<PatternReport> {
  const { question } = asked;
  const hits = await newestOfEach(client, pattern, asked);
  const told = hits.map((hit) => toldBy(hit, question));
  const counts = COUNTED.map((concept) => [concept, told.filter((one) => one.has(concept)).length] as const);
  return {
    pattern,
    events: hits.length,
    ...(Object.fromEntries(counts) as Record<(typeof COUNTED)[number], number>),
    withoutProvider: await countWithoutProvider(client, pattern, asked),
    asText: await countTexts(client, pattern, asked),
    lacking: lackingIndices(hits, told),
    proposals:
      hits.length > 0 ? proposalsIn(hits, told, question) : await codeProposals(client, pattern, asked),
  };
}

async function countTexts(
  client: ElasticsearchClient,
  pattern: string,
  { question, now, options }: FailuresQuestion,
): Promise<number> {
  const request = { patterns: [pattern], question, options };
  const found = await findUnreadTexts(client, request, { from: now - LOOK_BACK, to: now });
  return found.isReadable ? found.count : 0;
}

type Told = ReadonlySet<PatternConcept>;

/** What has common names, but the number: it is found in every failure. */
const namedConcepts = ({ commonNames }: EventQuestion): PatternConcept[] =>
  (Object.keys(commonNames) as PatternConcept[]).filter((concept) => concept !== 'code');

/** For what a failure has a value, of all that is counted or proposed. */
const toldBy = (hit: Hit, question: EventQuestion): Told =>
  new Set(
    [...COUNTED, ...namedConcepts(question)].filter((concept) => question.valueOf(hit, concept) !== null),
  );

/** Indices of which no failure has any of what is counted. `told`: by each of the hits. */
function lackingIndices(hits: Hit[], told: Told[]): string[] {
  const having = new Set(
    hits.filter((_hit, n) => COUNTED.some((concept) => told[n]?.has(concept))).map(({ _index }) => _index),
  );
  return [...new Set(hits.map(({ _index }) => _index))].filter((index) => !having.has(index)).sort();
}

/** For what no failure has: the common names that hold a value in some of them. `told`: by each of the hits. */
const proposalsIn = (hits: Hit[], told: Told[], question: EventQuestion): FieldProposal[] =>
  namedConcepts(question)
    .filter((concept) => !told.some((one) => one.has(concept)))
    .flatMap((concept) => heldIn(hits, concept, question));

function heldIn(hits: Hit[], concept: PatternConcept, { commonNames }: EventQuestion): FieldProposal[] {
  return (commonNames[concept] ?? []).flatMap((field) => {
    const sample = hits.map(({ fields }) => textOf(fields?.[field]?.[0])).find((text) => text !== undefined);
    return sample === undefined ? [] : [{ concept, field, sample }];
  });
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' || text === '-' ? undefined : text.slice(0, 256);
}

async function newestOfEach(
  client: ElasticsearchClient,
  pattern: string,
  { question, now, options }: FailuresQuestion,
): Promise<Hit[]> {
  const { timeField, candidates, commonNames } = question;
  const names = [
    ...question.fields,
    ...Object.values(candidates).flat(),
    ...Object.values(commonNames).flat(),
  ];
  const newest = {
    size: OF_EACH,
    _source: false,
    fields: [...new Set(names)],
    sort: [newestFirst(timeField)],
  };
  const answer = (await client.search(
    {
      index: pattern,
      ignore_unavailable: true,
      allow_no_indices: true,
      size: 0,
      track_total_hits: false,
      query: question.query(now - LOOK_BACK, now),
      aggs: {
        indices: { terms: { field: '_index', size: INDICES_MAX }, aggs: { newest: { top_hits: newest } } },
      },
    } as never,
    options,
  )) as unknown as Answer;
  const hits = (answer.aggregations?.indices.buckets ?? []).flatMap((bucket) => bucket.newest.hits.hits);
  return hits.filter((hit) => isRead(hit, question));
}

/** Where no failure was found: common names that hold the number of one. */
async function codeProposals(
  client: ElasticsearchClient,
  pattern: string,
  { question, now, options }: FailuresQuestion,
): Promise<FieldProposal[]> {
  const answer = await client.search(
    {
      index: pattern,
      ignore_unavailable: true,
      allow_no_indices: true,
      size: OF_EACH,
      query: question.commonlyNumbered(now - LOOK_BACK, now),
      _source: false,
      fields: [...(question.commonNames.code ?? [])],
      track_total_hits: false,
    },
    options,
  );
  const hits = answer.hits.hits as Hit[];
  return heldIn(hits, 'code', question).filter(({ sample }) => sample === question.failedLogon);
}
