const LENGTH_MAX = 200;

/** For a terminal: what a file says may hold signs that steer one. Each of them becomes `\uFFFD`. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

/** A value of a document, for a message: as JSON, and no longer than a line or two. */
export function quoted(value: unknown): string {
  const json = printable(JSON.stringify(value) ?? 'nothing');
  return json.length > LENGTH_MAX ? `${json.slice(0, LENGTH_MAX)}…` : json;
}
