/** Adds patterns that were typed or pasted. Commas and blanks separate several of them. No pattern is added twice. */
export function withPatterns(patterns: string[], typed: string): string[] {
  const names = typed.split(/[\s,]+/).filter((name) => name !== '');
  return [...new Set([...patterns, ...names])];
}
