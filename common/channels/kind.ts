import type * as z from 'zod';

/** What the settings and the API know of one kind of channel. */
export interface Kind<Options extends z.ZodObject, Secrets extends z.ZodObject> {
  /** The form of its options. */
  options: Options;
  /** The form of its secrets. Each is a text. A name that two kinds use means the same in both. */
  secrets: Secrets;
  /**
   * The names of the secrets without which it cannot send with these options; null where an option is still missing.
   */
  needs(options: z.output<Options>): ReadonlyArray<keyof z.output<Secrets> & string> | null;
  /**
   * Where its secrets go. Saved secrets are kept for the same text only: for another one they have to be entered again,
   * so that nobody can have them sent to a host of their choice.
   */
  destination(options: z.output<Options>): string;
}

/** Gives the kind as it is: its types follow from its forms. */
export const defineKind = <Options extends z.ZodObject, Secrets extends z.ZodObject>(
  kind: Kind<Options, Secrets>,
): Kind<Options, Secrets> => kind;
