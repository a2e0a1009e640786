import { ONE_FAILED, sum, toCounts, toText } from './counts';

const report = (change: object = {}) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    ...change,
  });

describe('toCounts', () => {
  it('takes the numbers of the report', () => {
    const text = report({ numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
    expect(toCounts(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });
  it('counts a file that could not be loaded as a failure', () => {
    expect(toCounts(report({ numRuntimeErrorTestSuites: 2 }), 1)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 0,
    });
  });
  it.each([
    ['no report', undefined],
    ['a report that is none', 'no tests found'],
    ['no test at all', report({ numPassedTests: 0 })],
    ['skipped tests only', report({ numPassedTests: 0, numPendingTests: 4 })],
  ])('counts %s as a failure', (_, text) => expect(toCounts(text, 0)).toEqual(ONE_FAILED));
  it.each([1, null])('counts exit code %j without a failed test as a failure', (code) => {
    expect(toCounts(report(), code)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });
});

it('adds up', () => {
  expect(sum([ONE_FAILED, { passed: 3, failed: 0, skipped: 2 }])).toEqual({
    passed: 3,
    failed: 1,
    skipped: 2,
  });
});

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('%j is written %s', (counts, text) => expect(toText(counts)).toBe(text));
