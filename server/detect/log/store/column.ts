/** Values from here on need four bytes. */
const WIDE = 2 ** 16;

/** Numbers from 0 on, by place: in two bytes each, and in four from the first on that needs them. */
export class NumberColumn {
  #numbers: Uint16Array | Int32Array = new Uint16Array(0);

  /** Undefined outside of its room. */
  at(place: number): number | undefined {
    return this.#numbers[place];
  }

  /** `place`: within its room. */
  set(place: number, value: number): void {
    if (value >= WIDE && this.#numbers instanceof Uint16Array) this.#numbers = Int32Array.from(this.#numbers);
    this.#numbers[place] = value;
  }

  /** Makes room for so many numbers. */
  grow(room: number): void {
    const longer = this.#numbers instanceof Uint16Array ? new Uint16Array(room) : new Int32Array(room);
    longer.set(this.#numbers);
    this.#numbers = longer;
  }
}
