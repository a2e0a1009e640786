const LENGTH_MAX = 200;

/** For a terminal: what a file says may hold signs that steer one. Each of them becomes `\uFFFD`. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

/** For a message: printable, and no longer than a line or two. */
export function shortened(text: string): string {
  const shown = printable(text);
  return shown.length > LENGTH_MAX ? `${shown.slice(0, LENGTH_MAX)}…` : shown;
}

/** A value of a document, as JSON. */
export const quoted = (value: unknown): string => shortened(JSON.stringify(value) ?? 'nothing');
