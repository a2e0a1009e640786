import { useEffect } from 'react';

/** The alerts before and after one in the list; undefined at its ends, and where it is not in the list. */
export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
}

export function neighboursOf(ids: readonly string[], id: string | undefined): Neighbours {
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at < 0) return { previous: undefined, next: undefined };
  return { previous: ids[at - 1], next: ids[at + 1] };
}

/** The alert that a key leads to: `j` to the next one, `k` to the previous one. None while somebody types. */
export function ledTo(
  { key, altKey, ctrlKey, metaKey, target }: KeyboardEvent,
  { previous, next }: Neighbours,
): string | undefined {
  if (altKey || ctrlKey || metaKey || isTypedInto(target)) return undefined;
  if (key === 'j') return next;
  return key === 'k' ? previous : undefined;
}

const isTypedInto = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);

/** Opens the neighbours of an alert by `j` and `k`. */
export function useNeighbourKeys({ previous, next }: Neighbours, onOpen: (id: string) => void): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      const id = ledTo(event, { previous, next });
      if (id !== undefined) onOpen(id);
    };
    document.addEventListener('keydown', follow);
    return () => document.removeEventListener('keydown', follow);
  });
}
