/** How often each value was seen, most frequent first. */
export interface Tally {
  value: string;
  count: number;
}

/** The facts that justify an alert. Times are ISO 8601 in UTC. Events without a value leave no entry. */
export interface Evidence {
  /** Failed logons counted. */
  count: number;
  first: string;
  last: string;
  /** The account as it was written, each way with the time it was first seen. */
  spellings: Array<Tally & { first: string }>;
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  /** In words, e.g. `Network (3)`. */
  logonTypes: Tally[];
  /** Why Windows refused, in words, from the sub-status or, where that says nothing, the status. */
  reasons: Tally[];
  /** Failures per minute, in order of time; minutes without any are left out. */
  timeline: Array<{ at: string; count: number }>;
  /** Values that were left out of the lists above to keep an alert small. */
  truncated: boolean;
}

/** The most entries a list of the evidence keeps. */
export const EVIDENCE_LIST_MAX = 50;
/** The most minutes the timeline keeps: the newest twelve hours. */
export const TIMELINE_MAX = 720;
