import type { Tally } from './evidence';

/**
 * Puts codes into words, the most frequent first. Codes with the same words become one entry with the sum of their
 * counts. `wordsFor` gives null for a code that is to be left out.
 */
export function inWords(tallies: Tally[], wordsFor: (code: string) => string | null): Tally[] {
  const counts = new Map<string, number>();
  for (const { value, count } of tallies) {
    const words = wordsFor(value);
    if (words !== null) counts.set(words, (counts.get(words) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
