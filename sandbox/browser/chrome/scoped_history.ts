import type { History, Location, LocationDescriptor } from 'history';
import type { ScopedHistory } from '../../../kibana_contracts/browser';

/** The page's history as one app sees it: paths are relative to the app, and what happens outside it is not told. */
export function scopeHistory(parent: History, base: string): ScopedHistory {
  const isInside = ({ pathname }: Location) => pathname === base || pathname.startsWith(`${base}/`);
  const strip = (location: Location): Location => ({
    ...location,
    pathname: location.pathname.slice(base.length),
  });
  const prefix = (path = '') => (path === '' || /^[/?#]/.test(path) ? base + path : `${base}/${path}`);
  const absolute = (to: LocationDescriptor): LocationDescriptor =>
    typeof to === 'string' ? prefix(to) : { ...to, pathname: prefix(to.pathname) };
  const go = (how: 'push' | 'replace') => (to: LocationDescriptor, state?: unknown) =>
    typeof to === 'string' ? parent[how](prefix(to), state) : parent[how](absolute(to));
  return {
    get location() {
      return strip(parent.location);
    },
    push: go('push'),
    replace: go('replace'),
    listen: (listener) =>
      parent.listen((location, action) => isInside(location) && listener(strip(location), action)),
    createHref: (to) => parent.createHref({ ...to, pathname: prefix(to.pathname) }),
  };
}
