import type { Span } from '../../detect/events/event_source_port';

/**
 * Hits of an answer: some 0.9 MB, which are parsed in some 6 ms. Of longer ones much is moved to where the garbage
 * collector looks seldom.
 */
export const PAGE = 1_000;
/** A stretch is as long as so many pages like the last one took: of three, a million took a tenth more time. */
const PAGES = 1.5;
/** Where a stretch had less than a page, the next one is so many times as long. */
const LONGER = 4;

/**
 * What a page is asked for in. Elasticsearch looks at all of it for each page, so it holds little more than a page, however long the
 * whole reading is.
 */
export interface Stretch {
  /** Epoch milliseconds, both ends included. */
  span: Span;
  /** The sort values behind which the page begins; all of the span where they are left out. */
  after: unknown[] | undefined;
}

/** A page's number of hits, and the sort values of its first and its last one: the time, epoch milliseconds, comes first. */
export interface PageEnds {
  hits: readonly unknown[];
  first: unknown[] | undefined;
  last: unknown[] | undefined;
}

/** Where the next page is to be asked for, up to `end`, epoch milliseconds; null where everything up to it was read. */
export function stretchBehind(
  { span: { from, to } }: Stretch,
  { hits, first, last }: PageEnds,
  end: number,
): Stretch | null {
  if (hits.length === PAGE) {
    const [begin, at] = [Number(first?.[0]), Number(last?.[0])];
    return { span: { from: at, to: Math.min(end, at + Math.ceil(PAGES * (at - begin + 1))) }, after: last };
  }
  if (to >= end) return null;
  return { span: { from: to + 1, to: Math.min(end, to + LONGER * (to - from + 1)) }, after: undefined };
}
