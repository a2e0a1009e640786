/**
 * Names of indices and fields as roles and patterns write them: `*` stands for anything, `?` for one character. A
 * regular expression of a role (`/…/`) may match anything, as far as is known here.
 */
const isExpression = (pattern: string) =>
  pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/');

/**
 * Whether `wide` matches every name that `narrow` matches. False where nobody knows. Also tells whether a pattern
 * matches a name, which is a pattern without wildcards.
 */
export function covers(wide: string, narrow: string): boolean {
  if (isExpression(wide) || isExpression(narrow)) return wide === '/.*/' || wide === narrow || wide === '*';
  let [at, from] = [0, 0];
  let star = -1;
  let resume = 0;
  while (from < narrow.length) {
    if (wide[at] === '*') {
      star = at++;
      resume = from;
    } else if (wide[at] === narrow[from] || (wide[at] === '?' && narrow[from] !== '*')) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(wide.slice(at));
}

/** Whether some name is matched by both. True where nobody knows. */
export function overlap(a: string, b: string): boolean {
  if (isExpression(a) || isExpression(b)) return true;
  // Row by row over `a`: at which places of `b` both can have matched the same name so far.
  let reached = closure(b, new Set([0]));
  for (const character of a) {
    reached = character === '*' ? everythingFrom(b, reached) : step(b, reached, character);
  }
  return reached.has(b.length);
}

/** `*` matches nothing too. */
function closure(b: string, places: Set<number>): Set<number> {
  const all = new Set(places);
  for (const place of all) if (b[place] === '*') all.add(place + 1);
  return all;
}

function everythingFrom(b: string, places: Set<number>): Set<number> {
  const first = Math.min(...places);
  return new Set(Array.from({ length: b.length - first + 1 }, (_, n) => first + n));
}

function step(b: string, places: Set<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const other = b[place];
    if (other === '*') next.add(place);
    else if (other !== undefined && (other === character || other === '?' || character === '?'))
      next.add(place + 1);
  }
  return closure(b, next);
}
