/** How often each value was seen, most frequent first. */
export interface Tally {
  value: string;
  count: number;
}

/** A logon that worked after the failures. */
export interface Success {
  /** Epoch milliseconds. */
  at: number;
  source: string | null;
  host: string | null;
}

/**
 * The facts that justify an alert: codes and epoch milliseconds, which are put into words where they are shown. Events
 * without a value leave no entry.
 */
export interface Evidence {
  /** Failed logons counted. */
  count: number;
  /** Of its first and its last event, a logon that worked included. */
  first: number;
  last: number;
  /** The group as it was written, each way with the time it was first seen. */
  spellings: Array<Tally & { first: number }>;
  /** Accounts as they are compared: without case and, unless domains are kept apart, without domain. */
  accounts: Tally[];
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  /** The number of the type, or a word that is not known. */
  logonTypes: Tally[];
  /** The code that says why Windows refused: the sub-status or, where that says nothing, the status. */
  reasons: Tally[];
  /** What the reasons are made of, codes too. */
  statuses: Tally[];
  subStatuses: Tally[];
  /** Failures per minute, in order of time; minutes without any are left out. */
  timeline: Array<{ at: number; count: number }>;
  /** The first logons that worked, oldest first, of `successCount`. Only a rule that asks for them fills it. */
  successes: Success[];
  successCount: number;
  /**
   * How often Windows locked the account (event 4740) from the first event to the last, and as long behind it as an attack
   * may be quiet. They decide nothing.
   */
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

/** The evidence of no events: what counting starts from. Its times are beyond all others. */
export const NO_EVIDENCE: Evidence = {
  count: 0,
  first: Infinity,
  last: -Infinity,
  spellings: [],
  accounts: [],
  sources: [],
  hosts: [],
  workstations: [],
  logonTypes: [],
  reasons: [],
  statuses: [],
  subStatuses: [],
  timeline: [],
  successes: [],
  successCount: 0,
  lockouts: 0,
  samples: [],
  truncated: false,
};
