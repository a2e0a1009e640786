import { server as createHapi, type Lifecycle, type Request, type Server } from '@hapi/hapi';
import type { Logger } from '../../kibana_contracts/server';
import type { Authentication } from '../security/authentication';
import type { Authorization } from '../security/authorization';
import { callerOfHapi } from './requests';
import { internalError, refusal, send, type SandboxResponse } from './responses';

export interface ServerOptions {
  host: string;
  port: number;
  /** `server.basePath`, or nothing. */
  basePath: string;
  kibanaVersion: string;
  authentication: Authentication;
  authorization: Authorization;
  logger: Logger;
  /** Which form of a route's privileges counts. */
  routePrivileges: 'tags' | 'authz';
}

/** On every response of Kibana 8.12: no inline script, no eval. */
const CONTENT_SECURITY_POLICY =
  "script-src 'report-sample' 'self'; worker-src 'report-sample' 'self' blob:; style-src 'report-sample' 'self' 'unsafe-inline'";

/** Kibana's `server.keepaliveTimeout`, ms. Node closes an idle connection after five seconds, under a client's hands. */
const KEEP_ALIVE = 120_000;

/** Kibana's HTTP server as far as it stands before every route: space, caller, xsrf, privileges, headers. */
export function createServer(options: ServerOptions): Server {
  const server = createHapi({ host: options.host, port: options.port, state: { strictHeader: false } });
  server.listener.keepAliveTimeout = KEEP_ALIVE;
  server.ext('onRequest', (request, h) => {
    stripBasePath(request, options.basePath);
    readSpace(request);
    return h.continue;
  });
  addAuthentication(server, options);
  server.ext(
    'onPostAuth',
    refuseWith((request) => checkXsrf(request, options.kibanaVersion)),
  );
  server.ext(
    'onPostAuth',
    refuseWith((request) => checkPrivileges(request, options)),
  );
  server.ext('onPreResponse', addHeaders);
  server.route({
    method: '*',
    path: '/{path*}',
    handler: (_request, h) => send(h, refusal(404, 'Not Found')),
  });
  server.events.on({ name: 'request', channels: ['error', 'internal'] }, (_request, { error }, tags) => {
    if (tags.implementation && error)
      options.logger.error(error instanceof Error ? String(error.stack) : String(error));
  });
  return server;
}

/** Removes the base path. As in Kibana with `server.rewriteBasePath`, paths outside it are not found. */
function stripBasePath(request: Request, basePath: string): void {
  const isBelow = request.path === basePath || request.path.startsWith(`${basePath}/`);
  const path = isBelow ? request.path.slice(basePath.length) || '/' : '/not_below_the_base_path';
  if (basePath !== '') request.setUrl(path + request.url.search);
}

/** Reads the space from a path `/s/<space>/…` and removes it from the path. */
function readSpace(request: Request): void {
  const [, space, rest] = request.path.match(/^\/s\/([a-z0-9_-]+)(\/.*)?$/) ?? [];
  if (space) {
    callerOfHapi(request).spaceId = space;
    request.setUrl(`${rest ?? '/'}${request.url.search}`);
  }
}

function addAuthentication(server: Server, { authentication, logger }: ServerOptions): void {
  server.auth.scheme('elasticsearch', () => ({
    authenticate: async (request, h) => {
      const caller = callerOfHapi(request);
      const outcome = await authentication.authenticate(caller.authorization).catch((error: Error) => {
        logger.error(`Authentication is not possible: ${error.message}`);
        return 'unavailable' as const;
      });
      if (outcome === 'unavailable') return send(h, refusal(503, 'Service Unavailable')).takeover();
      if (outcome === 'refused') return send(h, unauthorized).takeover();
      caller.user = outcome.user;
      const credentials = { user: outcome.user ?? {} };
      return outcome.user
        ? h.authenticated({ credentials })
        : h.unauthenticated(new Error('open'), { credentials });
    },
  }));
  // "try": without Elasticsearch security everybody is let in, and `isAuthenticated` is false, as in Kibana.
  server.auth.strategy('elasticsearch', 'elasticsearch');
  server.auth.default({ strategy: 'elasticsearch', mode: 'try' });
}

const unauthorized = refusal(401, 'Unauthorized', {
  'WWW-Authenticate': 'Basic realm="Sandbox", charset="UTF-8"',
});

/** Runs a check before the handler. What it returns is the refusal; nothing lets the request through. */
function refuseWith(
  check: (request: Request) => Promise<SandboxResponse | null> | SandboxResponse | null,
): Lifecycle.Method {
  return async (request, h) => {
    const refused = await check(request);
    return refused ? send(h, refused).takeover() : h.continue;
  };
}

function checkXsrf({ method, headers }: Request, expected: string): SandboxResponse | null {
  const got = headers['kbn-version'];
  if (got !== undefined && got !== expected)
    return refusal(
      400,
      `Browser client is out of date, please refresh the page ("kbn-version" header was "${got}" but should be "${expected}")`,
    );
  const isSafe = method === 'get' || method === 'head' || method === 'options';
  if (isSafe || got !== undefined || headers['kbn-xsrf'] !== undefined) return null;
  return refusal(400, 'Request must contain a kbn-xsrf header.');
}

/**
 * Checks that the caller has `api:<name>` for each privilege that the route declares, or `app:<id>` for the app's
 * page.
 */
async function checkPrivileges(
  request: Request,
  { authorization, routePrivileges }: ServerOptions,
): Promise<SandboxResponse | null> {
  const required = routePrivileges === 'tags' ? privilegesByTags(request) : privilegesByAuthz(request);
  if (required === 'undeclared') return authorization.active ? internalError() : null;
  const actions = required.map((name) => `api:${name}`);
  const app = request.path.match(/^\/app\/([^/]+)/)?.[1];
  if (app && authorization.protects(app)) actions.push(`app:${app}`);
  const granted = await authorization.check(callerOfHapi(request), actions);
  return actions.every((action) => granted[action]) ? null : refusal(403, 'Forbidden');
}

/** The privileges of a route's tags, as 8.12 reads them. A route without tags needs none. */
function privilegesByTags({ route }: Request): string[] {
  const tags = (route.settings.tags ?? []).filter((tag) => tag.startsWith('access:'));
  return tags.map((tag) => tag.slice('access:'.length));
}

/** The privileges of `security.authz`, as 9.1 reads them. A route that declares nothing fails at every request. */
function privilegesByAuthz({ route }: Request): string[] | 'undeclared' {
  const authz = route.settings.app?.authz;
  if (authz === null) return 'undeclared';
  return authz && 'requiredPrivileges' in authz ? authz.requiredPrivileges : [];
}

const addHeaders: Lifecycle.Method = ({ response }, h) => {
  const headers = 'isBoom' in response ? response.output.headers : response.headers;
  headers['content-security-policy'] = CONTENT_SECURITY_POLICY;
  headers['x-content-type-options'] = 'nosniff';
  headers['kbn-name'] = 'sandbox';
  headers['cache-control'] ??= 'private, no-cache, no-store, must-revalidate';
  return h.continue;
};
