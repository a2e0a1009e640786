/**
 * Whether a text fits a pattern: `*` stands for any characters, `?` for one. Goes back to the last `*` only, so no
 * pattern takes longer than its length times that of the text.
 */
export function fitsWildcards(text: string, pattern: string): boolean {
  let [at, next] = [0, 0];
  let star: { next: number; at: number } | undefined;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = { next: (next += 1), at };
    } else if (pattern[next] === '?' || pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (star) {
      star.at += 1;
      at = star.at;
      next = star.next;
    } else {
      return false;
    }
  }
  return [...pattern.slice(next)].every((left) => left === '*');
}
