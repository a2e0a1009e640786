import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from './configuration';
import { heapSize, type NodeProcess } from './node_process';

const POLL_MS = 200;
const PROGRESS_MS = 5_000;

/**
 * Waits until searches are answered, and returns the URL. Throws with the reason where that does not happen in time.
 */
export async function waitUntilReady(
  node: NodeProcess,
  user: Credentials | undefined,
  { timeoutMs, onProgress }: { timeoutMs: number; onProgress: (line: string) => void },
): Promise<string> {
  for (let waited = 0; waited < timeoutMs; waited += POLL_MS) {
    if (node.ended()) throw new Error(endedMessage(node));
    const port = node.httpPort();
    const url = `http://127.0.0.1:${port}`;
    if (port && (await answers(url, user))) return url;
    if (waited > 0 && waited % PROGRESS_MS === 0)
      onProgress(`Elasticsearch is starting, ${waited / 1000} s …`);
    await sleep(POLL_MS);
  }
  throw new Error(
    `Elasticsearch did not answer within ${timeoutMs / 1000} s. Its last lines:\n${node.tail()}`,
  );
}

async function answers(url: string, user: Credentials | undefined): Promise<boolean> {
  try {
    const health = await call(url, '/_cluster/health?wait_for_status=yellow&timeout=1s', { user });
    return health.ok;
  } catch {
    return false;
  }
}

interface Call {
  user?: Credentials;
  method?: string;
  body?: unknown;
}

export function call(url: string, path: string, { user, method = 'GET', body }: Call): Promise<Response> {
  const basic = user && Buffer.from(`${user.username}:${user.password}`).toString('base64');
  return fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(basic && { authorization: `Basic ${basic}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}

function endedMessage(node: NodeProcess): string {
  return `Elasticsearch ended (${node.ended()}) before it answered. ${remedy(node)}\nIts last lines:\n${node.tail()}`;
}

export function remedy(node: Pick<NodeProcess, 'tail' | 'ended'>): string {
  const text = node.tail();
  if (
    node.ended() === 'SIGKILL' ||
    /insufficient memory|Cannot allocate memory|OutOfMemoryError/.test(text)
  ) {
    return `There is not enough memory for a heap of ${heapSize()}: free some, or set ES_HEAP=512m.`;
  }
  if (/Address already in use|BindHttpException/.test(text)) return 'Its port is taken: give another --port.';
  if (/EPERM|EACCES/.test(node.ended() ?? '')) {
    return 'As root it is started as "nobody", which was refused here: run as an ordinary user instead.';
  }
  return 'See below for the reason.';
}
