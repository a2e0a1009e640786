/** The number of no text. */
export const NO_TEXT = 0;
/** The number of a text that is not kept. */
const UNKNOWN = -1;

/**
 * Texts that many events share, each kept once and known by a number above 0. Every use of a text is counted; a text
 * that nothing uses any more is forgotten, and its number is given to another.
 */
export class Texts {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [''];
  readonly #free: number[] = [];
  #uses = new Int32Array(64);

  /** How many texts are kept. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Adds a use of a text, and gives its number. */
  take(text: string | null): number {
    if (text === null) return NO_TEXT;
    const number = this.#numbers.get(text) ?? this.#keep(text);
    this.#uses[number] = (this.#uses[number] ?? 0) + 1;
    return number;
  }

  /** The number of a text, or one that no text has where it is not kept. */
  find(text: string | null): number {
    return text === null ? NO_TEXT : (this.#numbers.get(text) ?? UNKNOWN);
  }

  get(number: number): string | null {
    return number === NO_TEXT ? null : (this.#texts[number] ?? null);
  }

  /** Takes a use back. */
  release(number: number): void {
    if (number === NO_TEXT) return;
    const left = (this.#uses[number] ?? 0) - 1;
    this.#uses[number] = left;
    if (left > 0) return;
    this.#numbers.delete(this.#texts[number] ?? '');
    this.#texts[number] = '';
    this.#free.push(number);
  }

  #keep(text: string): number {
    const number = this.#free.pop() ?? this.#texts.length;
    this.#texts[number] = text;
    this.#numbers.set(text, number);
    if (number >= this.#uses.length) this.#uses = withRoom(this.#uses, number + 1);
    return number;
  }
}

/** The same numbers in a list that has room for so many, and for half as many again where it was too short. */
export function withRoom(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  if (numbers.length >= length) return numbers as Int32Array<ArrayBuffer>;
  const longer = new Int32Array(Math.ceil(length * 1.5));
  longer.set(numbers);
  return longer;
}
