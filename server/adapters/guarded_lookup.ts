import type dns from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * Finds the addresses of a name, in place of Node's own look-up, and refuses them all where one is not allowed, or where
 * there is none. The connection itself asks it, so nobody can have another answer ready between the check and the
 * connection.
 *
 * `isAllowed` is asked for one address after the other, up to the first that is not. `refusal`: the error then.
 */
export function guardedLookup(
  resolve: typeof dns.lookup,
  isAllowed: (address: string) => boolean,
  refusal: () => NodeJS.ErrnoException,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return callback(refusal(), '', 0);
      // Newer versions of Node ask for all addresses, to try them in turn.
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
