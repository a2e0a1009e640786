import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { asProxyError, codeOf } from './proxy_error';

interface Way {
  apiUrl: string;
  proxyUrl?: string;
  ipv4First?: boolean;
}

const WEB = ['http:', 'https:'];
const SOCKS = ['socks:', 'socks5:', 'socks5h:'];

/** The order of the addresses of a name, which Node otherwise takes as the name server gives it. */
const ipv4First: LookupFunction = (host, options, callback) =>
  dns.lookup(host, { ...options, verbatim: false }, callback);

/**
 * How connections to the Bot API are made. They are not kept: a call comes every few minutes, and a kept one is found
 * broken by the next alert. Throws where an address is no URL, and then without repeating it.
 */
export function createAgent({ apiUrl, proxyUrl, ipv4First: isIpv4First }: Way): http.Agent {
  const isTls = parsedUrl(apiUrl, 'Telegram API', WEB).protocol === 'https:';
  const options = isIpv4First ? { lookup: ipv4First } : {};
  if (proxyUrl === undefined) return isTls ? new https.Agent(options) : new http.Agent(options);
  const proxy = parsedUrl(proxyUrl, 'proxy', [...WEB, ...SOCKS]);
  if (SOCKS.includes(proxy.protocol))
    return new TellingSocksAgent(proxy, { ...options, socketOptions: options });
  return isTls ? new TellingHttpsAgent(proxy, options) : new TellingHttpAgent(proxy, options);
}

function parsedUrl(text: string, name: string, protocols: readonly string[]): URL {
  const isOne = URL.canParse(text) && protocols.includes(new URL(text).protocol);
  const starts = protocols.map((protocol) => `${protocol}//`).join(', ');
  if (!isOne) throw new Error(`The ${name} URL of the configuration does not start with one of ${starts}.`);
  return new URL(text);
}

/** These three say of an error on the way to the proxy that it was the proxy. */
class TellingSocksAgent extends SocksProxyAgent {
  override connect(...way: Parameters<SocksProxyAgent['connect']>) {
    // What has a code is this machine's own look for the name of the far side: the library gives none of its own.
    return super.connect(...way).catch((error: unknown) => {
      throw codeOf(error) === undefined ? asProxyError(error) : error;
    });
  }
}
class TellingHttpsAgent extends HttpsProxyAgent<string> {
  override connect(...way: Parameters<HttpsProxyAgent<string>['connect']>) {
    return super.connect(...way).catch(rethrown);
  }
}
class TellingHttpAgent extends HttpProxyAgent<string> {
  override connect(...way: Parameters<HttpProxyAgent<string>['connect']>) {
    return super.connect(...way).catch(rethrown);
  }
}

const rethrown = (error: unknown): never => {
  throw asProxyError(error);
};
