import { i18n } from '@kbn/i18n';
import { BOUNDS } from '../bounds';

/** The prefix of the headers that every request carries of itself. */
export const OWN_HEADER_PREFIX = 'x-brute-force-alerts-';
/** Headers that say how a request is sent. Another value would break it, or lead it elsewhere. */
const RESERVED = new Set([
  ...['host', 'content-length', 'content-type', 'content-encoding', 'transfer-encoding', 'te', 'trailer'],
  ...['connection', 'keep-alive', 'upgrade', 'expect', 'proxy-authorization', 'proxy-connection'],
]);
/** A token of RFC 9110. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible ASCII, with blanks between. A line break would make another header. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;

/** Why a name of a header is refused, with the remedy, or undefined. */
export function headerNameProblem(name: string): string | undefined {
  if (name.length > BOUNDS.webhook.headerNameLength || !NAME.test(name)) {
    return i18n.translate('bruteForceAlerts.webhook.headerNameErrorMessage', {
      defaultMessage:
        'This is no name of a header: one has up to {max} letters, digits and hyphens, for example X-Gotify-Key.',
      values: { max: BOUNDS.webhook.headerNameLength },
    });
  }
  if (!RESERVED.has(name.toLowerCase()) && !name.toLowerCase().startsWith(OWN_HEADER_PREFIX))
    return undefined;
  return i18n.translate('bruteForceAlerts.webhook.headerReservedErrorMessage', {
    defaultMessage: 'This header is set by Kibana itself and cannot be chosen. Remove it.',
  });
}

/** The values of headers by their names, as `secrets.headers` holds them; undefined where the text is not in that form. */
export function headersOf(text: string): Record<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    const entries = Object.entries(parsed);
    return entries.every(([, value]) => typeof value === 'string') ? Object.fromEntries(entries) : undefined;
  } catch {
    return undefined;
  }
}

/** Why the values of headers are refused, with the remedy, or undefined. Never repeats one. */
export function headersProblem(text: string): string | undefined {
  const headers = headersOf(text);
  if (!headers) {
    return i18n.translate('bruteForceAlerts.webhook.headersFormErrorMessage', {
      defaultMessage:
        'The values of the headers must be a JSON object of texts by name, for example {example}.',
      values: { example: '{"X-Gotify-Key": "…"}' },
    });
  }
  const isFine = Object.values(headers).every(
    (value) => value.length <= BOUNDS.webhook.headerValueLength && VALUE.test(value),
  );
  if (isFine) return undefined;
  return i18n.translate('bruteForceAlerts.webhook.headerValueErrorMessage', {
    defaultMessage:
      'A value of a header must have from 1 to {max} plain letters, digits and signs, without line breaks, and no blank at its ends. Copy it again.',
    values: { max: BOUNDS.webhook.headerValueLength },
  });
}
