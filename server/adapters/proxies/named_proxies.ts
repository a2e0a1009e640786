/** A proxy of kibana.yml. Its URL may hold a password: it is never shown, logged or answered. */
export interface NamedProxy {
  name: string;
  url: string;
}

/** What is chosen for a channel, and not in kibana.yml any more. */
export const NOT_LISTED = 'PROXY_NOT_LISTED';

/**
 * What `make` gives for each proxy, to be had by the name of the proxy; by null what it gives for `common`, the one that
 * holds where none is named. Undefined for a name that kibana.yml does not list.
 */
export function byProxy<T>(
  proxies: readonly NamedProxy[],
  common: string | undefined,
  make: (url: string | undefined) => T,
): (name: string | null) => T | undefined {
  const made = new Map<string | null, T>([[null, make(common)]]);
  for (const { name, url } of proxies) made.set(name, make(url));
  return (name) => made.get(name);
}

/** Why a list of kibana.yml is refused; undefined where each name is there once. */
export function doubleNameProblem(proxies: readonly NamedProxy[]): string | undefined {
  const names = proxies.map(({ name }) => name);
  const double = names.find((name, n) => names.indexOf(name) < n);
  return double === undefined ? undefined : `has two proxies of the name ${double}: each needs its own`;
}
