/**
 * Named values as an object. A name that stands there twice is left out with all of its values: one of them may be written
 * by whoever tried to log on, and nobody can tell which.
 */
export function onlyOnce<T>(values: ReadonlyArray<readonly [name: string, value: T]>): Record<string, T> {
  const times = new Map<string, number>();
  for (const [name] of values) times.set(name, (times.get(name) ?? 0) + 1);
  return Object.fromEntries(values.filter(([name]) => times.get(name) === 1));
}
