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
 * The facts that justify an alert. They are codes and epoch milliseconds; words are made of them where they are shown.
 * An event without a value adds nothing to the list of that value.
 */
export interface Evidence {
  /** Failed logons counted. */
  count: number;
  /** Epoch milliseconds of the first and of the last event. Logons that worked count as events here. */
  first: number;
  last: number;
  /** Every way in which events write the group's name, with the time (epoch ms) at which each was first seen. */
  spellings: Array<Tally & { first: number }>;
  /** Accounts as they are compared: without case and, unless domains are kept apart, without domain. */
  accounts: Tally[];
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  /** Numbers of logon types. A word that no number is known for stays as it was logged. */
  logonTypes: Tally[];
  /** The code that says why Windows refused: the sub-status or, where that says nothing, the status. */
  reasons: Tally[];
  /** The status and sub-status codes that `reasons` is made of. */
  statuses: Tally[];
  subStatuses: Tally[];
  /** Failures per minute, in order of time; minutes without any are left out. */
  timeline: Array<{ at: number; count: number }>;
  /**
   * The first logons that worked, oldest first; `successCount` counts all of them. Empty unless the rule asks for
   * logons that worked.
   */
  successes: Success[];
  successCount: number;
  /**
   * How often Windows locked the account (event 4740). Counted from the first event of the alert until as long after
   * its last one as an attack may be quiet. Lockouts never decide whether an alert fires or goes on.
   */
  lockouts: number;
  /** Index and id of the oldest and the newest failures. */
  samples: string[];
  /** Whether values were left out of the lists above, to keep the alert small. */
  truncated: boolean;
  /**
   * At least how many accounts and sources there were; only where `truncated`. One that is left out of its list cannot be
   * told from a new one when it comes again, so it counts only together with others that were counted at once.
   */
  different?: { accounts: number; sources: number };
}

/** The most entries a list of the evidence keeps. */
export const EVIDENCE_LIST_MAX = 50;
/** The most accounts that an alert names. */
export const ACCOUNTS_MAX = 1_000;
/** The most minutes the timeline keeps: the newest twelve hours. */
export const TIMELINE_MAX = 720;
export const SUCCESSES_MAX = 10;
export const SAMPLES_MAX = 20;

/**
 * The evidence of no events, from which counting starts. Every event is earlier than its `first` and later than its
 * `last`.
 */
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
