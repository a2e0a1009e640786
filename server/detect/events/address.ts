/** Addresses that are no machine. */
const NOTHING = new Set(['0.0.0.0', '::']);
/** What every form of loopback becomes. */
const LOOPBACK = '127.0.0.1';
/** No address is longer, with brackets, zone and port; what is longer is none, and is not taken apart. */
const ADDRESS_MAX = 128;
const IPV4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d{1,5}|\/32)?$/;

/**
 * One spelling an address: without port, zone, quotes and the slashes of a path before it, IPv4 in IPv6 as IPv4, IPv6 in
 * its short form (RFC 5952), every loopback as 127.0.0.1. Null for what is no address, such as a name, and for `::` and
 * `0.0.0.0`, which are no machine.
 */
export function normaliseAddress(logged: string | null): string | null {
  const text = (logged ?? '').trim().toLowerCase();
  if (text.length > ADDRESS_MAX) return null;
  const bare = /^(["'`])(.*)\1$/.exec(text)?.[2] ?? text.replace(/^(?:\\\\|\/)/, '');
  const host = withoutZone(/^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1] ?? bare);
  if (host === 'localhost') return LOOPBACK;
  const ipv4 = IPV4.exec(host);
  if (ipv4) return fromIpv4(ipv4.slice(1, 5).map(Number));
  const groups = parseIpv6(host.endsWith('/128') ? host.slice(0, -4) : host);
  return groups ? fromIpv6(groups) : null;
}

/** Whether a text is an address, or is made like one and is none, such as `300.1.1.1`: it names no machine. */
export const isMadeLikeAddress = (text: string): boolean =>
  text.includes(':') || /^[\d./]+$/.test(text) || normaliseAddress(text) !== null;

/** `fe80::1%eth0` is `fe80::1`, and `10.0.0.1%12` is `10.0.0.1`. */
const withoutZone = (text: string): string => text.split('%', 1)[0] ?? '';

function fromIpv4(bytes: number[]): string | null {
  const address = bytes.join('.');
  if (bytes.some((byte) => byte > 255) || NOTHING.has(address)) return null;
  return bytes[0] === 127 ? LOOPBACK : address;
}

function fromIpv6(groups: number[]): string | null {
  const [high, low] = [groups[6] ?? 0, groups[7] ?? 0];
  const isZero = (until: number) => groups.slice(0, until).every((group) => group === 0);
  if (isZero(8)) return null;
  if (isZero(7) && low === 1) return LOOPBACK;
  if (isZero(5) && groups[5] === 0xffff) return fromIpv4([high >> 8, high & 255, low >> 8, low & 255]);
  return toShortForm(groups);
}
/** Eight groups, or undefined where the text is no IPv6 address. */
function parseIpv6(text: string): number[] | undefined {
  const halves = withoutIpv4(text).split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const [front, back] = halves.map(groupsOf);
  if (!front || (halves.length === 2 && !back)) return undefined;
  const missing = 8 - front.length - (back?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...front, ...Array<number>(missing).fill(0), ...(back ?? [])];
}

/** `::ffff:10.0.0.1` as `::ffff:a00:1`. */
function withoutIpv4(text: string): string {
  return text.replace(/(?<!\d)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_all, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.map(Number) as [number, number, number, number];
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}

function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const groups = half.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** The longest run of two or more zero groups becomes `::`, the first of several. */
function toShortForm(groups: number[]): string {
  let [start, length] = [-1, 1];
  for (let at = 0; at < groups.length; at += 1) {
    const end = groups.findIndex((group, n) => n >= at && group !== 0);
    const run = (end < 0 ? groups.length : end) - at;
    if (run > length) [start, length] = [at, run];
  }
  const hex = groups.map((group) => group.toString(16));
  if (start < 0) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}
