import { HASH_START, hashedWith, HashIndex, mixed } from './hash_index';
import { withRoom } from './texts';

/**
 * Tuples of numbers that many events share, each kept once and known by a number. Uses are counted as those of texts
 * are.
 */
export class Tuples {
  readonly #width: number;
  readonly #index = new HashIndex((tuple) => this.#hashOf(this.#values, tuple * this.#width));
  readonly #free: number[] = [];
  #values = new Int32Array(0);
  #uses = new Int32Array(0);
  #length = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Adds a use of a tuple that is kept, and gives its number; undefined where it is not. */
  takeKnown(values: Int32Array): number | undefined {
    const tuple = this.#index.find(this.#hashOf(values, 0), (one) => this.#isAt(one, values));
    if (tuple !== undefined) this.#uses[tuple] = (this.#uses[tuple] ?? 0) + 1;
    return tuple;
  }

  /** Keeps a tuple that is not kept, for one use, and gives its number. */
  keep(values: Int32Array): number {
    const tuple = this.#free.pop() ?? this.#length++;
    this.#values = withRoom(this.#values, (tuple + 1) * this.#width);
    this.#uses = withRoom(this.#uses, tuple + 1);
    this.#values.set(values, tuple * this.#width);
    this.#uses[tuple] = 1;
    this.#index.add(this.#hashOf(values, 0), tuple);
    return tuple;
  }

  /** One number of a tuple. */
  get(tuple: number, place: number): number {
    return this.#values[tuple * this.#width + place] ?? 0;
  }

  /** All numbers of a tuple. */
  values(tuple: number): Int32Array {
    return this.#values.slice(tuple * this.#width, (tuple + 1) * this.#width);
  }

  /** Takes a use back. Gives whether it was the last, and the number may be given to another tuple. */
  release(tuple: number): boolean {
    const left = (this.#uses[tuple] ?? 0) - 1;
    this.#uses[tuple] = left;
    if (left > 0) return false;
    this.#index.remove(this.#hashOf(this.#values, tuple * this.#width), tuple);
    this.#free.push(tuple);
    return true;
  }

  #isAt(tuple: number, values: Int32Array): boolean {
    const start = tuple * this.#width;
    for (let n = 0; n < this.#width; n += 1) if (this.#values[start + n] !== values[n]) return false;
    return true;
  }

  #hashOf(values: Int32Array, start: number): number {
    let hash = HASH_START;
    for (let n = 0; n < this.#width; n += 1) hash = hashedWith(hash, values[start + n] ?? 0);
    return mixed(hash);
  }
}
