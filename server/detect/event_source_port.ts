import type { LogonEvent } from '../../common/events';
import type { Concept, FieldOverrides } from '../../common/fields';
import type { Scan } from './scan';

export type { Concept, FieldOverrides, Scan };

export interface Reading {
  /** Oldest first. */
  events: LogonEvent[];
  /** Epoch ms up to which everything was read; before the scan's end where the time was up. */
  readTo: number;
}

export interface Asked {
  /** Whether failed Kerberos pre-authentication (4771) and NTLM validation (4776) count as failures too. */
  kerberosAndNtlm: boolean;
}

/** An account whose successful logons are looked for. */
export interface Account {
  /** As `accountKey` gives it. */
  key: string;
  /** How its failures wrote the name. */
  spellings: string[];
  /** The domains its failures named. */
  domains: string[];
}

/** Reads events with somebody's rights. Throws where any part of the answer is missing: that is never "no attack". */
export interface EventSource {
  /** Failures and lockouts. Stops at `deadline` (epoch ms) and says how far it came. */
  read(scan: Scan, deadline: number, signal?: AbortSignal): Promise<Reading>;
  /** Successful logons (4624) of these accounts, both ends included; stops at `deadline` likewise. */
  readSuccesses(
    accounts: Account[],
    scan: { from: number; to: number },
    deadline: number,
    signal?: AbortSignal,
  ): Promise<Reading>;
}

/** A hit of the search: `fields` holds a list of values a field, whatever the mapping. */
export interface Hit {
  _index: string;
  _id: string;
  fields?: Record<string, unknown[]>;
}

/** What to ask Elasticsearch for, and how to read a hit of the answer. */
export interface EventQuestion {
  timeField: string;
  /** A pattern without any of these cannot tell whose logon failed. */
  accountFields: string[];
  /** Of each list at least one has to be visible, or failed logons are not found or not told apart. */
  neededFields: string[][];
  /** Which fields tell what, the first that has a value. */
  candidates: Readonly<Record<Concept, readonly string[]>>;
  /** What `read` needs, but the time. */
  fields: string[];
  /** Failures and lockouts. Epoch milliseconds, both ends included. */
  query(from: number, to: number): object;
  /**
   * Successful logons of these accounts, and some of others: keep those that `accountKey` keeps. Other spellings are
   * found in `stringFields` only, account fields that hold text wherever they are mapped.
   */
  successQuery(accounts: Account[], stringFields: string[], from: number, to: number): object;
  /** Whether an event is about one of these accounts. */
  isAbout(accounts: Account[]): (event: LogonEvent) => boolean;
  /** What a document says of a concept, as it was written; null for nothing. */
  valueOf(hit: Hit, concept: Concept): string | null;
  /** Undefined where the document is none of the events asked for, or has no readable time. */
  read(hit: Hit): LogonEvent | undefined;
}
