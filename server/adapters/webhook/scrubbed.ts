import { withoutTexts, type Secret } from '../../../common/channels/secret';
import { fitted } from '../../../common/text/fitted_text';

/** Shorter parts of an address, such as `api`, are no secret, and would be found in any text. */
const SECRET_MIN = 8;
/** Of what is secret by itself, such as a header, shorter parts are none, and would be found in any text. */
const VALUE_MIN = 4;
/** The most code points of an answer that are repeated. */
const SAID_MAX = 300;

/**
 * The first words of an answer, without secrets: servers like to repeat the address that was called, or a header. Empty
 * for a page of a browser, which says nothing to a person here. `others`: values of headers, keys, and what else is secret.
 */
export function scrubbed(body: string, url: Secret, others: readonly string[]): string {
  if (/^\s*</.test(body)) return '';
  const parts = [...partsOf(url.reveal()), ...others.flatMap(partsOfValue)];
  const longestFirst = [...new Set(parts)].sort((a, b) => b.length - a.length);
  return fitted(withoutTexts(body, longestFirst).trim(), SAID_MAX);
}

function partsOf(url: string): string[] {
  const { href, pathname, search, searchParams } = new URL(url);
  const pieces = [url, href, `${pathname}${search}`, pathname, ...pathname.split('/'), search.slice(1)];
  const values = [...searchParams.values()].flatMap((value) => [value, encodeURIComponent(value)]);
  return [...pieces, ...pieces.map(decoded), ...values].filter((part) => part.length >= SECRET_MIN);
}

/** `Bearer abc` and `Basic abc` also without their first word, and the password in what `Basic` encodes. */
function partsOfValue(value: string): string[] {
  const [scheme = '', ...rest] = value.trim().split(/\s+/);
  const login = /^basic$/i.test(scheme) ? Buffer.from(rest[0] ?? '', 'base64').toString('utf8') : '';
  const parts = [value, ...rest, login, login.slice(login.indexOf(':') + 1)];
  return parts.filter((part) => part.length >= VALUE_MIN);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
