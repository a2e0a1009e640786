import type { Problem } from '../../common/status/problems';

/** Problems that a person solves in the same way, said together. */
export interface ProblemGroup {
  /** The first of them. */
  problem: Problem;
  /** What the others say, each in a sentence. */
  others: string[];
}

/** The problems, those of one code with the same remedy as one: nobody reads the same advice twice. */
export function grouped(problems: Problem[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    const { code, severity, remedy, message } = problem;
    const key = JSON.stringify([code, severity, remedy]);
    const group = groups.get(key);
    if (!group) groups.set(key, { problem, others: [] });
    else if (message !== group.problem.message && !group.others.includes(message)) group.others.push(message);
  }
  return [...groups.values()];
}
