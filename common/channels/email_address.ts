import { BOUNDS } from '../bounds';
import { EMAIL_TEXTS } from './email_texts';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^[0-9a-f:.]{2,45}$/i;
/** RFC 5322's dot-atom: no quotes, comments, groups or blanks, which mail software reads in different ways. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LOCAL_MAX = 64;

/**
 * A name of a host or an IP address as programs ask for it: lower case, `xn--` in place of letters beyond a to z.
 * Undefined where the text is neither.
 */
export function asciiHost(text: string): string | undefined {
  if (text.includes(':')) return ipv6Of(text);
  // What a URL would read as its path, its login or its escapes.
  if (/[\s\p{Cc}/\\@?#%[\]<>^|]/u.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const { hostname } = new URL(`http://${text}`);
  // Other ways to write an address, such as 0x7f000001, are nobody's name for a server.
  if (IPV4.test(hostname)) return hostname === text ? hostname : undefined;
  const isName =
    hostname.length <= BOUNDS.email.hostLength && hostname.split('.').every((part) => LABEL.test(part));
  return isName ? hostname : undefined;
}

function ipv6Of(text: string): string | undefined {
  if (!IPV6.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}

/** Why a typed server is refused, with the remedy, or undefined. */
export function hostProblem(text: string): string | undefined {
  if (asciiHost(text) !== undefined) return undefined;
  if (/[\s\p{Cc}]/u.test(text)) return EMAIL_TEXTS.hostBlanks();
  if (/:\/\/|\//.test(text)) return EMAIL_TEXTS.hostIsUrl();
  if (/^[^:]+:\d+$/.test(text)) return EMAIL_TEXTS.hostWithPort();
  return EMAIL_TEXTS.hostForm();
}

/** An address as it is sent, its domain in ASCII. Undefined where it is none that every server takes. */
export function asciiAddress(text: string): string | undefined {
  const [local = '', domain, ...more] = text.split('@');
  if (domain === undefined || more.length > 0 || !LOCAL.test(local) || local.length > LOCAL_MAX)
    return undefined;
  const host = asciiHost(domain);
  if (host === undefined || IPV4.test(host) || host.includes(':')) return undefined;
  const address = `${local}@${host}`;
  return address.length <= BOUNDS.email.addressLength ? address : undefined;
}

/** Why a typed address is refused, with the remedy, or undefined. */
export function addressProblem(text: string): string | undefined {
  if (asciiAddress(text) !== undefined) return undefined;
  if (/[\s\p{Cc}<>",;]/u.test(text)) return EMAIL_TEXTS.addressBlanks();
  const [local = '', ...domain] = text.split('@');
  if (domain.length === 1 && local !== '' && (!LOCAL.test(local) || local.length > LOCAL_MAX))
    return EMAIL_TEXTS.addressLocal();
  return EMAIL_TEXTS.addressForm();
}
