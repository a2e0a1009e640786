import type { MouseEvent } from 'react';
import { useHistory } from 'react-router-dom';

/** What a link of EUI needs to lead to a path inside the app: an address for a new tab, and what a click does. */
export interface LinkInside {
  href: string;
  onClick(event: MouseEvent): void;
}

/**
 * A link to a path inside the app, which may have a search behind `?`. `follow` replaces what a plain click does, which
 * is going there.
 */
export function useLinkInside(path: string, follow?: () => void): LinkInside {
  const history = useHistory();
  const [pathname = '', search] = path.split('?');
  return {
    href: history.createHref({ pathname, search: search === undefined ? '' : `?${search}` }),
    onClick: (event) => followInside(event, follow ?? (() => history.push(path))),
  };
}

/** Goes on a plain click without loading a page. A click that wants a new tab or window stays the browser's. */
export function followInside(event: MouseEvent, go: () => void): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go();
}
