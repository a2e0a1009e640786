/** Headers as people type them, one `Name: value` a line. */
export interface TypedHeaders {
  /** In the order of the lines. */
  names: string[];
  /** A JSON object of the values by their names, as the secret `headers` holds it. */
  values: string;
}

/** Reads lines of `Name: value`. A line without a colon is a name without a value; empty lines are left out. */
export function readHeaderLines(text: string): TypedHeaders {
  const pairs = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [line, ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
  return { names: pairs.map(([name]) => name), values: JSON.stringify(Object.fromEntries(pairs)) };
}
