/** What failures are counted together by. */
export type GroupBy = 'account' | 'source' | 'host' | 'workstation';
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** The least first. */
export const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** A number to sort severities by: the least grave is 0. */
export const gravity = (severity: Severity): number => SEVERITIES.indexOf(severity);
export const isGraver = (one: Severity, other: Severity): boolean => gravity(one) > gravity(other);

interface AnyRule {
  id: string;
  /** At the threshold means count >= threshold. */
  threshold: number;
  /** Milliseconds; slides over event time, both ends included. */
  timespan: number;
  severity: Severity;
  /** Of MITRE ATT&CK, e.g. `T1110.001`. */
  technique: string;
}

/** So many failures of one group. */
export interface EventCountRule extends AnyRule {
  kind: 'event_count';
  groupBy: GroupBy;
  /** Only failures that name no source address. */
  withoutSource: boolean;
}

/** Failures of one group with so many different values: spraying, or guessing from many places. */
export interface ValueCountRule extends AnyRule {
  kind: 'value_count';
  groupBy: GroupBy;
  of: 'account' | 'source';
  withoutSource: boolean;
}

/** A success after so many failures of the account, all within the timespan before it. */
export interface TemporalOrderedRule extends AnyRule {
  kind: 'temporal_ordered';
  groupBy: 'account';
}

/** What counts as an attack. Kinds take the terms of Sigma's correlation rules. */
export type Rule = EventCountRule | ValueCountRule | TemporalOrderedRule;
export type RuleKind = Rule['kind'];

/** How names are compared, for every rule of a space alike. */
export interface Comparing {
  /** Whether CORP\guest and LAB\guest are two accounts. */
  keepDomainsApart: boolean;
  /**
   * Accounts that never are a group and are not counted as different accounts. Their failures still count for sources
   * and hosts. `*` and `?` are wildcards.
   */
  excludedAccounts: string[];
  /**
   * Addresses and ranges of them that never are a group and are not counted as different sources. Their failures still
   * count for accounts and hosts.
   */
  excludedAddresses: string[];
}

/** Whose failures are counted together. Groups are compared by `key`; `value` is shown. */
export interface Group {
  kind: GroupBy;
  key: string;
  /** The most frequent spelling, ties by first seen. */
  value: string;
  spellings: string[];
}
