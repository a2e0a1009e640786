import dns from 'node:dns';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Secret } from '../../../common/channels/secret';
import type {
  UrlCaller,
  WebhookAnswer,
  WebhookRequest,
  WebhookTalk,
} from '../../notify/webhook/webhook_port';
import { startWatch, type CallWatch } from '../call_watch';
import { createAllowedHosts, type AllowedHosts } from './allowed_hosts';
import { authoritiesOf } from '../certificates';
import { guardedLookup } from '../guarded_lookup';
import { retryAfterMs } from './retry_after';
import { scrubbed } from './scrubbed';
import { SIGNATURE_HEADER, signatureOf } from './signature';

export interface WebhookTalkOptions {
  /** Hosts, addresses and ranges, as kibana.yml lists them. */
  allowedHosts: readonly string[];
  /** An http or https proxy. It finds the addresses of names then, and they are not checked here. */
  proxyUrl?: string;
  /** Files with certificate authorities that are trusted besides Node's. */
  certificateAuthorities: readonly string[];
  /** For a whole call, from the name look-up to the last byte of the answer, ms. */
  timeoutMs: number;
  clock(): number;
  /** Finds the addresses of a name; Node's where it is left out. */
  resolve?: typeof dns.lookup;
}

/** What is read of an answer. The status says what became of the message; the rest is for people. */
const ANSWER_MAX_BYTES = 16_384;

/** The code of the error with which a connection to an address ends that is not allowed. */
const FORBIDDEN = 'ADDRESS_NOT_ALLOWED';

/** Speaks to webhooks. Redirects are not followed, and the proxies of the environment are not used. */
export function createWebhookTalk(options: WebhookTalkOptions): WebhookTalk & UrlCaller {
  const { allowedHosts, proxyUrl, clock } = options;
  const allowed = createAllowedHosts(allowedHosts);
  const agent = proxyUrl === undefined ? new https.Agent() : new HttpsProxyAgent(proxyUrl);
  const ask = (call: Call) => answerTo(call, { ...options, allowed, agent });
  return {
    post: ({ url, headers, body, signingKey }: WebhookRequest) =>
      ask({
        url,
        body,
        method: 'POST',
        secrets: [...Object.values(headers), ...(signingKey ? [signingKey.reveal()] : [])],
        headers: {
          ...headers,
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          ...(signingKey ? { [SIGNATURE_HEADER]: signatureOf(signingKey, body, clock()) } : {}),
        },
      }),
    knock: (url) => ask({ url, body: '', method: 'HEAD', headers: {}, secrets: [] }),
    call: (url, method) =>
      ask({
        url,
        body: '',
        method: method === 'post' ? 'POST' : 'GET',
        headers: method === 'post' ? { 'Content-Length': 0 } : {},
        secrets: [],
      }),
    forbids(url) {
      const address = new URL(url.reveal());
      return allowed.hasHost(address.hostname) ? null : forbidden('host', bareHost(address), allowed);
    },
  };
}

interface Call {
  url: Secret;
  method: 'POST' | 'HEAD' | 'GET';
  headers: OutgoingHttpHeaders;
  body: string;
  /** What must not be repeated, besides the URL. */
  secrets: readonly string[];
}
interface Means extends WebhookTalkOptions {
  allowed: AllowedHosts;
  agent: https.Agent;
}

async function answerTo(call: Call, means: Means): Promise<WebhookAnswer> {
  const { allowed, timeoutMs } = means;
  const url = new URL(call.url.reveal());
  if (!allowed.hasHost(url.hostname)) return forbidden('host', bareHost(url), allowed);
  const watch = startWatch(timeoutMs);
  const guard = guardOf(means);
  try {
    const response = await responseTo(call, means, { url, watch, lookup: guard.lookup });
    const body = await firstWords(response);
    return {
      kind: 'answered',
      by: watch.isConnected() ? 'receiver' : 'proxy',
      status: response.statusCode ?? 0,
      said: scrubbed(body, call.url, call.secrets),
      retryAfterMs: retryAfterMs(response.headers['retry-after'], means.clock()),
    };
  } catch (error) {
    const address = guard.refused();
    if (address !== undefined) return forbidden('address', address, allowed);
    return { kind: 'failed', code: watch.explain(error).code, isConnected: watch.isConnected() };
  } finally {
    watch.end();
  }
}

interface Guard {
  /** For a connection, in place of Node's. */
  lookup: LookupFunction;
  /** The address that was refused, once one was. */
  refused(): string | undefined;
}

function guardOf({ allowed, resolve = dns.lookup }: Means): Guard {
  let refused: string | undefined;
  const isAllowed = (address: string) => {
    const is = allowed.hasAddress(address);
    if (!is) refused = address;
    return is;
  };
  const refusal = () => Object.assign(new Error(FORBIDDEN), { code: FORBIDDEN });
  return { refused: () => refused, lookup: guardedLookup(resolve, isAllowed, refusal) };
}

const forbidden = (
  what: 'host' | 'address',
  value: string,
  allowed: AllowedHosts,
): Extract<WebhookAnswer, { kind: 'forbidden' }> => ({
  kind: 'forbidden',
  what,
  value,
  line: allowed.lineWith(value),
});

/** The host of a URL, an address of IPv6 without its brackets. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/[[\]]/g, '');

async function responseTo(
  { method, headers, body }: Call,
  { agent, certificateAuthorities }: Means,
  { url, watch, lookup }: { url: URL; watch: CallWatch; lookup: LookupFunction },
): Promise<IncomingMessage> {
  const { port, pathname, search } = url;
  const ca = await authoritiesOf(certificateAuthorities);
  return new Promise((resolve, reject) => {
    const request = watch.transport.request(
      {
        protocol: 'https:',
        hostname: bareHost(url),
        port: port === '' ? 443 : port,
        path: `${pathname}${search}`,
        method,
        headers: { 'User-Agent': 'brute-force-alerts', ...headers },
        agent,
        lookup,
        signal: watch.signal,
        ...(ca ? { ca } : {}),
      } as https.RequestOptions,
      resolve,
    );
    request.once('error', reject);
    request.end(body);
  });
}

/**
 * The start of an answer. An answer without end, or one that comes a byte at a time until the time is up, is cut off
 * there: its status has come before.
 */
function firstWords(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const end = () => resolve(Buffer.concat(pieces).subarray(0, ANSWER_MAX_BYTES).toString('utf8'));
    response.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= ANSWER_MAX_BYTES) response.destroy();
    });
    response.once('error', end);
    response.once('close', end);
  });
}
