import ipaddr from 'ipaddr.js';

/** An address and how many of its first bits a range has in common. */
export interface AddressRange {
  address: ipaddr.IPv4 | ipaddr.IPv6;
  bits: number;
}

export type AddressFault = 'no_address' | 'no_range' | 'everything';

/** Reading brings every form of loopback to this one. */
const LOOPBACK = '127.0.0.1';
/** IPv4 addresses that begin with these bits of it are loopback addresses. */
const LOOPBACK_BITS = 8;
/** An IPv4 address within an IPv6 one stands behind this many bits. */
const MAPPED_BITS = 96;

/**
 * Takes an address such as `10.0.0.5` or a range such as `10.0.0.0/24` apart, in the forms in which addresses of events
 * are compared: without zone, IPv4 within IPv6 as IPv4, every loopback as one. Gives what is wrong where it is neither,
 * or where it would be every address.
 */
export function parseRange(text: string): AddressRange | AddressFault {
  const [written = '', length, ...more] = text.trim().split('/');
  const address = parseAddress(written.split('%', 1)[0] ?? '');
  if (!address) return 'no_address';
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return 'no_range';
  const bits = length === undefined ? most : Number(length);
  if (bits > most) return 'no_range';
  if (bits === 0) return 'everything';
  return compared(address, bits);
}

function parseAddress(text: string): AddressRange['address'] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

function compared(address: AddressRange['address'], bits: number): AddressRange {
  const range = unmapped({ address, bits });
  return isLoopback(range) ? { address: ipaddr.IPv4.parse(LOOPBACK), bits: 32 } : range;
}

function unmapped({ address, bits }: AddressRange): AddressRange {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits > MAPPED_BITS
    ? { address: address.toIPv4Address(), bits: bits - MAPPED_BITS }
    : { address, bits };
}

/** Whether the range holds loopback addresses alone. */
const isLoopback = ({ address, bits }: AddressRange): boolean =>
  address.range() === 'loopback' && bits >= (address.kind() === 'ipv4' ? LOOPBACK_BITS : 128);

/** Whether an address of an event lies in one of these ranges. Texts that are no ranges hold none. */
export function createRanges(texts: readonly string[]): (address: string) => boolean {
  const ranges = texts.map(parseRange).filter((range) => typeof range !== 'string');
  return (text) => {
    const address = ranges.length > 0 ? parseAddress(text) : undefined;
    return address !== undefined && ranges.some((range) => holds(range, address));
  };
}

const holds = ({ address: of, bits }: AddressRange, address: AddressRange['address']): boolean =>
  of.kind() === address.kind() && address.match(of as never, bits);
