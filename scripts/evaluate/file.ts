import type { Client } from '@elastic/elasticsearch';
import { readDocuments, type EventDocument, type Shape } from './documents';
import { evaluateIndex, type Evaluation } from './evaluation';
import { createIndex, loadDocuments, rejectionText, type Loading, type Mapping } from './loading';
import type { EvaluationRules } from './rules_file';

export interface FileEvaluation {
  loading: Loading;
  evaluation: Evaluation;
}

/** What of a file was not taken: an evaluation of the rest would be of something else. */
export class RejectedDocumentsError extends Error {
  override name = 'RejectedDocumentsError';
  constructor(readonly loading: Loading) {
    super(
      `${rejectionText(loading)}\nNothing was evaluated. Where Elasticsearch took a field for something else, try --mapping keyword.`,
    );
  }
}

export interface FileOptions {
  /** By default one named for the shape of the documents. */
  index?: string;
  mapping: Mapping;
  signal?: AbortSignal;
}

const INDEX_OF: Record<Shape, string> = {
  winlogbeat: 'winlogbeat-evaluate',
  wazuh: 'wazuh-evaluate',
  flat: 'eventlog-evaluate',
};

/**
 * Loads a file into an index of its own, runs the detection over it, and removes the index whatever happens. Throws
 * RejectedDocumentsError, and an Error for a file that cannot be read.
 */
export async function evaluateFile(
  client: Client,
  file: string,
  rules: EvaluationRules,
  { index: named, mapping, signal }: FileOptions,
): Promise<FileEvaluation> {
  const documents = readDocuments(file);
  const first = await documents.next();
  if (first.done) throw new Error(`${file} has no documents.`);
  const index = named ?? INDEX_OF[first.value.shape];
  const timeField = rules.fields.time ?? '@timestamp';
  return withIndex(client, index, { mapping, timeField }, async () => {
    const all = preceded(first.value, documents);
    const loading = await loadDocuments(client, index, all, { timeField, signal });
    if (loading.rejected > 0) throw new RejectedDocumentsError(loading);
    return { loading, evaluation: await evaluateIndex(client, index, rules, signal) };
  });
}

async function* preceded(first: EventDocument, rest: AsyncGenerator<EventDocument>) {
  yield first;
  yield* rest;
}

async function withIndex<T>(
  client: Client,
  index: string,
  options: { mapping: Mapping; timeField: string },
  work: () => Promise<T>,
): Promise<T> {
  await createIndex(client, index, options);
  try {
    return await work();
  } finally {
    await client.indices.delete({ index }, { ignore: [404] });
  }
}
