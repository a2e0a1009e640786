/** The words for a row of an error table. Functions, since the language is known only once Kibana runs. */
export interface ErrorTexts {
  /** What happened and why. */
  message: () => string;
  /** What the admin should do, or that nothing needs to be done. */
  remedy: () => string;
}

/** Whether an error code is the one of a row. `pattern`: a trailing * stands for any ending. */
export const fitsCode = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

/** Whether a status is the one of a row. `expected`: a status, a class of them as in `4xx`, or `any`. */
export const fitsStatus = (expected: number | string, status: number): boolean =>
  expected === 'any' || expected === status || expected === `${Math.floor(status / 100)}xx`;
