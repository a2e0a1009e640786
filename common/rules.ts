/** What counts as an attack. Kinds take the terms of Sigma's correlation rules. */
export interface Rule {
  id: string;
  kind: 'event_count';
  groupBy: 'account';
  /** At the threshold means count >= threshold. */
  threshold: number;
  /** Milliseconds; slides over event time, both ends included. */
  timespan: number;
  /** Whether CORP\guest and LAB\guest are two accounts. */
  keepDomainsApart: boolean;
}

export const ACCOUNT_RULE_ID = 'failed_logons_of_one_account';

/** What failures are counted together by. `key` compares, `value` is shown. */
export interface Group {
  kind: 'account';
  key: string;
  /** The most frequent spelling, ties by first seen. */
  value: string;
  spellings: string[];
}
