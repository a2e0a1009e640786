import { errors } from '@elastic/elasticsearch';
import type { Request, ServerRoute } from '@hapi/hapi';
import type {
  KibanaRequest,
  Logger,
  RequestHandler,
  RequestHandlerContext,
  RouteConfig,
  Router,
  RouteValidationFunction,
} from '../../kibana_contracts/server';
import { createKibanaRequest } from './requests';
import { internalError, refusal, responseFactory, SandboxResponse, send } from './responses';

/** What 9.x wants to know of a route: its privileges, or why it needs none. 8.12 does not look. */
type Authz = { requiredPrivileges: string[] } | { enabled: false; reason: string };
type SandboxRouteConfig = Omit<RouteConfig, 'security'> & { security?: { authz: Authz } };

declare module '@hapi/hapi' {
  interface RouteOptionsApp {
    /** Null where the route declares nothing; absent for routes of the sandbox itself. */
    authz?: Authz | null;
  }
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Part = 'params' | 'query' | 'body';

/** What handlers are given. */
export interface RouterServices {
  contextFor(request: KibanaRequest): RequestHandlerContext;
  logger: Logger;
}

/** Kibana's default for a body, bytes. */
const MAX_BYTES = 1024 * 1024;

/** Kibana's router, with hapi routes as its outcome. */
export class SandboxRouter implements Router {
  readonly routes: ServerRoute[] = [];

  constructor(readonly services: RouterServices) {}

  get = (route: SandboxRouteConfig, handler: RequestHandler) => this.add('get', route, handler);
  post = (route: SandboxRouteConfig, handler: RequestHandler) => this.add('post', route, handler);
  put = (route: SandboxRouteConfig, handler: RequestHandler) => this.add('put', route, handler);
  delete = (route: SandboxRouteConfig, handler: RequestHandler) => this.add('delete', route, handler);

  private add(method: Method, route: SandboxRouteConfig, handler: RequestHandler): void {
    checkRoute(method, route);
    const reads = method !== 'get' && route.validate !== false && route.validate.body !== undefined;
    const maxBytes = route.options?.body?.maxBytes ?? MAX_BYTES;
    // As in Kibana, a body is not read where the route does not validate it.
    const payload = reads ? { maxBytes } : { parse: false, output: 'stream' as const, maxBytes };
    this.routes.push({
      method,
      path: route.path,
      options: {
        tags: route.options?.tags ?? [],
        app: { authz: route.security?.authz ?? null },
        ...(method === 'get' ? {} : { payload }),
      },
      handler: async (request, h) => send(h, await this.handle(route, handler, request)),
    });
  }

  private async handle(
    route: SandboxRouteConfig,
    handler: RequestHandler,
    request: Request,
  ): Promise<SandboxResponse> {
    const valid = validate(route, request);
    if (valid instanceof SandboxResponse) return valid;
    try {
      const kibanaRequest = createKibanaRequest(request, valid);
      const response = await handler(this.services.contextFor(kibanaRequest), kibanaRequest, responseFactory);
      if (response instanceof SandboxResponse) return response;
      throw new Error(
        `Unexpected result from Route Handler. Expected KibanaResponse, but given: ${typeof response}.`,
      );
    } catch (error) {
      return this.answerFor(error);
    }
  }

  private answerFor(error: unknown): SandboxResponse {
    if (error instanceof errors.ResponseError && error.statusCode === 401)
      return refusal(401, error.message, { 'WWW-Authenticate': 'Basic realm="Authorization Required"' });
    this.services.logger.error(error instanceof Error ? String(error.stack) : String(error));
    return internalError();
  }
}

function checkRoute(method: Method, { path, validate }: SandboxRouteConfig): void {
  if (validate === undefined)
    throw new Error(
      `The [${method}] at [${path}] does not have a 'validate' specified. Use 'false' as the value if you want to bypass validation.`,
    );
  const rules = validate === false ? [] : Object.values(validate);
  if (rules.some((rule) => typeof rule !== 'function'))
    throw new Error(
      `Expected a valid validation logic declared with '@kbn/config-schema' package or a RouteValidationFunction at key: [${path}]. The sandbox takes functions only.`,
    );
}

/** Validates a part of a request. As in Kibana, a part without a validator is `{}` to the handler. */
function validate(
  { validate: rules }: SandboxRouteConfig,
  request: Request,
): Record<Part, unknown> | SandboxResponse {
  const given = { params: request.params, query: request.query, body: request.payload };
  const valid: Record<Part, unknown> = { params: {}, query: {}, body: {} };
  for (const part of ['params', 'query', 'body'] as const) {
    const rule = rules ? rules[part] : undefined;
    if (!rule) continue;
    const outcome = apply(rule, given[part]);
    if ('error' in outcome) return refusal(400, `[request ${part}]: ${outcome.error}`);
    valid[part] = outcome.value;
  }
  return valid;
}

function apply(
  rule: RouteValidationFunction<unknown>,
  data: unknown,
): { value: unknown } | { error: string } {
  try {
    const outcome = rule(data, { ok: (value) => ({ value }), badRequest: (error) => ({ error }) });
    return 'error' in outcome ? { error: messageOf(outcome.error) } : outcome;
  } catch (error) {
    return { error: messageOf(error) };
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
