/** One thing that is not as expected, with both sides. */
export interface Difference {
  what: string;
  expected: string;
  found: string;
}

/** What was compared. */
export interface Comparison {
  /** How many single things were compared: a comparison of nothing agrees with everything. */
  checks: number;
  differences: Difference[];
  /** What can be compared in part only, and why. */
  notes: string[];
}

type Value = string | number | null | undefined;

/** Collects what is compared. */
export class Comparer {
  readonly comparison: Comparison = { checks: 0, differences: [], notes: [] };

  same(what: string, expected: Value, found: Value): void {
    this.holds((expected ?? null) === (found ?? null), what, textOf(expected), textOf(found));
  }

  /** Compares what the expected result has. */
  sameWhereGiven(what: string, expected: Value, found: Value): void {
    if (expected !== undefined) this.same(what, expected, found);
  }

  holds(isSo: boolean, what: string, expected: string, found: string): void {
    this.comparison.checks += 1;
    if (!isSo) this.comparison.differences.push({ what, expected, found });
  }

  note(text: string): void {
    this.comparison.notes.push(text);
  }
}

const textOf = (value: Value) => String(value ?? 'none');

/** As expected results write a time; undefined for none. */
export const timeText = (at: number | null | undefined): string | undefined =>
  typeof at === 'number' ? new Date(at).toISOString() : undefined;
