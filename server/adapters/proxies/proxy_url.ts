/** That of `socks5` is given addresses that were found here; all others are given names, and find the addresses themselves. */
const SOCKS = ['socks5:', 'socks5h:'];
/** One of HTTP may itself speak TLS. */
const WEB = ['http:', 'https:'];
/** RFC 1929 gives the length of a user name and of a password one byte each. */
const SOCKS_LOGIN_MAX = 255;

export const isSocks = ({ protocol }: URL): boolean => SOCKS.includes(protocol);

/** Whether the proxy finds the addresses of names itself. */
export const resolvesNames = (url: string): boolean => new URL(url).protocol !== 'socks5:';

/**
 * Why the address of a proxy is refused, for whoever starts Kibana; undefined where it is fine. Never repeats any of it,
 * since it may hold a password.
 */
export function proxyUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text))
    return 'is no URL of a proxy: the port must be a number below 65536, and in a user name or password @ is written as %40, : as %3A, / as %2F and # as %23';
  const url = new URL(text);
  if (![...WEB, ...SOCKS].includes(url.protocol))
    return 'must start with http://, https://, socks5:// or socks5h://';
  if (url.hostname === '') return 'names no host';
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    return 'must end behind the port: a ?, # or / in a user name or password is written as %3F, %23 or %2F';
  const login = [decoded(url.username), decoded(url.password)];
  if (login.includes(undefined))
    return 'has a % in the user name or password that is no code of a character: write it as %25';
  const isLong = login.some((part = '') => Buffer.byteLength(part) > SOCKS_LOGIN_MAX);
  if (isSocks(url) && isLong)
    return `has a user name or password of more than ${SOCKS_LOGIN_MAX} bytes, which SOCKS5 cannot carry`;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
