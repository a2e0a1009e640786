/**
 * Something that is wrong, told to a person: what and why in `message`, what to do next in `remedy`. Never carries
 * a secret. `code` is for programs and tests and does not change; texts may.
 */
export interface Problem {
  code: string;
  message: string;
  remedy: string;
  /** Path of the input that caused it, e.g. `settings.threshold`. */
  field?: string;
  /** The index patterns for which a switch would help, where there is one. */
  patterns?: string[];
  severity: 'error' | 'warning';
}
