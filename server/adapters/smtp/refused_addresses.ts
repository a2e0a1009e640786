import { BlockList, isIP } from 'node:net';
import { ADDRESS_REFUSED } from './failure';

/**
 * Where no mail server is: link-local addresses, and those where clouds answer questions about the machine that asks,
 * with its keys. In IPv6 also as the other notations that lead there.
 */
const REFUSED = new BlockList();
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addAddress('100.100.100.200', 'ipv4');
REFUSED.addAddress('168.63.129.16', 'ipv4');
REFUSED.addAddress('192.0.0.192', 'ipv4');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addAddress('fd00:ec2::254', 'ipv6');
/** NAT64 and 6to4 of 169.254.0.0/16. */
REFUSED.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
REFUSED.addSubnet('2002:a9fe::', 32, 'ipv6');

/** Whether an IP address is never connected to. A zone, as in fe80::1%eth0, says only by which network card. */
export function isRefused(address: string): boolean {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  return family !== 0 && REFUSED.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** The error of a connection to a refused address. */
export const refusal = (): NodeJS.ErrnoException =>
  Object.assign(new Error('This address is never connected to.'), { code: ADDRESS_REFUSED });

/** Throws for an IP address that is refused: no name is looked up for one. */
export function assertAllowed(host: string): void {
  if (isRefused(host)) throw refusal();
}
