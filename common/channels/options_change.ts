/** Options of a channel that changed by themselves: as they were, and as they are now. */
export interface OptionsChange {
  from: Readonly<Record<string, unknown>>;
  to: Readonly<Record<string, string>>;
}
