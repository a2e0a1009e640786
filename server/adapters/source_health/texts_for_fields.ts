import type { Problem } from '../../../common/status/problems';

/** The problems of one index pattern. */
export interface Lacking {
  pattern: string;
  problems: Problem[];
}

/**
 * The problems of patterns, and behind them those of texts. Where it is offered to read the texts of a pattern, the fields
 * that it lacks are left out: the texts hold what these would. The offer is an error where one of those was.
 */
export function withTextsForFields(lacking: Lacking[], ofTexts: Problem[]): Problem[] {
  const offered = new Set(ofTexts.flatMap(({ patterns = [] }) => patterns));
  const isCovered = ({ pattern }: Lacking, problem: Problem) => offered.has(pattern) && isInTexts(problem);
  const kept = lacking.flatMap((one) => one.problems.filter((problem) => !isCovered(one, problem)));
  const isGrave = lacking.some((one) =>
    one.problems.some((problem) => problem.severity === 'error' && isCovered(one, problem)),
  );
  return [...kept, ...ofTexts.map((problem) => (isGrave && problem.patterns ? asError(problem) : problem))];
}

/** Of a text's own fields only the time is never read: detection takes that of the document. */
const isInTexts = ({ code, field }: Problem): boolean =>
  code === 'pattern_without_account' || (code === 'field_missing' && field !== 'settings.fields.time');

const asError = (problem: Problem): Problem => ({ ...problem, severity: 'error' });
