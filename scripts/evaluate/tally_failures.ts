/** A failure as it was read: names as they were written, addresses and machines as reading brings them to one form. */
export interface FailureRead {
  /** Epoch milliseconds. */
  at: number;
  account: string | null;
  source: string | null;
  host: string | null;
}

/** Failures, of which there may be millions: numbers only, and each of the names that they share once. */
export class FailuresRead implements Iterable<FailureRead> {
  readonly #names: Array<string | null> = [];
  readonly #places = new Map<string | null, number>();
  readonly #at: number[] = [];
  readonly #account: number[] = [];
  readonly #source: number[] = [];
  readonly #host: number[] = [];

  add({ at, account, source, host }: FailureRead): void {
    this.#at.push(at);
    this.#account.push(this.#placeOf(account));
    this.#source.push(this.#placeOf(source));
    this.#host.push(this.#placeOf(host));
  }

  *[Symbol.iterator](): Generator<FailureRead> {
    const nameOf = (place: number | undefined) => this.#names[place ?? -1] ?? null;
    for (const [row, at] of this.#at.entries()) {
      yield {
        at,
        account: nameOf(this.#account[row]),
        source: nameOf(this.#source[row]),
        host: nameOf(this.#host[row]),
      };
    }
  }

  #placeOf(name: string | null): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#names.push(name) - 1);
    return this.#names.length - 1;
  }
}
