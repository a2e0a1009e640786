import { isElasticsearchError, statusOf } from '../../server/adapters/elasticsearch_errors';
import { printable } from './printable';

/** The members that are read of an error of the client. */
interface ClientError extends Error {
  meta?: { body?: { error?: { reason?: unknown } | string } };
}

/**
 * Turns an error of the Elasticsearch client into a sentence with cause and remedy. Other errors are returned as they
 * are.
 */
export function toPlainError(error: unknown, index: string): unknown {
  if (!isElasticsearchError(error)) return error;
  // The client says 0 where nothing answered.
  const status = statusOf(error) || undefined;
  const what = status === undefined ? 'Elasticsearch does not answer' : `Elasticsearch refused (${status})`;
  const reason = printable(reasonOf(error as ClientError));
  return new Error(`${what}: ${reason}. ${remedyOf(status, index)}`, { cause: error });
}

/** Elasticsearch's own words, without the name of its exception. */
function reasonOf({ meta, message }: ClientError): string {
  const error = meta?.body?.error;
  const reason = typeof error === 'object' && error !== null ? error.reason : error;
  const told = typeof reason === 'string' && reason !== '' ? reason : message;
  return told.replace(/\.$/, '') || 'it says no more';
}

function remedyOf(status: number | undefined, index: string): string {
  if (status === undefined) return 'Look whether it still runs and has memory and disk, then start again.';
  if (status === 401) return 'Set ES_USERNAME and ES_PASSWORD to a user that it knows.';
  if (status === 403) return `The user must be allowed to make, fill, search and delete the index ${index}.`;
  if (status === 400) return `It may have rules of its own for ${index}: name another index with --index.`;
  if (status === 413) return 'Documents are larger than it takes at once (http.max_content_length).';
  return `Look at the health and the load of the cluster, then start again.`;
}
