import type { Span } from '../../detect/events/event_source_port';
import { lengthBehind, restBehind, type PageEnds, type Stretch } from './stretch';

/** Pages that are asked for while one is read: with one alone the reader waits a quarter of its time. */
const AHEAD = 2;

interface Asked<P> {
  stretch: Stretch;
  page: Promise<P>;
}

/** Asks for the pages of a span in the order of their times, some of them ahead of the one that is read. */
export class PagesAhead<P extends PageEnds> {
  readonly #end: number;
  readonly #pageOf: (stretch: Stretch) => Promise<P>;
  #asked: Array<Asked<P>> = [];
  /** What is asked for next, or null where everything up to the end was asked for. */
  #next: Stretch | null = null;
  #readTo: number;
  /** Of the stretches that are asked for, ms. */
  #length = 1;

  /** `span`: epoch milliseconds, both ends included. */
  constructor(span: Span, pageOf: (stretch: Stretch) => Promise<P>) {
    this.#end = span.to;
    this.#pageOf = pageOf;
    this.#readTo = span.from - 1;
    this.#ask({ span, after: undefined });
  }

  /** Everything up to this time was given, epoch milliseconds, and perhaps more of the millisecond behind it. */
  get readTo(): number {
    return this.#readTo;
  }

  /** The next page; undefined where all were given. Throws what asking for it threw. */
  async next(): Promise<P | undefined> {
    const asked = this.#asked.shift();
    if (!asked) return undefined;
    const page = await asked.page;
    this.#length = lengthBehind(asked.stretch, page);
    const rest = restBehind(asked.stretch, page, this.#length);
    this.#readTo = rest ? rest.span.from - 1 : asked.stretch.span.to;
    if (rest) {
      // The pages asked for ahead come after the rest, and are asked for again then.
      this.#asked = [];
      this.#next = rest;
    }
    return page;
  }

  /** Asks for pages until enough of them are on their way. */
  askOn(): void {
    while (this.#next && this.#asked.length < AHEAD) this.#ask(this.#next);
  }

  #ask(stretch: Stretch): void {
    const page = this.#pageOf(stretch);
    // Where an earlier page fails nobody waits for this one, and its error must not stay unhandled.
    page.catch(() => undefined);
    this.#asked.push({ stretch, page });
    const from = stretch.span.to + 1;
    const to = Math.min(this.#end, from + this.#length - 1);
    this.#next = from > this.#end ? null : { span: { from, to }, after: undefined };
  }
}
