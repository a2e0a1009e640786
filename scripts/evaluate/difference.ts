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

/** Collects what is compared. */
export class Comparer {
  readonly comparison: Comparison = { checks: 0, differences: [], notes: [] };

  same(what: string, expected: string | number, found: string | number | undefined): void {
    this.holds(expected === found, what, String(expected), String(found ?? 'none'));
  }

  holds(isSo: boolean, what: string, expected: string, found: string): void {
    this.comparison.checks += 1;
    if (!isSo) this.comparison.differences.push({ what, expected, found });
  }

  note(text: string): void {
    this.comparison.notes.push(text);
  }
}
