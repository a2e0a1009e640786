/** One thing that must be true of the zip. `problem` says what is not. */
export interface Check {
  name: string;
  problem?: string;
}

export function check(name: string, problems: string[]): Check {
  if (problems.length === 0) return { name };
  const shown = problems.slice(0, 5).join('; ');
  return { name, problem: problems.length > 5 ? `${shown}; and ${problems.length - 5} more` : shown };
}

/** Runs a check. Where it throws, the error is its finding. */
export async function attempt(name: string, work: () => Promise<string[]>): Promise<Check> {
  try {
    return check(name, await work());
  } catch (error) {
    return check(name, [error instanceof Error ? error.message : String(error)]);
  }
}

export function toLine({ name, problem }: Check): string {
  return problem === undefined ? `ok ${name}` : `not ok ${name}: ${problem}`;
}
