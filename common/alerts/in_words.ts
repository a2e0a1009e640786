import type { Tally } from './evidence';

/** Codes put into words; those that say the same are one. `wordsFor` gives null for what is not worth a word. */
export function inWords(tallies: Tally[], wordsFor: (code: string) => string | null): Tally[] {
  const counts = new Map<string, number>();
  for (const { value, count } of tallies) {
    const words = wordsFor(value);
    if (words !== null) counts.set(words, (counts.get(words) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
