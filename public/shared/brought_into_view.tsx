import React, { type ReactNode, useLayoutEffect, useRef } from 'react';

/** Room for the bar at the bottom of the window, which lies over the page. */
const SCROLL_MARGIN = 96;

interface BroughtIntoViewProps {
  /** As soon as it becomes another value than undefined, the content is scrolled into the window. */
  about: unknown;
  subject: string;
  children: ReactNode;
}

/**
 * An answer to something that was just asked. It is scrolled into the window and above the bar at its bottom, where it
 * would go unseen. The focus stays where it is.
 */
export function BroughtIntoView({ about, subject, children }: BroughtIntoViewProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (about !== undefined) element.current?.scrollIntoView({ block: 'nearest' });
  }, [about]);
  return (
    <div ref={element} style={{ scrollMarginBottom: SCROLL_MARGIN }} data-test-subj={subject}>
      {children}
    </div>
  );
}
