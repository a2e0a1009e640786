import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion, Hit, Span, TextFault, TextLook } from '../../detect/events/event_source_port';
import { newestFirst } from '../events/by_time';
import { findExamples, type ExampleRequest, type Examples } from './one_example';
import { LOOK_BACK } from './read_failures';
import { notAskedProblem, notReadProblem, unsearchableProblem } from './text_problems';

/** Texts that are looked at where texts are not read: enough to see whether the switch would help. */
const SOME = 20;
/** Texts that are looked at where they are read, the newest ones: some 4 kB each. */
const MANY = 100;
/**
 * How far back a text is looked for that no search finds, ms, where a person asks and where it is a matter of routine, and
 * how long Elasticsearch may look: where all events have fields it looks at each of that time.
 */
const LATELY = 24 * 60 * 60_000;
const JUST_NOW = 60 * 60_000;
const SHORTLY = '1s';

/**
 * Failed logons of the last week that stand in their documents as one text, where no tick finds them: in patterns whose
 * texts are not read, in texts that cannot be read, and in fields whose words no search finds. `now`: epoch
 * milliseconds. Throws where Elasticsearch does not answer.
 */
export async function wholeTextProblems(
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
  lately = LATELY,
): Promise<Problem[]> {
  const span = { from: now - LOOK_BACK, to: now };
  return [
    ...(await notAsked(client, request, span)),
    ...(await notRead(client, request, span)),
    ...(await unsearchable(client, request, { from: now - lately, to: now })),
  ];
}

/** The same; nothing where Elasticsearch does not answer, which is a problem of a pattern and told there. */
export const wholeTextsIfTold = (
  client: ElasticsearchClient,
  request: ExampleRequest,
  now: number,
): Promise<Problem[]> => wholeTextProblems(client, request, now, JUST_NOW).catch(() => []);

/** How many failed logons of a span stand in texts that nobody reads, with examples of them. */
export interface UnreadTexts extends Examples {
  /** Whether they would be read if the texts of the pattern were. */
  isReadable: boolean;
}

/** Throws where Elasticsearch does not answer. */
export async function findUnreadTexts(
  client: ElasticsearchClient,
  request: ExampleRequest,
  span: Span,
): Promise<UnreadTexts> {
  const { question } = request;
  const wanted = { query: question.asOneText('unread', span), ...newestTexts(request) };
  const found = await findExamples(client, request, wanted, SOME);
  return { ...found, isReadable: found.hits.some((hit) => question.lookAtText(hit)?.isLogon) };
}

/** What `lookAtText` needs of the newest documents. */
const newestTexts = ({ question: { wholeTexts, timeField } }: ExampleRequest) => ({
  fields: [...wholeTexts, { field: timeField, format: 'epoch_millis' }],
  sort: [newestFirst(timeField)],
});

async function notAsked(
  client: ElasticsearchClient,
  request: ExampleRequest,
  span: Span,
): Promise<Problem[]> {
  const all = await findUnreadTexts(client, request, span);
  const [hit] = all.hits;
  if (!hit) return [];
  const { field, fault } = lookAt(hit, request.question);
  const patterns = await readablePatterns(client, request, span, all);
  return [notAskedProblem(all, { index: hit._index, field }, { patterns, fault })];
}

/** A field with several values holds several texts. */
const lookAt = (hit: Hit, { lookAtText, wholeTexts }: EventQuestion): TextLook =>
  lookAtText(hit) ?? {
    field: wholeTexts.find((field) => hit.fields?.[field] !== undefined) ?? '',
    fault: 'several',
    isLogon: false,
  };

/**
 * The patterns whose texts would be read if that were asked for. Each is looked at by itself: the newest texts of all may
 * be of one that cannot be read. `all`: what was found in all of them.
 */
async function readablePatterns(
  client: ElasticsearchClient,
  request: ExampleRequest,
  span: Span,
  all: UnreadTexts,
): Promise<string[]> {
  const isSingle = request.patterns.length === 1;
  const readable: string[] = [];
  for (const pattern of request.patterns) {
    if (request.question.readsTexts(pattern)) continue;
    const found = isSingle ? all : await findUnreadTexts(client, { ...request, patterns: [pattern] }, span);
    if (found.isReadable) readable.push(pattern);
  }
  return readable;
}

/** Of the newest texts those that are read by no means, by why. */
async function notRead(client: ElasticsearchClient, request: ExampleRequest, span: Span): Promise<Problem[]> {
  const { question, patterns } = request;
  if (!patterns.some(question.readsTexts)) return [];
  const wanted = { query: question.asOneText('read', span), ...newestTexts(request) };
  const { hits } = await findExamples(client, request, wanted, MANY);
  const faulty = new Map<TextFault, Hit[]>();
  for (const hit of hits) {
    const { fault } = lookAt(hit, question);
    if (fault !== null) faulty.set(fault, [...(faulty.get(fault) ?? []), hit]);
  }
  return [...faulty].map(([fault, those]) =>
    notReadProblem(fault, { count: those.length, of: hits.length, index: those[0]?._index ?? '' }),
  );
}

/** An event in a field that Elasticsearch keeps as a whole, or does not search at all. */
async function unsearchable(
  client: ElasticsearchClient,
  request: ExampleRequest,
  span: Span,
): Promise<Problem[]> {
  const { question } = request;
  const wanted = { query: question.unsearchable(span), ...newestTexts(request), timeout: SHORTLY };
  const { hits } = await findExamples(client, request, wanted, SOME);
  for (const hit of hits) {
    const look = question.lookAtText(hit);
    if (look?.isLogon) return [unsearchableProblem(look.field, hit._index)];
  }
  return [];
}
