import dns from 'node:dns';
import type http from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type {
  UrlCaller,
  WebhookAnswer,
  WebhookPlace,
  WebhookRequest,
  WebhookTalk,
} from '../../notify/webhook/webhook_port';
import { startWatch, type CallWatch } from '../call_watch';
import { createAllowedHosts, type AllowedHosts } from './allowed_hosts';
import { authoritiesOf } from '../certificates';
import { guardedLookup } from '../guarded_lookup';
import { createAgent } from '../proxies/agent';
import { byProxy, NOT_LISTED, type NamedProxy } from '../proxies/named_proxies';
import { resolvesNames } from '../proxies/proxy_url';
import { addressesInDns } from './addresses_in_dns';
import { retryAfterMs } from './retry_after';
import { scrubbed } from './scrubbed';
import { SIGNATURE_HEADER, signatureOf } from './signature';

export interface WebhookTalkOptions {
  /** Hosts, addresses and ranges, as kibana.yml lists them. */
  allowedHosts: readonly string[];
  /** The proxy where a channel names none. */
  proxyUrl?: string | undefined;
  /** The proxies that channels may name. */
  proxies: readonly NamedProxy[];
  /** Files with certificate authorities that are trusted besides Node's. */
  certificateAuthorities: readonly string[];
  /** For a whole call, from the name look-up to the last byte of the answer, ms. */
  timeoutMs: number;
  clock(): number;
  /** Finds the addresses of a name for a connection; Node's where it is left out. */
  resolve?: typeof dns.lookup;
  /** The addresses of a name that a proxy will find by itself, as far as they are known here; by DNS where it is left out. */
  addressesOf?: (host: string) => Promise<string[]>;
}

/** What is read of an answer. The status says what became of the message; the rest is for people. */
const ANSWER_MAX_BYTES = 16_384;

/** The code of the error with which a connection to an address ends that is not allowed. */
const FORBIDDEN = 'ADDRESS_NOT_ALLOWED';

/** Speaks to webhooks. Redirects are not followed, and the proxies of the environment are not used. */
export function createWebhookTalk(options: WebhookTalkOptions): WebhookTalk & UrlCaller {
  const { allowedHosts, proxies, proxyUrl: common, timeoutMs, clock } = options;
  const allowed = createAllowedHosts(allowedHosts);
  const wayBy = byProxy(proxies, common, (proxyUrl) => ({
    agent: createAgent({ isTls: true, proxyUrl, timeoutMs }),
    resolvesNames: proxyUrl !== undefined && resolvesNames(proxyUrl),
  }));
  const ask = async (call: Call): Promise<WebhookAnswer> => {
    const way = wayBy(call.proxy);
    return way ? answerTo(call, { ...options, allowed, ...way }) : notListed(call.proxy);
  };
  return {
    post: ({ url, proxy, headers, body, signingKey, inBody }: WebhookRequest) =>
      ask({
        url,
        proxy,
        body,
        method: 'POST',
        secrets: [...Object.values(headers), ...inBody, ...(signingKey ? [signingKey.reveal()] : [])],
        headers: {
          ...headers,
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          ...(signingKey ? { [SIGNATURE_HEADER]: signatureOf(signingKey, body, clock()) } : {}),
        },
      }),
    knock: (place) => ask({ ...place, body: '', method: 'HEAD', headers: {}, secrets: [] }),
    call: (url, method) =>
      ask({
        url,
        proxy: null,
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

const notListed = (proxy: string | null): WebhookAnswer => ({
  kind: 'failed',
  code: NOT_LISTED,
  detail: proxy ?? '',
  isConnected: false,
});

interface Call extends WebhookPlace {
  method: 'POST' | 'HEAD' | 'GET';
  headers: OutgoingHttpHeaders;
  body: string;
  /** What must not be repeated, besides the URL. */
  secrets: readonly string[];
}
interface Means extends WebhookTalkOptions {
  allowed: AllowedHosts;
  agent: http.Agent;
  /** Whether a proxy finds the addresses of names, so that no connection of ours could be asked for them. */
  resolvesNames: boolean;
}

async function answerTo(call: Call, means: Means): Promise<WebhookAnswer> {
  const { allowed, timeoutMs } = means;
  const url = new URL(call.url.reveal());
  if (!allowed.hasHost(url.hostname)) return forbidden('host', bareHost(url), allowed);
  const known = await knownRefusal(bareHost(url), means);
  if (known !== undefined) return forbidden('address', known, allowed);
  const watch = startWatch(timeoutMs);
  const guard = guardOf(means);
  try {
    const response = await responseTo(call, means, { url, watch, lookup: guard.lookup });
    const body = await firstWords(response);
    const by = watch.isConnected() ? 'receiver' : 'proxy';
    return {
      kind: 'answered',
      by,
      status: response.statusCode ?? 0,
      // A proxy might repeat its own login, which is in kibana.yml alone.
      said: by === 'proxy' ? '' : scrubbed(body, call.url, call.secrets),
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

/**
 * The address that is not allowed and that a name leads to, as far as this Kibana knows; undefined where there is none. It
 * is asked for a proxy that finds addresses by itself; where Kibana knows none of the name, the list of names has to do.
 */
async function knownRefusal(host: string, means: Means): Promise<string | undefined> {
  const { allowed, resolvesNames: isAsked, addressesOf = addressesInDns } = means;
  if (!isAsked || isIP(host) !== 0) return undefined;
  return (await addressesOf(host)).find((address) => !allowed.hasAddress(address));
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
    request.on('error', reject);
    // After an answer that asks for another protocol (101) Node closes the connection and tells of no error.
    request.once('close', () => reject(Object.assign(new Error(), { code: 'ECONNRESET' })));
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
