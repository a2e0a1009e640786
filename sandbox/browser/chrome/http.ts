import type { HttpFetchError, HttpOptions, HttpStart } from '../../../kibana_contracts/browser';
import type { PageData } from '../page_data';

/** What `core.http` throws: for an answer that is a refusal, and for no answer. */
class FetchError extends Error implements HttpFetchError {
  constructor(
    message: string,
    override readonly name: string,
    readonly request: Request,
    readonly response?: Response,
    readonly body?: { message?: string; attributes?: unknown },
  ) {
    super(message);
  }
}

/** `core.http`: in the space of the page, with the headers that Kibana asks for. */
export function createHttp({ basePath, kibanaVersion }: PageData): HttpStart {
  const send =
    (method: string) =>
    async <T>(path: string, options: HttpOptions = {}) => {
      const url = new URL(basePath + path, window.location.origin);
      for (const [name, value] of Object.entries(options.query ?? {}))
        for (const one of [value ?? []].flat()) url.searchParams.append(name, String(one));
      const { body, signal } = options;
      return ask<T>(new Request(url, { method, body, signal, headers: headersFor(kibanaVersion, options) }));
    };
  return {
    basePath: { prepend: (path) => basePath + path },
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
  };
}

function headersFor(kibanaVersion: string, { asSystemRequest }: HttpOptions): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'kbn-version': kibanaVersion,
    'x-elastic-internal-origin': 'Kibana',
    ...(asSystemRequest ? { 'kbn-system-request': 'true' } : {}),
  };
}

async function ask<T>(request: Request): Promise<T> {
  const response = await window.fetch(request).catch((error: Error) => {
    throw new FetchError(error.message, error.name, request);
  });
  const body = await read(response);
  if (response.ok) return body as T;
  const told = body as { message?: string } | undefined;
  throw new FetchError(told?.message ?? response.statusText, response.statusText, request, response, told);
}

async function read(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('application/json');
  return isJson ? response.json() : response.text();
}
