import type { MouseEvent } from 'react';

/** A click that wants a new tab or window stays the browser's. */
export function followInside(event: MouseEvent, go: () => void): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go();
}
