import {
  elasticsearchProblem,
  isElasticsearchError,
  StorageRefusedError,
  statusOf,
  storageProblem,
} from '../adapters/elasticsearch_errors';
import { somebodySavedMeanwhile } from '../routes/refusals';
import type { Answer } from '../routes/route';

/** What a caller is told when a route fails for a reason outside of us; undefined for a fault of our own. */
export function toRefusal(error: unknown): Answer | undefined {
  if (error instanceof StorageRefusedError) return { status: 503, problems: [storageProblem(error)] };
  const status = statusOf(error);
  if (status === 409 && isOfSavedObjects(error)) return somebodySavedMeanwhile();
  if (status === 403) return { status: 403, problems: [elasticsearchProblem(error)] };
  if (status === 401) return undefined; // Kibana itself makes it a 401 and asks to log in again
  if (!isElasticsearchError(error)) return undefined;
  return { status: 503, problems: [elasticsearchProblem(error)] };
}

/** Saved objects throw Boom errors, the Elasticsearch client its own. */
const isOfSavedObjects = (error: unknown) => typeof error === 'object' && error !== null && 'isBoom' in error;
