import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AllowedHosts } from './allowed_hosts';

/** The code of the error with which a connection to an address ends that is not allowed. */
export const FORBIDDEN = 'ADDRESS_NOT_ALLOWED';

export interface GuardedLookup {
  /** For a connection, in place of Node's. */
  lookup: LookupFunction;
  /** The address that was refused, once one was. */
  refused(): string | undefined;
}

/**
 * Finds the addresses of a name and refuses all of them where one is not allowed. It is asked by the connection itself,
 * so nobody can have another answer ready between a check and the connection.
 */
export function guardedLookup(allowed: AllowedHosts, resolve: typeof dns.lookup = dns.lookup): GuardedLookup {
  let refused: string | undefined;
  return {
    refused: () => refused,
    lookup(hostname, options, callback) {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, '', 0);
        refused = addresses.find(({ address }) => !allowed.hasAddress(address))?.address;
        const [first] = addresses;
        if (refused !== undefined || !first)
          return callback(Object.assign(new Error(FORBIDDEN), { code: FORBIDDEN }), '', 0);
        // Newer versions of Node ask for all addresses, to try them in turn.
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    },
  };
}
