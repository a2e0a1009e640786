import { isWithoutDomain, nameIn } from './naming';

/**
 * Counts how many different values it holds. A value is held while it was added more often than removed;
 * undefined is ignored. With `byDomain` the values are accounts as `namedAccount` tells them: an account that
 * names no domain counts only where no account of the same name has one.
 */
export class DistinctValues {
  readonly #counts = new Map<string, number>();
  /** For each name, how many domains it has, and whether it is there without a domain too. */
  readonly #names = new Map<string, { domains: number; isBare: boolean }>();
  #size = 0;

  constructor(private readonly byDomain: boolean) {}

  get size(): number {
    return this.byDomain ? this.#size : this.#counts.size;
  }

  add(value: string | undefined): void {
    if (value === undefined) return;
    const count = this.#counts.get(value) ?? 0;
    this.#counts.set(value, count + 1);
    if (count === 0 && this.byDomain) this.#changeName(value, 1);
  }

  remove(value: string | undefined): void {
    if (value === undefined) return;
    const left = (this.#counts.get(value) ?? 0) - 1;
    if (left > 0) this.#counts.set(value, left);
    else this.#counts.delete(value);
    if (left === 0 && this.byDomain) this.#changeName(value, -1);
  }

  #changeName(account: string, by: 1 | -1): void {
    const name = nameIn(account);
    const known = this.#names.get(name) ?? { domains: 0, isBare: false };
    this.#size -= accountsOf(known);
    if (isWithoutDomain(account)) known.isBare = by === 1;
    else known.domains += by;
    this.#size += accountsOf(known);
    if (accountsOf(known) > 0) this.#names.set(name, known);
    else this.#names.delete(name);
  }
}

const accountsOf = ({ domains, isBare }: { domains: number; isBare: boolean }) =>
  Math.max(domains, isBare ? 1 : 0);
