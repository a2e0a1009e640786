import type { Client } from '@elastic/elasticsearch';
import { createQuestion } from '../../server/detect/events/question';
import { openDocuments, type Shape } from './documents';
import { toPlainError } from './elasticsearch_failure';
import { evaluateIndex, type Evaluation } from './evaluation';
import {
  createIndex,
  loadDocuments,
  type IndexOptions,
  type Loading,
  type Mapping,
  type TimedLoading,
} from './loading';
import { RejectedDocumentsError } from './rejection';
import type { EvaluationRules } from './rules_file';

export interface FileEvaluation {
  loading: Loading;
  evaluation: Evaluation;
}

export interface FileOptions {
  /** Name of the index; by default one that suits the shape of the documents. */
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
  const { timeField, fields, candidates } = createQuestion(rules.fields, { kerberosAndNtlm: true });
  const { first, all, close } = await openDocuments(file, { candidates, fromText: rules.fromText });
  const index = named ?? INDEX_OF[first.shape];
  const evaluating = withIndex(client, index, { mapping, timeField, fields }, async () => {
    const loading = await loadDocuments(client, index, all, {
      timeField,
      codeFields: candidates.code,
      signal,
    });
    if (loading.rejected > 0) {
      throw new RejectedDocumentsError(loading, { timeField, mapping, first: first.document });
    }
    const evaluation = await evaluateIndex(client, index, rules, signal);
    return { loading, evaluation: withHidden(evaluation, loading) };
  });
  return evaluating.catch((error: unknown) => Promise.reject(toPlainError(error, index))).finally(close);
}

/**
 * Adds the failed logons that were noticed while the file was loaded: their number stands in no field that is read.
 */
const withHidden = (evaluation: Evaluation, { hidden }: TimedLoading): Evaluation => ({
  ...evaluation,
  unread: { ...evaluation.unread, failedLogons: [...hidden, ...evaluation.unread.failedLogons] },
});

/**
 * Runs `work` with an index that is removed afterwards. Where the work fails, its error is thrown, even if the index
 * cannot be removed either.
 */
async function withIndex<T>(
  client: Client,
  index: string,
  options: IndexOptions,
  work: () => Promise<T>,
): Promise<T> {
  await createIndex(client, index, options);
  const remove = () => client.indices.delete({ index }, { ignore: [404] });
  const result = await work().catch(async (error: unknown) => {
    await remove().catch(() => undefined);
    throw error;
  });
  await remove();
  return result;
}
