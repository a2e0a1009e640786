import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import createDebug from 'debug';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { asProxyError, codeOf } from './proxy_error';
import { isSocks, proxyUrlProblem } from './proxy_url';

/**
 * Where DEBUG is set, the libraries of proxies write addresses of proxies and whole requests to the log of Kibana, with
 * passwords, tokens and messages in them. They use the copy of `debug` that comes with the plugin, which says nothing.
 */
createDebug.log = () => undefined;

interface Way {
  /** Whether the far side speaks TLS. */
  isTls: boolean;
  /** Undefined where there is no proxy. */
  proxyUrl: string | undefined;
  /** How long a call may take in all, ms. A proxy gets two thirds of it to connect, so that the error names the proxy. */
  timeoutMs: number;
  /** Finds the addresses of names, that of the proxy too; Node's where it is left out. */
  lookup?: LookupFunction;
}

/**
 * How connections to a far side are made. They are not kept: a call comes every few minutes, and a kept one is found
 * broken by the next alert. Throws where the address of the proxy is none, without repeating it.
 */
export function createAgent({ isTls, proxyUrl, timeoutMs, lookup }: Way): http.Agent {
  const options = lookup ? { lookup } : {};
  if (proxyUrl === undefined) return isTls ? new https.Agent(options) : new http.Agent(options);
  const problem = proxyUrlProblem(proxyUrl);
  if (problem !== undefined) throw new Error(`The address of a proxy in kibana.yml ${problem}.`);
  const proxy = new URL(proxyUrl);
  const ms = (timeoutMs * 2) / 3;
  if (isSocks(proxy)) return telling(socksAgent(proxy, options), ms, ofSocks);
  const agent = isTls ? new HttpsProxyAgent(proxy, options) : httpAgent(proxy, options);
  return telling(agent, ms, asProxyError);
}

function httpAgent(proxy: URL, options: { lookup?: LookupFunction }): HttpProxyAgent<string> {
  const agent = new HttpProxyAgent(proxy, options);
  const { host = '' } = agent.connectOpts;
  // The library does not tell a proxy over TLS by which name it is asked, so one with several certificates shows any.
  if (isIP(host) === 0) agent.connectOpts.servername = host;
  return agent;
}

function socksAgent(proxy: URL, options: { lookup?: LookupFunction }): SocksProxyAgent {
  const agent = new SocksProxyAgent(proxy, { ...options, socketOptions: options });
  // The library leaves the brackets of a URL around an address of IPv6, and then looks for a host of that name.
  agent.proxy.host = proxy.hostname.replace(/[[\]]/g, '');
  return agent;
}

/** What has a code is this machine's own look for the name of the far side: the library gives none of its own. */
const ofSocks = (error: unknown): unknown => (codeOf(error) === undefined ? asProxyError(error) : error);

type FarSide = Parameters<HttpsProxyAgent<string>['connect']>[1];
interface Connecting<R> {
  connect(request: R, farSide: FarSide): Promise<Socket>;
}

/** Has the agent say of an error on the way to the proxy that it was the proxy, also where the proxy says nothing. */
function telling<R>(
  agent: http.Agent & Connecting<R>,
  ms: number,
  explain: (error: unknown) => unknown,
): http.Agent {
  const connect = agent.connect.bind(agent);
  agent.connect = (request, farSide) => inTime(connect(request, comparingAddress(farSide)), ms, explain);
  return agent;
}

/**
 * Where the far side is an address, its certificate is compared with that address. TLS knows no such name of a server, so
 * the libraries pass on none, and Node would compare the certificate with the name of the proxy or with `localhost`.
 */
function comparingAddress(farSide: FarSide): FarSide {
  const { host } = farSide;
  if (!farSide.secureEndpoint || host === undefined || isIP(host) === 0) return farSide;
  const checkAddress = (_name: string, shown: PeerCertificate) => checkServerIdentity(host, shown);
  return { ...farSide, checkServerIdentity: checkAddress };
}

async function inTime(
  connecting: Promise<Socket>,
  ms: number,
  explain: (error: unknown) => unknown,
): Promise<Socket> {
  const explained = connecting.catch((error: unknown) => {
    throw explain(error);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(asProxyError({ code: 'ETIMEDOUT' }));
      explained.then(drop, () => undefined);
    }, ms);
  });
  return Promise.race([explained, late]).finally(() => clearTimeout(timer));
}

/** A connection that came too late. Nobody waits for its errors any more, and one that nobody hears ends the process. */
function drop(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.destroy();
}
