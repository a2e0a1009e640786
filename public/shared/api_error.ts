import { i18n } from '@kbn/i18n';
import type { Problem } from '../../common/status/problems';

/** A request that was refused or never answered, in words for a person. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** HTTP status; undefined where no answer came. */
    readonly status: number | undefined,
    /** Never empty. */
    readonly problems: Problem[],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { status, message, problems } = readFetchError(error);
  if (problems.length > 0) return new ApiError(message ?? problems[0]?.message ?? '', status, problems);
  const problem = problemOfStatus(status, message);
  return new ApiError(problem.message, status, [problem]);
}

interface FetchErrorParts {
  status?: number;
  message?: string;
  problems: Problem[];
}

function readFetchError(error: unknown): FetchErrorParts {
  if (!isRecord(error)) return { problems: [] };
  const response = isRecord(error.response) ? error.response : {};
  const body = isRecord(error.body) ? error.body : {};
  const attributes = isRecord(body.attributes) ? body.attributes : {};
  return {
    status: typeof response.status === 'number' ? response.status : undefined,
    message: typeof body.message === 'string' ? body.message : undefined,
    problems: Array.isArray(attributes.problems) ? attributes.problems.filter(isProblem) : [],
  };
}

/** The problem for an answer that does not name one, e.g. an answer of Kibana's own. `said`: its message. */
function problemOfStatus(status: number | undefined, said: string | undefined): Problem {
  if (status === undefined) return problem('no_answer', noAnswer());
  if (status === 401) return problem('session_ended', sessionEnded());
  if (status === 403) return problem('forbidden', forbidden());
  if (status === 404) return problem('not_found', notFound(said));
  return problem(`http_${status}`, unexpected(status, said));
}

type Words = Pick<Problem, 'message' | 'remedy'>;

const problem = (code: string, words: Words): Problem => ({ code, severity: 'error', ...words });

const noAnswer = (): Words => ({
  message: i18n.translate('bruteForceAlerts.api.noAnswerErrorMessage', {
    defaultMessage: 'Kibana did not answer.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noAnswerHelpText', {
    defaultMessage: 'Check your connection and whether Kibana is up, then try again.',
  }),
});

const sessionEnded = (): Words => ({
  message: i18n.translate('bruteForceAlerts.api.sessionEndedErrorMessage', {
    defaultMessage: 'Your session has ended.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.sessionEndedHelpText', {
    defaultMessage: 'Log in again. What you typed here and did not save stays until you leave the page.',
  }),
});

const forbidden = (): Words => ({
  message: i18n.translate('bruteForceAlerts.api.forbiddenErrorMessage', {
    defaultMessage: 'You may not do this in this space.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.forbiddenHelpText', {
    defaultMessage: 'Ask an administrator for the privilege "Brute force alerts" of Kibana in this space.',
  }),
});

const notFound = (said: string | undefined): Words => ({
  message:
    said ?? i18n.translate('bruteForceAlerts.api.notFoundErrorMessage', { defaultMessage: 'Not found.' }),
  remedy: i18n.translate('bruteForceAlerts.api.notFoundHelpText', {
    defaultMessage: 'Check that you are in the right space and that the plugin is installed on every Kibana.',
  }),
});

const unexpected = (status: number, said: string | undefined): Words => ({
  message: i18n.translate('bruteForceAlerts.api.unexpectedErrorMessage', {
    defaultMessage: 'Kibana answered with error {status}: {said}',
    values: { status, said: said ?? '?' },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.unexpectedHelpText', {
    defaultMessage: 'Try again; if it goes on, look into the Kibana log.',
  }),
});

function isProblem(value: unknown): value is Problem {
  if (!isRecord(value)) return false;
  return ['code', 'message', 'remedy', 'severity'].every((key) => typeof value[key] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
