import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { DEMO_BOT } from './chats';

/** An answer as it came over the wire. */
export interface Reply {
  status: number;
  retryAfter: string | null;
  body: {
    ok: boolean;
    result?: Record<string, unknown>;
    error_code?: number;
    description?: string;
    parameters?: Record<string, unknown>;
  };
}

/**
 * Calls a method of the stand-in with a JSON body. Rejects where there is no whole answer. Not with fetch, which quietly
 * repeats a call that was answered with 421.
 */
export async function callBotApi(
  { url }: { url: string },
  method: string,
  parameters: object = {},
  token = DEMO_BOT.token,
): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const outgoing = request(`${url}/bot${token}/${method}`, { method: 'POST', headers });
  outgoing.end(JSON.stringify(parameters));
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'] ?? null,
    body: JSON.parse(await text(response)) as Reply['body'],
  };
}
