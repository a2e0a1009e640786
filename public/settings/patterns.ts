/** Adds what was typed or pasted: several names, apart by commas or blanks, are several patterns; none twice. */
export function withPatterns(patterns: string[], typed: string): string[] {
  const names = typed.split(/[\s,]+/).filter((name) => name !== '');
  return [...new Set([...patterns, ...names])];
}
