import { i18n } from '@kbn/i18n';
import type { Problem } from '../../common/status/problems';
import { forbiddenTexts, unauthorizedTexts } from './authority/key_errors';

/** What the Elasticsearch client throws, as far as it is looked at. Names are those of the client. */
interface ClientError {
  name: string;
  message: string;
  statusCode?: number;
}

const isClientError = (error: unknown): error is ClientError => error instanceof Error;

/** An answer without some shards, or cut short: never to be read as "no attack". */
export class IncompleteAnswerError extends Error {
  override name = 'IncompleteAnswerError';
}

export function incompleteAnswer(failedShards: number): IncompleteAnswerError {
  return new IncompleteAnswerError(`${failedShards} shards failed or the search was cut short`);
}

/** HTTP status of an error of the Elasticsearch client or of saved objects; undefined where there is none. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const candidate = error as {
    statusCode?: unknown;
    meta?: { statusCode?: unknown };
    output?: { statusCode?: unknown };
  };
  const found = [candidate.output?.statusCode, candidate.statusCode, candidate.meta?.statusCode];
  return found.find((status): status is number => typeof status === 'number');
}

/**
 * Whether Elasticsearch could not, as opposed to would not, do what it was asked: a shard that has yet to start, or a
 * connection that was kept and that the other end, or something between, closed at that moment.
 */
export const isPassing = (error: unknown): boolean =>
  statusOf(error) === 503 || (isClientError(error) && error.name === 'ConnectionError');

type Texts = Pick<Problem, 'code' | 'message' | 'remedy'>;

function byStatus(error: unknown): Texts | undefined {
  const status = statusOf(error);
  if (status === 401) return unauthorizedTexts(error);
  if (status === 403) return forbiddenTexts(error);
  if (status === 400) {
    return {
      code: 'es_refused',
      message: i18n.translate('bruteForceAlerts.elasticsearch.refusedErrorMessage', {
        defaultMessage: 'Elasticsearch refused a question of the detection (400). Nothing was skipped.',
      }),
      remedy: i18n.translate('bruteForceAlerts.elasticsearch.refusedRemedy', {
        defaultMessage:
          "Mostly a limit or a switch of the cluster or of an index; Kibana's log has the kind of error. The next run reads the same events again.",
      }),
    };
  }
  if (status === 429) {
    return {
      code: 'es_overloaded',
      message: i18n.translate('bruteForceAlerts.elasticsearch.overloadedErrorMessage', {
        defaultMessage: 'Elasticsearch is overloaded and turned the search away (429). Nothing was skipped.',
      }),
      remedy: i18n.translate('bruteForceAlerts.elasticsearch.overloadedRemedy', {
        defaultMessage:
          'Nothing to do for a moment: the next run reads the same events again. If it lasts, look at the load of the cluster.',
      }),
    };
  }
  return undefined;
}

const SLOW = new Set(['TimeoutError', 'IncompleteAnswerError', 'RequestAbortedError', 'AbortError']);

function byName(error: ClientError): Texts {
  if (SLOW.has(error.name)) {
    return {
      code: error.name === 'IncompleteAnswerError' ? 'es_incomplete' : 'es_timeout',
      message: i18n.translate('bruteForceAlerts.elasticsearch.incompleteErrorMessage', {
        defaultMessage:
          'Elasticsearch answered too late or only in part. What is missing may hold an attack, so the answer was not used.',
      }),
      remedy: i18n.translate('bruteForceAlerts.elasticsearch.incompleteRemedy', {
        defaultMessage:
          'The next run reads the same events again. If it lasts, look at the cluster: its health, failed shards, load.',
      }),
    };
  }
  return {
    code: 'es_unavailable',
    message: i18n.translate('bruteForceAlerts.elasticsearch.unavailableErrorMessage', {
      defaultMessage: 'Elasticsearch could not be reached or failed. No events were read.',
    }),
    remedy: i18n.translate('bruteForceAlerts.elasticsearch.unavailableRemedy', {
      defaultMessage:
        'Check that Elasticsearch is up. When it is back, everything since the last good run is read, up to 24 hours.',
    }),
  };
}

/** Whether an error came from Elasticsearch, or from the way to it, and not from a fault in our own code. */
export function isElasticsearchError(error: unknown): boolean {
  if (!isClientError(error)) return false;
  return (
    SLOW.has(error.name) ||
    [
      'ConnectionError',
      'NoLivingConnectionsError',
      'ResponseError',
      'ProductNotSupportedError',
      'DeserializationError',
    ].includes(error.name)
  );
}

/** The error in words, without what it carries: addresses, headers and bodies stay in the log of Elasticsearch. */
export function elasticsearchProblem(error: unknown): Problem {
  const texts = byStatus(error) ?? byName(isClientError(error) ? error : new Error(String(error)));
  return { ...texts, severity: 'error' };
}

/** What went wrong with the plugin's own indices, or in its own code: nothing that rights on events would mend. */
export function storageProblem(error: unknown): Problem {
  const isOurs = !isElasticsearchError(error) && !(error instanceof StorageRefusedError);
  return isOurs ? internalProblem() : storageUnavailable();
}

/** Elasticsearch took the request and refused a document of ours. */
export class StorageRefusedError extends Error {
  override name = 'StorageRefusedError';
}

const storageUnavailable = (): Problem => ({
  code: 'storage_failed',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.storage.failedErrorMessage', {
    defaultMessage:
      "The plugin's own indices (.kibana-brute-force-alerts-*) could not be read or written, so nothing was decided.",
  }),
  remedy: i18n.translate('bruteForceAlerts.storage.failedRemedy', {
    defaultMessage:
      "Look at Elasticsearch: its health, free disk space, read-only indices. Kibana's log has the exact error. The next run reads the same events again.",
  }),
});

const internalProblem = (): Problem => ({
  code: 'internal_error',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.storage.internalErrorMessage', {
    defaultMessage: 'The run failed by a fault in the plugin itself. Nothing was skipped.',
  }),
  remedy: i18n.translate('bruteForceAlerts.storage.internalRemedy', {
    defaultMessage:
      "Report what Kibana's log says of bruteForceAlerts. The next run reads the same events again.",
  }),
});
