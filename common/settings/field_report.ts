import type { Concept } from './fields';
import type { Problem } from '../status/problems';

/** A field that is read for a concept, and that the mapping of the indices has. */
export interface FieldFound {
  field: string;
  /** Elasticsearch's types of it, several where indices differ. */
  types: string[];
  searchable: boolean;
}

export interface ConceptReport {
  concept: Concept;
  /** In the order in which they are read: the first one with a value is taken. */
  found: FieldFound[];
  /** Share of the failures looked at that have a value, 0 to 1; null where there are none to look at. */
  coverage: number | null;
  /** The newest value; null where none has one. */
  sample: string | null;
}

/** Which fields logon events are read from, and how well that goes. */
export interface FieldReport {
  /** How many failures were looked at, the newest ones. */
  events: number;
  concepts: ConceptReport[];
  problems: Problem[];
}
