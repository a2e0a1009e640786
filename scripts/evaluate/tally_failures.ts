/**
 * A failure as it was read. Names are as they were written; addresses and hosts are in the one form that reading gives
 * them.
 */
export interface FailureRead {
  /** Epoch milliseconds. */
  at: number;
  account: string | null;
  domain: string | null;
  source: string | null;
  host: string | null;
}

/** A list of failures for millions of entries. It keeps numbers, and each name once. */
export class FailuresRead implements Iterable<FailureRead> {
  readonly #names: Array<string | null> = [];
  readonly #places = new Map<string | null, number>();
  readonly #at: number[] = [];
  readonly #account: number[] = [];
  readonly #domain: number[] = [];
  readonly #source: number[] = [];
  readonly #host: number[] = [];

  add({ at, account, domain, source, host }: FailureRead): void {
    this.#at.push(at);
    this.#account.push(this.#numberOf(account));
    this.#domain.push(this.#numberOf(domain));
    this.#source.push(this.#numberOf(source));
    this.#host.push(this.#numberOf(host));
  }

  *[Symbol.iterator](): Generator<FailureRead> {
    const nameOf = (place: number | undefined) => this.#names[place ?? -1] ?? null;
    for (const [row, at] of this.#at.entries()) {
      yield {
        at,
        account: nameOf(this.#account[row]),
        domain: nameOf(this.#domain[row]),
        source: nameOf(this.#source[row]),
        host: nameOf(this.#host[row]),
      };
    }
  }

  #numberOf(name: string | null): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#names.push(name) - 1);
    return this.#names.length - 1;
  }
}
