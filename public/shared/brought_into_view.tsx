import React, { type ReactNode, useLayoutEffect, useRef } from 'react';

/** What lies over the page: the header of Kibana, and the bar at the bottom of the window. Pixels. */
const HEADER = 112;
const BAR = 96;

interface BroughtIntoViewProps {
  /** As soon as it becomes another value than undefined, the content is scrolled into the window. */
  about: unknown;
  subject: string;
  children: ReactNode;
}

/**
 * An answer to something that was just asked. Where a part of it lies below the bar at the bottom of the window, it is
 * scrolled up: unseen, it would be no answer. The focus stays where it is.
 */
export function BroughtIntoView({ about, subject, children }: BroughtIntoViewProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (about !== undefined) bringIntoView(element.current);
  }, [about]);
  return (
    <div ref={element} style={{ scrollMarginTop: HEADER }} data-test-subj={subject}>
      {children}
    </div>
  );
}

/** Browsers take the bar for a part of the window, so its room is left here. */
function bringIntoView(element: HTMLElement | null): void {
  if (!element || element.getBoundingClientRect().bottom <= window.innerHeight - BAR) return;
  const isTall = element.getBoundingClientRect().height > window.innerHeight / 2;
  element.scrollIntoView({ block: isTall ? 'start' : 'center' });
}
