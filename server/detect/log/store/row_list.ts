import type { LogonEvent, LogonFacts } from '../../../../common/alerts/events';
import type { Column, EventList, TextColumn } from '../event_list';
import type { Documents } from './documents';

const LEAST_ROOM = 24;
/** A list that is full gets so many times the room. */
const GROWTH = 1.125;

/**
 * The events of some rows, oldest first; of one time, in the order in which they came. Some five bytes a row. What is
 * appended is sorted in when somebody next looks.
 */
export class RowList implements EventList {
  readonly #documents: Documents;
  #rows: Int32Array;
  #start = 0;
  #end: number;
  /** Rows before it are sorted by time. */
  #sortedTo: number;
  #lastTime = -Infinity;

  /** `rows`: sorted by time. */
  constructor(documents: Documents, rows: readonly number[] = []) {
    this.#documents = documents;
    this.#rows = Int32Array.from(rows);
    this.#end = rows.length;
    this.#sortedTo = rows.length;
    if (rows.length > 0) this.#lastTime = documents.timeAt(rows[rows.length - 1] ?? 0);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  timeAt(index: number): number {
    return this.#documents.timeAt(this.#rowAt(index));
  }

  numberAt(index: number, column: Column): number {
    return this.#documents.numberAt(this.#rowAt(index), column);
  }

  textAt(index: number, column: TextColumn): string | null {
    return this.#documents.textAt(this.#rowAt(index), column);
  }

  factsAt(index: number): LogonFacts {
    return this.#documents.saidAt(this.#rowAt(index));
  }

  at(index: number): LogonEvent {
    return this.#documents.eventAt(this.#rowAt(index));
  }

  *[Symbol.iterator](): Generator<LogonEvent> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }

  /** How the events write their accounts, each spelling once. */
  spellings(): string[] {
    return this.#documents.accountsOf(this.#rows.subarray(this.#start, this.#end));
  }

  /** Adds the row of an event that happened at `at`. */
  append(row: number, at: number): void {
    if (this.#end === this.#rows.length) this.#grow();
    this.#rows[this.#end] = row;
    this.#end += 1;
    if (this.#sortedTo === this.#end - 1 && at >= this.#lastTime) {
      this.#sortedTo = this.#end;
      this.#lastTime = at;
    }
  }

  /** Forgets the rows that happened before `at`. */
  dropBefore(at: number): void {
    this.#sort();
    let [low, high] = [this.#start, this.#end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#documents.timeAt(this.#rows[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    this.#start = low;
    if (this.#start > this.#rows.length / 2) this.#shorten();
  }

  #rowAt(index: number): number {
    if (this.#sortedTo < this.#end) this.#sort();
    const row = index >= 0 && index < this.length ? this.#rows[this.#start + index] : undefined;
    if (row === undefined) throw new RangeError(`No event ${index} in a list of ${this.length}`);
    return row;
  }

  /** Most of what came is newer than all before: only what came behind the sorted part is sorted, and merged into it. */
  #sort(): void {
    if (this.#sortedTo === this.#end) return;
    const timeAt = (row: number) => this.#documents.timeAt(row);
    const added = [...this.#rows.subarray(this.#sortedTo, this.#end)].sort((a, b) => timeAt(a) - timeAt(b));
    let [sorted, place] = [this.#sortedTo - 1, this.#end - 1];
    for (let row = added.pop(); row !== undefined; place -= 1) {
      const before = this.#rows[sorted] ?? 0;
      if (sorted >= this.#start && timeAt(before) > timeAt(row)) {
        this.#rows[place] = before;
        sorted -= 1;
      } else {
        this.#rows[place] = row;
        row = added.pop();
      }
    }
    this.#sortedTo = this.#end;
    this.#lastTime = timeAt(this.#rows[this.#end - 1] ?? 0);
  }

  #grow(): void {
    const more = new Int32Array(Math.max(LEAST_ROOM, Math.ceil(this.length * GROWTH)));
    this.#moveTo(more);
  }

  #shorten(): void {
    this.#moveTo(new Int32Array(Math.ceil(this.length * GROWTH)));
  }

  #moveTo(room: Int32Array): void {
    room.set(this.#rows.subarray(this.#start, this.#end));
    this.#rows = room;
    this.#sortedTo -= this.#start;
    this.#end -= this.#start;
    this.#start = 0;
  }
}
