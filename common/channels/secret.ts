/** What stands in place of a secret. */
export const STARS = '********';

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
    return STARS;
  }

  toJSON(): string {
    return STARS;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return STARS;
  }
}

/** A text with stars in place of each of these texts, which are looked for in their order. An empty one is left aside. */
export const withoutTexts = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret !== '')
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, STARS), text);
