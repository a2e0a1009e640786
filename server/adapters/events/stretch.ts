import type { Span } from '../../detect/events/event_source_port';

/**
 * The most hits of an answer: some 1 MB, which are parsed in some 6 ms. Of longer ones much is moved to where the garbage
 * collector looks seldom.
 */
export const PAGE = 1_250;
/** A stretch is so long that it fills this much of a page, if events go on coming as fast as before: mostly it is one page. */
const FILL = 0.8;
/** A stretch is at most so many times as long as the one before it. */
const LONGER = 4;

/**
 * What a page is asked for in. Elasticsearch looks at all of it for each page, so it holds mostly less than a page, however
 * long the whole reading is.
 */
export interface Stretch {
  /** Epoch milliseconds, both ends included. */
  span: Span;
  /** The sort values behind which the page begins; all of the span where they are left out. */
  after: unknown[] | undefined;
}

/** The sort values of the first and of the last hit of a page: the time, epoch milliseconds, comes first. */
export interface PageEnds {
  /** How many hits it has. */
  size: number;
  first: unknown[] | undefined;
  last: unknown[] | undefined;
}

/** How long the stretches behind a page are to be, ms, where they begin behind the stretch that it was asked for in. */
export function lengthBehind({ span: { from, to } }: Stretch, { size, first, last }: PageEnds): number {
  const length = size === PAGE ? Number(last?.[0]) - Number(first?.[0]) + 1 : Math.max(0, to - from + 1);
  const fitting = (FILL * PAGE * length) / Math.max(1, size);
  return Math.ceil(Math.min(fitting, LONGER * length));
}

/** What is left of a stretch behind a full page, no longer than `length`, ms; null where the page was the last of it. */
export function restBehind({ span }: Stretch, { size, last }: PageEnds, length: number): Stretch | null {
  if (size < PAGE) return null;
  const from = Number(last?.[0]);
  return { span: { from, to: Math.min(span.to, from + length) }, after: last };
}
