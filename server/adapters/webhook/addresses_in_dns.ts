import { Resolver } from 'node:dns/promises';

/** Somebody waits for a message meanwhile. Where no name server answers, a closed network leaves that to its proxy. */
const TIMEOUT = 2_000;

/**
 * The addresses that DNS gives for a name: none where it knows none, or does not answer soon. Unlike the look-up of a
 * connection this occupies none of the few threads of Node, which a name server that says nothing would hold for long.
 * `localhost` means this machine in any network (RFC 6761).
 */
export async function addressesInDns(host: string): Promise<string[]> {
  if (/(^|\.)localhost\.?$/i.test(host)) return ['127.0.0.1', '::1'];
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 1 });
  const asked = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
