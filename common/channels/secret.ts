/** A token, password or key. Prints as stars everywhere; `reveal` is called only where it leaves for its destination. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '********';
  }

  toJSON(): string {
    return '********';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '********';
  }
}
