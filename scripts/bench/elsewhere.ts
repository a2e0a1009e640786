/** Figures of another program, for comparison. They were measured elsewhere. Times in seconds, memory in bytes. */
export const ELSEWHERE = {
  program: 'ElastAlert 2.31.0',
  failures: 1_000_000,
  terms: [
    { accounts: 1_000, seconds: 0.07 },
    { accounts: 100_000, seconds: 2, mostAccounts: 65_536 },
  ],
  hits: { seconds: 189, memory: 4_400_000_000 },
  misses: [
    'events that come late',
    'what happened while it was stopped',
    'other spellings of a name',
    'what is beyond 65,536 accounts',
  ],
} as const;

export function elsewhereText(): string {
  const { program, failures, terms, hits, misses } = ELSEWHERE;
  const [few, many] = terms;
  const count = (figure: number) => figure.toLocaleString('en-US');
  return [
    `Measured elsewhere, not by this run: ${program} finds the attacks in ${count(failures)} failures in ${few.seconds} s`,
    `(${count(few.accounts)} accounts) and ${many.seconds.toFixed(1)} s (${count(many.accounts)} accounts, of which it looks at ${count(many.mostAccounts)} at most) with its terms query, and in`,
    `${hits.seconds} s with ${hits.memory / 1e9} GB of memory where it reads the hits. It misses ${misses.slice(0, -1).join(', ')}, and`,
    `${misses[misses.length - 1]}.`,
  ].join('\n');
}
