import type { History, Location } from 'history';
import type { ScopedHistory } from '../../../kibana_contracts/browser';

/** The page's history as one app sees it: paths are relative to the app, and what happens outside it is not told. */
export function scopeHistory(parent: History, base: string): ScopedHistory {
  const isInside = ({ pathname }: Location) => pathname === base || pathname.startsWith(`${base}/`);
  const strip = (location: Location): Location => ({
    ...location,
    pathname: location.pathname.slice(base.length),
  });
  const absolute = (path: string) => (path === '' || /^[/?#]/.test(path) ? base + path : `${base}/${path}`);
  return {
    get location() {
      return strip(parent.location);
    },
    push: (path) => parent.push(absolute(path)),
    replace: (path) => parent.replace(absolute(path)),
    listen: (listener) => parent.listen((location) => isInside(location) && listener(strip(location))),
    createHref: ({ pathname, search }) => parent.createHref({ pathname: absolute(pathname), search }),
  };
}
