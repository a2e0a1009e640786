/** The ids that Elasticsearch makes up itself are of 20 of these characters. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MADE_UP_LENGTH = 20;
const VALUES = new Uint8Array(128).fill(255);
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
CODES.forEach((code, value) => (VALUES[code] = value));

/** How the bytes behind the first are to be read. */
const FORM = { digits: 0, bytes: 1, units: 2 } as const;

/** The most bytes that an id of so many characters becomes. */
export const packedLength = (characters: number): number => 1 + 2 * characters;

/**
 * Writes `text` from the character `from` on as bytes that no other id becomes: 16 of them for one that Elasticsearch
 * made up. Gives their number. `into` has room for `packedLength`.
 */
export function packId(text: string, from: number, into: Uint8Array): number {
  if (text.length - from === MADE_UP_LENGTH && isOfDigits(text, from)) return packDigits(text, from, into);
  return isOfBytes(text, from) ? packBytes(text, from, into) : packUnits(text, from, into);
}

/** The id that stands in `bytes` from `from` on and before `to`. */
export function unpackId(bytes: Uint8Array, from: number, to: number): string {
  if (bytes[from] === FORM.digits) return unpackDigits(bytes, from + 1, to);
  const step = bytes[from] === FORM.units ? 2 : 1;
  let id = '';
  for (let n = from + 1; n < to; n += step)
    id += String.fromCharCode(step === 1 ? (bytes[n] ?? 0) : ((bytes[n] ?? 0) << 8) | (bytes[n + 1] ?? 0));
  return id;
}

function isOfDigits(text: string, from: number): boolean {
  for (let n = from; n < text.length; n += 1) if ((VALUES[text.charCodeAt(n)] ?? 255) === 255) return false;
  return true;
}

function isOfBytes(text: string, from: number): boolean {
  for (let n = from; n < text.length; n += 1) if (text.charCodeAt(n) > 255) return false;
  return true;
}

const valueAt = (text: string, n: number): number => VALUES[text.charCodeAt(n)] ?? 0;

/** Four digits of six bits are three bytes. */
function packDigits(text: string, from: number, into: Uint8Array): number {
  into[0] = FORM.digits;
  let to = 1;
  for (let n = from; n < text.length; n += 4, to += 3) {
    const upper = (valueAt(text, n) << 18) | (valueAt(text, n + 1) << 12);
    const bits = upper | (valueAt(text, n + 2) << 6) | valueAt(text, n + 3);
    into[to] = bits >>> 16;
    into[to + 1] = bits >>> 8;
    into[to + 2] = bits;
  }
  return to;
}

/** Made at once from all its characters, which is several times as quick as one by one. */
function unpackDigits(bytes: Uint8Array, from: number, to: number): string {
  const codes = new Array<number>(MADE_UP_LENGTH);
  for (let n = from, code = 0; n < to; n += 3, code += 4) {
    const bits = ((bytes[n] ?? 0) << 16) | ((bytes[n + 1] ?? 0) << 8) | (bytes[n + 2] ?? 0);
    codes[code] = CODES[bits >>> 18] ?? 0;
    codes[code + 1] = CODES[(bits >>> 12) & 63] ?? 0;
    codes[code + 2] = CODES[(bits >>> 6) & 63] ?? 0;
    codes[code + 3] = CODES[bits & 63] ?? 0;
  }
  return String.fromCharCode(...codes);
}

function packBytes(text: string, from: number, into: Uint8Array): number {
  into[0] = FORM.bytes;
  for (let n = from; n < text.length; n += 1) into[1 + n - from] = text.charCodeAt(n);
  return 1 + text.length - from;
}

function packUnits(text: string, from: number, into: Uint8Array): number {
  into[0] = FORM.units;
  let to = 1;
  for (let n = from; n < text.length; n += 1, to += 2) {
    into[to] = text.charCodeAt(n) >>> 8;
    into[to + 1] = text.charCodeAt(n);
  }
  return to;
}
