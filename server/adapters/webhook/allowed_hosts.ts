import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where webhooks may go: what kibana.yml lists. */
export interface AllowedHosts {
  /** Whether the host of a URL is listed. An address counts as listed by itself or by a range. */
  hasHost(hostname: string): boolean;
  /** Whether a connection may be made to an address that an allowed name leads to. */
  hasAddress(address: string): boolean;
  /** The line of kibana.yml that would also allow `missing`. */
  lineWith(missing: string): string;
}

/**
 * Where clouds answer questions about the machine that asks, with its keys. Each has to be listed by itself, so that a
 * range that was listed for something else does not open it.
 */
const METADATA = new Set(['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254']);
/** All addresses of IPv6 that are given to anybody on the internet. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');
const NAME = /^(\*\.)?(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/;

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** Why an entry of the list is refused, for whoever starts Kibana; undefined where it is fine. */
export function entryProblem(entry: string): string | undefined {
  if (isIP(entry) !== 0 || ipaddr.isValidCIDR(entry) || (NAME.test(entry) && !/^[\d.]+$/.test(entry)))
    return undefined;
  return 'must be a host name in small letters ("hooks.example"), all hosts below a name ("*.example"), an address ("10.0.0.5") or a range ("10.0.0.0/24"), without https://, port or path';
}

/** `entries`: as `entryProblem` lets them through. */
export function createAllowedHosts(entries: readonly string[]): AllowedHosts {
  const names = entries.filter((entry) => isIP(entry) === 0 && !entry.includes('/'));
  const single = entries
    .filter((entry) => isIP(entry) !== 0)
    .map((entry) => ipaddr.process(entry).toString());
  const ranges = entries
    .filter((entry) => entry.includes('/'))
    .map((entry): Range => ipaddr.parseCIDR(entry));
  const isListed = (address: Address) => {
    const text = address.toString();
    if (single.includes(text)) return true;
    return !METADATA.has(text) && ranges.some((range) => isWithin(address, range));
  };
  return {
    hasHost(hostname) {
      const literal = addressOf(hostname);
      return literal ? isListed(literal) : names.some((name) => fits(name, hostname));
    },
    hasAddress(text) {
      const address = addressOf(text);
      return address !== undefined && (isPublic(address) || isListed(address));
    },
    lineWith: (missing) =>
      `bruteForceAlerts.webhook.allowedHosts: ${JSON.stringify([...new Set([...entries, missing])])}`,
  };
}

/** The address that a text is, without the brackets of a URL; one of IPv4 where IPv6 only wraps it. */
function addressOf(text: string): Address | undefined {
  const bare = text.startsWith('[') ? text.slice(1, -1) : text;
  // A zone, as in fe80::1%eth0, says by which network card; the address is what counts.
  const [plain = ''] = bare.split('%');
  return isIP(plain) === 0 ? undefined : ipaddr.process(plain);
}

function fits(name: string, hostname: string): boolean {
  return name.startsWith('*.')
    ? hostname.endsWith(name.slice(1)) && hostname.length > name.length - 1
    : hostname === name;
}

const isWithin = (address: Address, [base, bits]: Range): boolean =>
  address.kind() === base.kind() && address.match(base, bits);

/** Not loopback, link-local, private, reserved or a way to one of these by another notation. */
function isPublic(address: Address): boolean {
  if (METADATA.has(address.toString()) || address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_V6);
}
