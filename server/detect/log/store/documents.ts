import type { LogonEvent, LogonFacts, LogonKind } from '../../../../common/alerts/events';
import type { Read } from '../../events/event_source_port';
import type { Column, TextColumn } from '../event_list';
import { startOfMinute } from '../minute';
import { HASH_START, hashedWith, HashIndex, mixed } from './hash_index';
import { packedLength, packId, unpackId } from './packed_id';
import { Page, pageOf, slotOf, rowOf } from './page';
import { Texts } from './texts';
import { Tuples } from './tuples';

/** Places in a tuple of facts, which many documents share: the index, the kind, and the texts of `SHARED`. */
const INDEX = 0;
const KIND = 1;
const FIRST_TEXT = 2;
const SHARED = ['code', 'domain', 'host', 'logonType', 'status', 'subStatus'] as const;
const WIDTH = FIRST_TEXT + SHARED.length;
const TEXT_PLACES = [INDEX, ...SHARED.map((_text, n) => FIRST_TEXT + n)];

/** Numbers of facts are lower: with a row each there would be too many rows. */
const FACTS_MAX = 2 ** 26;

/** By their numbers in a tuple. A document that says nothing is of no kind of event. */
const KINDS: readonly LogonKind[] = ['failure', 'success', 'lockout'];
const UNREADABLE = -1;
/** The documents of one minute: the pages that hold them, and how many they are. */
interface Minute {
  pages: number[];
  size: number;
  /** Without successes, of which only some are read. */
  counted: number;
}

/**
 * Documents by number of row, each id once. What they say is kept in columns of numbers and their texts once: some 45
 * bytes a document. They are forgotten by the minute in which they happened.
 */
export class Documents {
  // Accounts and sources are many: apart from each other and from the rest, numbers stay small.
  readonly #accounts = new Texts();
  readonly #sources = new Texts();
  readonly #texts = new Texts();
  readonly #facts = new Tuples(WIDTH);
  readonly #pages: Array<Page | undefined> = [];
  readonly #freePages: number[] = [];
  readonly #minutes = new Map<number, Minute>();
  readonly #rows = new HashIndex((row) => this.#hashOf(row));
  readonly #tuple = new Int32Array(WIDTH);
  #packed = new Uint8Array(packedLength(64));
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The minutes that have documents, epoch milliseconds of their starts, oldest first. */
  minutes(): number[] {
    return [...this.#minutes.keys()].sort((a, b) => a - b);
  }

  /** How many documents happened in a minute. */
  sizeOf(minute: number): number {
    return this.#minutes.get(minute)?.size ?? 0;
  }

  /** How many documents that are no success happened in a minute. */
  countedIn(minute: number): number {
    return this.#minutes.get(minute)?.counted ?? 0;
  }

  has(id: string): boolean {
    const length = this.#pack(id);
    return this.#find(id, length, hashOfBytes(this.#packed, 0, length)) !== undefined;
  }

  /** Gives the row of a document, or undefined where its id is kept already. */
  add(document: LogonEvent | Read): number | undefined {
    const length = this.#pack(document.id);
    const hash = hashOfBytes(this.#packed, 0, length);
    if (this.#find(document.id, length, hash) !== undefined) return undefined;
    const minute = this.#minuteOf(document.at);
    const page = this.#pageWithRoom(minute, startOfMinute(document.at), length);
    const event = 'kind' in document ? document : undefined;
    const cells = {
      at: document.at,
      account: this.#accounts.take(event?.account ?? null),
      source: this.#sources.take(event?.source ?? null),
      workstation: this.#texts.take(event?.workstation ?? null),
      facts: this.#takeFacts(document.id, event),
    };
    const row = rowOf(page, this.#page(page).add(cells, this.#packed, length));
    this.#rows.add(hash, row);
    this.#size += 1;
    minute.size += 1;
    if (event?.kind !== 'success') minute.counted += 1;
    return row;
  }

  timeAt(row: number): number {
    return this.#page(pageOf(row)).timeAt(slotOf(row));
  }

  /** Undefined for a document that says nothing. */
  kindAt(row: number): LogonKind | undefined {
    return KINDS[this.#factsAt(row, KIND)];
  }

  /** The accounts that these rows name, each once. */
  accountsOf(rows: Iterable<number>): string[] {
    const numbers = new Set<number>();
    for (const row of rows) numbers.add(this.#page(pageOf(row)).accountAt(slotOf(row)));
    return [...numbers].flatMap((number) => this.#accounts.get(number) ?? []);
  }

  /** A number for what a row says in one column: the same for all rows that say the same there, and 0 for nothing. */
  numberAt(row: number, column: Column): number {
    const [page, slot] = [this.#page(pageOf(row)), slotOf(row)];
    if (column === 'source') return page.sourceAt(slot);
    if (column === 'workstation') return page.workstationAt(slot);
    // The numbers of tuples begin with 0, and every event says something.
    const facts = page.factsAt(slot) + 1;
    return column === 'facts' ? facts : page.accountAt(slot) * FACTS_MAX + facts;
  }

  /** The text of a row in one column; null where it says nothing there. */
  textAt(row: number, column: TextColumn): string | null {
    const [page, slot] = [this.#page(pageOf(row)), slotOf(row)];
    return column === 'source'
      ? this.#sources.get(page.sourceAt(slot))
      : this.#texts.get(page.workstationAt(slot));
  }

  /** The event of a row, made anew. Throws a RangeError where the document says nothing. */
  eventAt(row: number): LogonEvent {
    return { id: this.#idAt(row), at: this.timeAt(row), ...this.saidAt(row) };
  }

  /** What the event of a row says, made anew. Throws a RangeError where the document says nothing. */
  saidAt(row: number): LogonFacts {
    const kind = this.kindAt(row);
    if (!kind) throw new RangeError(`The document of row ${row} is no event`);
    const [page, place] = [this.#page(pageOf(row)), slotOf(row)];
    const facts = page.factsAt(place);
    const text = (shared: number) => this.#texts.get(this.#facts.get(facts, FIRST_TEXT + shared));
    return {
      kind,
      code: text(0) ?? '',
      account: this.#accounts.get(page.accountAt(place)),
      domain: text(1),
      source: this.#sources.get(page.sourceAt(place)),
      host: text(2),
      workstation: this.#texts.get(page.workstationAt(place)),
      logonType: text(3),
      status: text(4),
      subStatus: text(5),
    };
  }

  /**
   * Forgets the documents of a minute, a few thousand between two steps. Nobody may ask for their rows any more, which
   * are given to others.
   */
  *drop(minute: number): Generator<void> {
    const pages = this.#minutes.get(minute)?.pages ?? [];
    // Another tick may go on between two steps: it finds none of the minute, and adds to a new one.
    this.#minutes.delete(minute);
    for (const number of pages) {
      const page = this.#page(number);
      for (let place = 0; place < page.length; place += 1) this.#forget(rowOf(number, place));
      this.#pages[number] = undefined;
      this.#freePages.push(number);
      yield;
    }
  }

  #forget(row: number): void {
    const [page, place] = [this.#page(pageOf(row)), slotOf(row)];
    this.#rows.remove(this.#hashOf(row), row);
    this.#accounts.release(page.accountAt(place));
    this.#sources.release(page.sourceAt(place));
    this.#texts.release(page.workstationAt(place));
    const facts = page.factsAt(place);
    const texts = this.#facts.values(facts);
    if (this.#facts.release(facts)) for (const place of TEXT_PLACES) this.#texts.release(texts[place] ?? 0);
    this.#size -= 1;
  }

  #page(number: number): Page {
    const page = this.#pages[number];
    if (!page) throw new RangeError(`No page ${number}`);
    return page;
  }

  #minuteOf(at: number): Minute {
    const start = startOfMinute(at);
    const known = this.#minutes.get(start);
    if (known) return known;
    const minute = { pages: [], size: 0, counted: 0 };
    this.#minutes.set(start, minute);
    return minute;
  }

  #pageWithRoom({ pages }: Minute, start: number, bytes: number): number {
    const last = pages[pages.length - 1];
    if (last !== undefined && this.#page(last).hasRoom(bytes)) return last;
    const number = this.#freePages.pop() ?? this.#pages.length;
    this.#pages[number] = new Page(start);
    pages.push(number);
    return number;
  }

  /**
   * The number of a document's tuple of facts, with one use more. The tuple counts as one use of each of its
   * texts, however many documents share it.
   */
  #takeFacts(id: string, event: LogonEvent | undefined): number {
    const index = id.slice(0, indexLength(id));
    this.#fill(index, event, (text) => this.#texts.find(text));
    const known = this.#facts.takeKnown(this.#tuple);
    if (known !== undefined) return known;
    this.#fill(index, event, (text) => this.#texts.take(text));
    return this.#facts.keep(this.#tuple);
  }

  #fill(index: string, event: LogonEvent | undefined, numberOf: (text: string | null) => number): void {
    this.#tuple[INDEX] = numberOf(index);
    this.#tuple[KIND] = event ? KINDS.indexOf(event.kind) : UNREADABLE;
    for (let n = 0; n < SHARED.length; n += 1)
      this.#tuple[FIRST_TEXT + n] = numberOf(event?.[SHARED[n] ?? 'code'] ?? null);
  }

  #factsAt(row: number, place: number): number {
    return this.#facts.get(this.#page(pageOf(row)).factsAt(slotOf(row)), place);
  }

  #idAt(row: number): string {
    const index = this.#texts.get(this.#factsAt(row, INDEX)) ?? '';
    return index + this.#page(pageOf(row)).withId(slotOf(row), unpackId);
  }

  #pack(id: string): number {
    const needed = packedLength(id.length);
    if (this.#packed.length < needed) this.#packed = new Uint8Array(needed);
    return packId(id, indexLength(id), this.#packed);
  }

  #find(id: string, length: number, hash: number): number | undefined {
    return this.#rows.find(hash, (row) => {
      const page = this.#page(pageOf(row));
      if (!page.withId(slotOf(row), (bytes, from, to) => areSame(bytes, from, to, this.#packed, length)))
        return false;
      const index = this.#texts.get(this.#factsAt(row, INDEX)) ?? '';
      return index.length === indexLength(id) && id.startsWith(index);
    });
  }

  #hashOf(row: number): number {
    return this.#page(pageOf(row)).withId(slotOf(row), hashOfBytes);
  }
}

/** Of an id: the name of its index, with the slash behind it; nothing where there is none. */
const indexLength = (id: string): number => id.indexOf('/') + 1;

function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let n = from; n < to; n += 1) hash = hashedWith(hash, bytes[n] ?? 0);
  return mixed(hash);
}

function areSame(bytes: Uint8Array, from: number, to: number, others: Uint8Array, length: number): boolean {
  if (to - from !== length) return false;
  for (let n = 0; n < length; n += 1) if (bytes[from + n] !== others[n]) return false;
  return true;
}
