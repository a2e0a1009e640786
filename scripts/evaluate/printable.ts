const LENGTH_MAX = 200;

/** Text that is safe to print on a terminal. Control characters, which could steer the terminal, become `\uFFFD`. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

/** Printable text for a message, at most a line or two long. */
export function shortened(text: string): string {
  const shown = printable(text);
  return shown.length > LENGTH_MAX ? `${shown.slice(0, LENGTH_MAX)}…` : shown;
}

/** A value of a document, as JSON. */
export const quoted = (value: unknown): string => shortened(JSON.stringify(value) ?? 'nothing');
