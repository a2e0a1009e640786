/** How the tests of one step ended. A step without tests of its own counts as one. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_SKIPPED: Counts = { passed: 0, failed: 0, skipped: 1 };
export const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** The part of Jest's `--json` report that we read. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files that could not even be loaded: none of their tests is counted anywhere. */
  numRuntimeErrorTestSuites: number;
}

/** A report that is missing or empty, or a failure that no test shows, is a failure of the step: never silence. */
export function toCounts(report: string | undefined, exitCode: number | null): Counts {
  const counts = report === undefined ? undefined : readReport(report);
  if (!counts || counts.passed + counts.failed === 0) return ONE_FAILED;
  const hidden = exitCode !== 0 && counts.failed === 0;
  return hidden ? { ...counts, failed: 1 } : counts;
}

function readReport(text: string): Counts | undefined {
  try {
    const report = JSON.parse(text) as JestReport;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return undefined;
  }
}

export function sum(all: Counts[]): Counts {
  const add = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

export function toText({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
