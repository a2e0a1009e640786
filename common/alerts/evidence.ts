/** How often each value was seen, most frequent first. */
export interface Tally {
  value: string;
  count: number;
}

/** A logon that worked after the failures. */
export interface Success {
  /** ISO 8601. */
  at: string;
  source: string | null;
  host: string | null;
}

/** The facts that justify an alert. Times are ISO 8601 in UTC. Events without a value leave no entry. */
export interface Evidence {
  /** Failed logons counted. */
  count: number;
  first: string;
  last: string;
  /** The group as it was written, each way with the time it was first seen. */
  spellings: Array<Tally & { first: string }>;
  /** Accounts as they are compared: without case and, unless domains are kept apart, without domain. */
  accounts: Tally[];
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  /** In words, e.g. `Network (3)`. */
  logonTypes: Tally[];
  /** Why Windows refused, in words, from the sub-status or, where that says nothing, the status. */
  reasons: Tally[];
  /** What the reasons are made of, each in words with its code, e.g. `wrong user name or password (0xc000006d)`. */
  statuses: Tally[];
  subStatuses: Tally[];
  /** Failures per minute, in order of time; minutes without any are left out. */
  timeline: Array<{ at: string; count: number }>;
  /** The first logons that worked, oldest first, of `successCount`. Only a rule that asks for them fills it. */
  successes: Success[];
  successCount: number;
  /** How often Windows locked the account (event 4740). */
  lockouts: number;
  /** Index and id of the oldest and the newest failures. */
  samples: string[];
  /** Values that were left out of the lists above to keep an alert small. */
  truncated: boolean;
}

/** The most entries a list of the evidence keeps. */
export const EVIDENCE_LIST_MAX = 50;
/** The most accounts that are named: beyond it a spray is a spray. */
export const ACCOUNTS_MAX = 1_000;
/** The most minutes the timeline keeps: the newest twelve hours. */
export const TIMELINE_MAX = 720;
export const SUCCESSES_MAX = 10;
export const SAMPLES_MAX = 20;
