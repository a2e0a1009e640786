/** What the roles of a person hide from them, and so from a key that reads with their rights. */
export interface Hidden {
  /** Patterns of which some documents are hidden (document level security). */
  documents: string[];
  /** Needed fields that are hidden (field level security). */
  fields: string[];
}

export const NOTHING_HIDDEN: Hidden = { documents: [], fields: [] };
