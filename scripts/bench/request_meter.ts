import type { Client } from '@elastic/elasticsearch';

/** A request reads, or it changes something. */
export type RequestKind = 'search' | 'write';

export interface MeasuredRequest {
  kind: RequestKind;
  /** Method and path without ids. The purpose of an index stands in place of its name. */
  request: string;
  ms: number;
}

/** Parts of paths that read although the method is POST, or that close what a search opened. */
const READS = new Set([
  '_search',
  '_msearch',
  '_pit',
  '_count',
  '_mget',
  '_field_caps',
  '_terms_enum',
  '_has_privileges',
]);
const OWN_INDEX = /^\.kibana-brute-force-alerts-(alerts|state)-/;

export function kindOf(method: string, path: string): RequestKind {
  if (method === 'GET' || method === 'HEAD') return 'search';
  return segmentsOf(path).some((segment) => READS.has(segment)) ? 'search' : 'write';
}

export function labelOf(method: string, path: string): string {
  const [first = '', ...rest] = segmentsOf(path);
  const target = first.startsWith('_') ? first : (OWN_INDEX.exec(first)?.[1] ?? 'events');
  return `${method} ${[target, ...rest.filter((segment) => segment.startsWith('_'))].join('/')}`;
}

const segmentsOf = (path: string) =>
  (path.split('?', 1)[0] ?? '').split('/').filter(Boolean).map(decodeURIComponent);

interface RequestEvent {
  meta: { request: { params: { method: string; path: string } } };
}

/**
 * Measures every request of a client and its child clients, from sending it until its answer was read. A request that
 * is repeated counts as one.
 */
export class RequestMeter {
  /** Start times by the request object, since a client and its child may give two requests the same id. */
  readonly #started = new WeakMap<object, number>();
  #finished: MeasuredRequest[] = [];

  constructor({ diagnostic }: Pick<Client, 'diagnostic'>, clock = () => performance.now()) {
    diagnostic.on('request', (_error, event) => {
      const { request } = (event as unknown as RequestEvent).meta;
      if (!this.#started.has(request)) this.#started.set(request, clock());
    });
    diagnostic.on('response', (_error, event) => {
      const { request } = (event as unknown as RequestEvent).meta;
      const started = this.#started.get(request);
      if (started === undefined) return;
      const { method, path } = request.params;
      const ms = clock() - started;
      this.#finished.push({ kind: kindOf(method, path), request: labelOf(method, path), ms });
    });
  }

  /** The requests that finished since the last call. */
  take(): MeasuredRequest[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }
}
