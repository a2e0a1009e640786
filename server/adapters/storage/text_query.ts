import { parseRange, type AddressRange } from '../../../common/rules/addresses';

/** The indexed names of an alert, in lower case: accounts, sources, hosts and workstations. */
const NAMES = 'brute_force.names';
/** Those of its sources that are addresses. */
const ADDRESSES = 'source.ip';

/**
 * The question to Elasticsearch for a text that somebody searches alerts by, without case. Whoever types an address
 * means that one: `10.0.0.7` is not in `10.0.0.71`. So is what stands in quotes. `10.0.0.0/24` finds the sources of a
 * range, and an address that ends with an asterisk those that begin so. Any other text is a piece of a name.
 */
export function textQuery(text: string): object {
  const wanted = text.trim().toLowerCase();
  const quoted = /^"(.+)"$/s.exec(wanted)?.[1];
  if (quoted !== undefined) return { term: { [NAMES]: quoted } };
  const begins = BEGINNING.exec(wanted)?.[1];
  if (begins !== undefined) return { prefix: { [NAMES]: { value: begins } } };
  const range = parseRange(wanted);
  if (typeof range === 'string') return { wildcard: { [NAMES]: { value: `*${escaped(wanted)}*` } } };
  return isOne(range) ? theAddress(range, wanted) : { term: { [ADDRESSES]: rangeText(range) } };
}

/** The beginning of an address, of IPv4 with at least its first dot, of IPv6 with at least its first colon. */
const BEGINNING = /^(\d{1,3}\.[\d.]*|[\da-f]{0,4}:[\da-f:]*)\*$/;

const isOne = ({ address, bits }: AddressRange) => bits === (address.kind() === 'ipv4' ? 32 : 128);
const rangeText = ({ address, bits }: AddressRange) => `${address.toString()}/${bits}`;

/** As it was typed, for a name that looks like an address, and in the one spelling that sources have. */
const theAddress = ({ address }: AddressRange, typed: string) => ({
  terms: { [NAMES]: [...new Set([typed, address.toString()])] },
});

const escaped = (text: string) => text.replace(/[\\*?]/g, '\\$&');
