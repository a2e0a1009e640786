import type { Concept, PatternConcept } from './fields';
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

/** A field that is not looked for, since its name is too common to be read unasked, with what it holds. */
export interface FieldProposal {
  concept: PatternConcept;
  field: string;
  sample: string;
}

/** How well the newest failures of one pattern are read. */
export interface PatternReport {
  pattern: string;
  /** How many were looked at: the newest of each index, of the last week. */
  events: number;
  /** In how many of them each was found. */
  account: number;
  source: number;
  host: number;
  /** Events of the last week with the number of a failed logon that name no program and no log. */
  withoutProvider: number;
  /** Failed logons of the last week, up to a thousand, that stand in one text and would be read if texts were. */
  asText: number;
  /** Indices whose failures name no account, no address and no machine. */
  lacking: string[];
  /** Only for what none of them has. */
  proposals: FieldProposal[];
}

/** Which fields logon events are read from, and how well that goes. */
export interface FieldReport {
  /** How many failures were looked at, the newest ones. */
  events: number;
  concepts: ConceptReport[];
  /** In the order of the patterns. */
  patterns: PatternReport[];
  problems: Problem[];
}
