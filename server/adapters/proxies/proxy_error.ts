/** What a proxy of the SOCKS kind says or does, in the words of the library, and our code for it. */
const SAYINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/authentication (failed|type)/i, 'PROXY_AUTH'],
  [/timed out/i, 'PROXY_ETIMEDOUT'],
];
/** The replies of RFC 1928 with which a proxy does not connect, as the library names them. The first one has the number 1. */
const REPLIES = [
  'Failure',
  'NotAllowed',
  'NetworkUnreachable',
  'HostUnreachable',
  'ConnectionRefused',
  'TTLExpired',
  'CommandNotSupported',
  'AddressNotSupported',
];

/**
 * An error that came while a proxy was asked to connect, with a code that says so: PROXY_AUTH (it refuses the login),
 * PROXY_REPLY_1 to PROXY_REPLY_8 (it does not connect, by the reply of SOCKS5), PROXY_PROTOCOL (it is no such proxy), or
 * PROXY_ and the code of Node where the proxy itself was not reached.
 */
export function asProxyError(error: unknown): Error {
  const words = error instanceof Error ? error.message : '';
  const code = codeOf(error);
  // The SOCKS library passes on what Node says as words alone.
  const [, said] = /^(?:connect|getaddrinfo|read) (E[A-Z_]+)/.exec(words) ?? [];
  if (code !== undefined) return withCode(`PROXY_${code}`);
  if (said !== undefined) return withCode(`PROXY_${said}`);
  const [, reply] = /rejected connection - (\w+)/i.exec(words) ?? [];
  if (reply !== undefined) return withCode(`PROXY_REPLY_${REPLIES.indexOf(reply) + 1 || 1}`);
  return withCode(SAYINGS.find(([pattern]) => pattern.test(words))?.[1] ?? 'PROXY_PROTOCOL');
}

/** The code that Node put on an error; undefined where there is none. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Without the words and the cause: they may repeat the address of the proxy, login and all. */
const withCode = (code: string): Error =>
  Object.assign(new Error('The proxy does not connect.'), { code, syscall: 'connect' });
