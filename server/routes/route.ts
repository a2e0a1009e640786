import { reasonOf } from '../../common/text/reason_of';
import { i18n } from '@kbn/i18n';
import type * as z from 'zod';
import { BOUNDS } from '../../common/bounds';
import { API_PRIVILEGE } from '../../common/api/plugin';
import type { Problem } from '../../common/status/problems';
import { visible } from '../../common/text/visible_text';
import type {
  KibanaRequest,
  KibanaResponse,
  KibanaResponseFactory,
  Logger,
  RequestHandlerContext,
  RouteValidationFunction,
  Router,
} from '../../kibana_contracts/server';
import type { Services } from './services';

/** What a handler answers: a body, or a refusal with its problems. */
export type Answer =
  | { status: 200; body: unknown; headers?: Record<string, string> }
  | { status: 400 | 403 | 404 | 409 | 503; problems: [Problem, ...Problem[]] }
  /** `retryAfter`: seconds until there is room again. */
  | { status: 429; problems: [Problem, ...Problem[]]; retryAfter: number };

export interface RouteCall {
  context: RequestHandlerContext;
  request: KibanaRequest;
  services: Services;
  /** For what failed beside an answer that is good all the same. */
  warn(line: string): void;
}

export interface RouteDeclaration {
  method: 'get' | 'post' | 'put';
  path: string;
  /**
   * Kibana 8.12 reads it from the route's tags, Kibana 8.16 and newer from `security.authz`; both are derived from
   * this.
   */
  privilege: keyof typeof API_PRIVILEGE;
  /** Largest body that it takes, bytes; absent for the usual one. */
  maxBytes?: number;
  handle(call: RouteCall): Promise<Answer>;
}

/** What the routes are registered with. */
export interface RouteSetup {
  router: Router;
  services(): Promise<Services>;
  /** An Elasticsearch or saved objects error in words; undefined where it is a fault of our own. */
  toRefusal(error: unknown): Answer | undefined;
  logger: Logger;
}

/**
 * Kibana only checks that the body is JSON and not too large. The content is checked by our schemas, whose errors name
 * the field.
 */
const anything: RouteValidationFunction<unknown> = (data, { ok }) => ok(data);

export function addRoute(
  { router, services, toRefusal, logger }: RouteSetup,
  declaration: RouteDeclaration,
): void {
  const { method, path, privilege, maxBytes = BOUNDS.body, handle } = declaration;
  const hasBody = method !== 'get';
  const warn = (line: string) => logger.warn(`${method} ${path}: ${line}`);
  router[method](
    {
      path,
      validate: { params: anything, query: anything, ...(hasBody ? { body: anything } : {}) },
      security: { authz: { requiredPrivileges: [API_PRIVILEGE[privilege]] } },
      options: {
        access: 'public',
        tags: [`access:${API_PRIVILEGE[privilege]}`],
        ...(hasBody ? { body: { maxBytes } } : {}),
      },
    },
    async (context, request, response) => {
      try {
        return respond(response, await handle({ context, request, services: await services(), warn }));
      } catch (error) {
        if (error instanceof InvalidInputError)
          return respond(response, { status: 400, problems: error.problems });
        const refusal = toRefusal(error);
        if (!refusal) throw error;
        logger.debug(`${method} ${path}: ${reasonOf(error)}`);
        return respond(response, refusal);
      }
    },
  );
}

function respond(response: KibanaResponseFactory, answer: Answer): KibanaResponse {
  if (answer.status === 200) return response.ok({ body: answer.body, headers: answer.headers });
  const message = answer.problems.map(({ message: what, remedy }) => `${what} ${remedy}`.trim()).join(' ');
  const body = { message, attributes: { problems: answer.problems } };
  const headers = answer.status === 429 ? { 'retry-after': String(answer.retryAfter) } : undefined;
  return response.customError({ statusCode: answer.status, body, headers });
}

class InvalidInputError extends Error {
  override name = 'InvalidInputError';
  constructor(readonly problems: [Problem, ...Problem[]]) {
    super(problems[0].message);
  }
}

/**
 * Reads input by its schema. Throws InvalidInputError with one problem for each wrong field. The texts of our schemas
 * carry their remedy.
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const result = schema.safeParse(input ?? {}, { error: wrongType });
  if (result.success) return result.data;
  const [first, ...rest] = result.error.issues.slice(0, BOUNDS.problems).map(toProblem);
  throw new InvalidInputError([first ?? toProblem({ path: [], message: '', code: 'custom' }), ...rest]);
}

/** The text for a value that is missing or of the wrong type, where the schema has no text of its own. */
function wrongType(issue: { code: string; expected?: unknown; path?: PropertyKey[] }): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  const where = issue.path?.length
    ? i18n.translate('bruteForceAlerts.api.whereFieldText', {
        defaultMessage: 'The field {field}',
        values: { field: issue.path.map(String).join('.') },
      })
    : i18n.translate('bruteForceAlerts.api.whereBodyText', { defaultMessage: 'The request body' });
  return i18n.translate('bruteForceAlerts.api.wrongTypeErrorMessage', {
    defaultMessage:
      '{where} is missing or of the wrong type: it must be of type {expected}. Nothing was changed.',
    values: { where, expected: String(issue.expected) },
  });
}

/** A caller's own text as a refusal repeats it: shortened, and without invisible characters. */
export function quoted(text: string): string {
  const shown = [...visible(text.slice(0, BOUNDS.quoted + 1))];
  return shown.length <= BOUNDS.quoted ? shown.join('') : `${shown.slice(0, BOUNDS.quoted).join('')}…`;
}

function toProblem(issue: { path: PropertyKey[]; message: string; code?: string; keys?: string[] }): Problem {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return unknownField(issue.keys ?? [], field);
  return {
    code: 'invalid_input',
    severity: 'error',
    field: quoted(field) || undefined,
    message: issue.message,
    remedy: '',
  };
}

function unknownField(keys: string[], parent: string): Problem {
  const names = quoted(keys.map((key) => (parent ? `${parent}.${key}` : key)).join(', '));
  return {
    code: 'unknown_field',
    severity: 'error',
    field: names,
    message: i18n.translate('bruteForceAlerts.api.unknownFieldErrorMessage', {
      defaultMessage: 'The request has a field that is not known: {names}.',
      values: { names },
    }),
    remedy: i18n.translate('bruteForceAlerts.api.unknownFieldRemedy', {
      defaultMessage: 'Check the spelling, or leave it out. Nothing was changed.',
    }),
  };
}
