import type { IncomingMessage } from 'node:http';

/** What a call carried: query and body together, as the Bot API takes them. Values of a JSON body keep their type. */
export type Parameters = Record<string, unknown>;

const BODY_MAX = 1_000_000;

/** Reads query and body (JSON or urlencoded). Undefined where a JSON body is none. */
export async function readParameters(request: IncomingMessage, url: URL): Promise<Parameters | undefined> {
  const query = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  if (body === '') return query;
  if (!(request.headers['content-type'] ?? '').includes('application/json')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  const parsed = parseJson(body);
  return isObject(parsed) ? { ...query, ...parsed } : undefined;
}

/** The whole body as text; what is beyond a megabyte is left out. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_MAX) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
