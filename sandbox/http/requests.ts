import type { Request } from '@hapi/hapi';
import type { AuthenticatedUser, FakeRequest, KibanaRequest } from '../../kibana_contracts/server';

/** Who asks, and in which space. */
export interface Caller {
  spaceId: string;
  authorization: string | undefined;
  user: AuthenticatedUser | null;
}

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    caller?: Caller;
  }
}

const callers = new WeakMap<object, Caller>();

/** The caller of a hapi request; known from the moment the space was read off the path. */
export function callerOfHapi(request: Request): Caller {
  const { authorization } = headersOf(request);
  return (request.app.caller ??= {
    spaceId: 'default',
    authorization: [authorization].flat()[0],
    user: null,
  });
}

const headersOf = (request: Request) => request.headers as KibanaRequest['headers'];

/** What Kibana hands to a route's handler. */
export function createKibanaRequest(
  request: Request,
  valid: { params: unknown; query: unknown; body: unknown },
): KibanaRequest {
  const kibanaRequest: KibanaRequest = {
    ...valid,
    headers: headersOf(request),
    auth: { isAuthenticated: request.auth.isAuthenticated },
    events: { aborted$: { subscribe: (observer: () => void) => subscribeToAbort(request, observer) } },
  };
  callers.set(kibanaRequest, callerOfHapi(request));
  return kibanaRequest;
}

function subscribeToAbort(request: Request, observer: () => void): { unsubscribe(): void } {
  request.raw.req.once('aborted', observer);
  return { unsubscribe: () => request.raw.req.off('aborted', observer) };
}

/** The caller of a request. A request that was made up from headers is in the default space and has no user. */
export function callerOf(request: KibanaRequest | FakeRequest): Caller {
  const known = callers.get(request);
  if (known) return known;
  const { authorization } = request.headers;
  return { spaceId: 'default', authorization: [authorization].flat()[0], user: null };
}
