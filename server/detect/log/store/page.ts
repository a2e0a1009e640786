import { NumberColumn } from './column';

/** A row's number is that of its page, and in the lower bits its place in the page. */
export const PLACE_BITS = 12;
const PLACES = 2 ** PLACE_BITS;
const PLACE_MASK = PLACES - 1;
const LEAST_ROOM = 32;
/** Where ids end has to fit into two bytes, once they differ in length. */
const BYTES_MAX = 2 ** 16 - 1;

export const pageOf = (row: number): number => row >>> PLACE_BITS;
export const slotOf = (row: number): number => row & PLACE_MASK;
export const rowOf = (page: number, place: number): number => (page << PLACE_BITS) | place;

/** What a row says, as numbers of texts and of tuples. */
export interface Cells {
  /** Epoch milliseconds, within the minute of the page. */
  at: number;
  account: number;
  source: number;
  workstation: number;
  facts: number;
}

/** Up to 4,096 documents of one minute, in columns: some 30 bytes a document. Rows are added and never changed. */
export class Page {
  /** When the minute begins, epoch milliseconds. */
  readonly minute: number;
  #length = 0;
  #times = new Uint16Array(0);
  readonly #accounts = new NumberColumn();
  readonly #sources = new NumberColumn();
  readonly #workstations = new NumberColumn();
  readonly #facts = new NumberColumn();
  /** Where each id ends. Null as long as all are of one length, as those that Elasticsearch makes are. */
  #ends: Uint16Array<ArrayBuffer> | null = null;
  #idLength = 0;
  #bytes = new Uint8Array(0);

  constructor(minute: number) {
    this.minute = minute;
  }

  get length(): number {
    return this.#length;
  }

  /** Whether a document with an id of so many bytes can be added. */
  hasRoom(bytes: number): boolean {
    if (this.#length === PLACES) return false;
    const isLikeOthers = !this.#ends && (this.#length === 0 || bytes === this.#idLength);
    return isLikeOthers || this.#endOf(this.#length - 1) + bytes <= BYTES_MAX;
  }

  /** Adds a row, of a document whose id is the first `length` of `bytes`. Gives its place. */
  add({ at, account, source, workstation, facts }: Cells, bytes: Uint8Array, length: number): number {
    const place = this.#length;
    const start = this.#endOf(place - 1);
    if (place === this.#times.length) this.#grow();
    if (start + length > this.#bytes.length) this.#makeRoom(start + length, length);
    this.#times[place] = at - this.minute;
    this.#accounts.set(place, account);
    this.#sources.set(place, source);
    this.#workstations.set(place, workstation);
    this.#facts.set(place, facts);
    this.#endAt(place, length);
    for (let n = 0; n < length; n += 1) this.#bytes[start + n] = bytes[n] ?? 0;
    this.#length += 1;
    return place;
  }

  timeAt(place: number): number {
    return this.minute + (this.#times[place] ?? 0);
  }

  accountAt(place: number): number {
    return this.#accounts.at(place) ?? 0;
  }

  sourceAt(place: number): number {
    return this.#sources.at(place) ?? 0;
  }

  workstationAt(place: number): number {
    return this.#workstations.at(place) ?? 0;
  }

  factsAt(place: number): number {
    return this.#facts.at(place) ?? 0;
  }

  /** What `work` makes of the bytes of a document's id: those from `from` on and before `to`. */
  withId<T>(place: number, work: (bytes: Uint8Array, from: number, to: number) => T): T {
    return work(this.#bytes, this.#endOf(place - 1), this.#endOf(place));
  }

  #endOf(place: number): number {
    if (place < 0) return 0;
    return this.#ends ? (this.#ends[place] ?? 0) : (place + 1) * this.#idLength;
  }

  /** Notes that the id of the row at the last place has so many bytes. */
  #endAt(place: number, length: number): void {
    if (place === 0) this.#idLength = length;
    if (!this.#ends && length === this.#idLength) return;
    const end = this.#endOf(place - 1) + length;
    this.#ends ??= Uint16Array.from(this.#times, (_time, before) => (before + 1) * this.#idLength);
    this.#ends[place] = end;
  }

  /** For `needed` bytes of ids; `length`: of the one that is added. */
  #makeRoom(needed: number, length: number): void {
    const most = this.#ends ? BYTES_MAX : PLACES * length;
    const room = Math.max(needed, Math.min(most, Math.ceil(this.#bytes.length * 1.5)), 16 * LEAST_ROOM);
    const bytes = new Uint8Array(room);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }

  #grow(): void {
    const room = Math.min(PLACES, Math.max(LEAST_ROOM, Math.ceil(this.#length * 1.5)));
    this.#times = grown(this.#times, new Uint16Array(room));
    if (this.#ends) this.#ends = grown(this.#ends, new Uint16Array(room));
    this.#accounts.grow(room);
    this.#sources.grow(room);
    this.#workstations.grow(room);
    this.#facts.grow(room);
  }
}

function grown(column: Uint16Array, longer: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  longer.set(column);
  return longer;
}
