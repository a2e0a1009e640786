import type { LogonEvent } from '../../../common/alerts/events';
import type { Concept, FieldOverrides } from '../../../common/settings/fields';
import type { GroupBy } from '../../../common/rules/rules';

export type { Concept, FieldOverrides };

export interface Reading {
  /** Oldest first. */
  events: LogonEvent[];
  /** Epoch ms up to which everything was read; before the scan's end where the time was up. */
  readTo: number;
}

/** A document by its id, and when it happened in epoch milliseconds. */
export type Read = Pick<LogonEvent, 'id' | 'at'>;

export interface SliceReading extends Reading {
  /** Documents that Elasticsearch found and that say nothing after all. */
  unreadable: Read[];
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
}

/** A span of time, epoch milliseconds, both ends included. */
export interface Span {
  from: number;
  to: number;
}

/** How far each shard's documents were seen: the highest sequence number, by index and shard. */
export type Position = Readonly<Record<string, number>>;

export interface Since {
  /** Documents that lie behind it are new. */
  position: Position;
  /** Ids of documents behind it that are known all the same. */
  known: string[];
  /** The furthest that was read before; late documents are counted that lie behind it. */
  furthest: Position;
  /** Epoch ms: of what is not asked for, only older ones came late. Another Kibana read the others meanwhile. */
  lateBefore: number;
}

/** Of which groups to read the newest events. */
export interface Busiest {
  kind: GroupBy;
  /** Groups with fewer events are of no interest. */
  least: number;
  /** Events of each. */
  newest: number;
}

export interface BusiestReading {
  /** Each once, in no order. */
  events: LogonEvent[];
  /** Kinds that Elasticsearch cannot count by, as they are mapped: of their groups nothing is said. */
  uncounted: GroupBy[];
}

/** Documents that came later than an event may. Times in epoch milliseconds; null where there are none. */
export interface Late {
  count: number;
  first: number | null;
  last: number | null;
}

export const NONE_LATE: Late = { count: 0, first: null, last: null };

/** Clocks of hosts that are ahead of Kibana's. */
export interface ClocksAhead {
  /** The one that is furthest ahead; null where its events name no host. */
  host: string | null;
  /** How many hosts that are. */
  hosts: number;
  /** How far ahead that one is at least, ms. */
  by: number;
}

export interface Arrivals {
  events: LogonEvent[];
  /** Documents that Elasticsearch found and that say nothing after all. */
  unreadable: Read[];
  /** Ids of those, of both kinds, that others overtook: they lie before `furthest`. */
  stragglers: string[];
  late: Late;
  /** How far everything was read now. */
  position: Position;
  /** The longest that what was written may wait until it is visible, ms. */
  refreshEvery: number;
  /** Whether that is all there is; time was up where it is not. */
  isAll: boolean;
}

/** Reads events with somebody's rights. Throws where any part of the answer is missing: that is never "no attack". */
export interface EventSource {
  /**
   * Failures and lockouts of a span, whenever they arrived. Stops at `deadline` (epoch ms), or where there are more than one
   * answer may hold, and says how far it came.
   */
  read(span: Span, deadline: number, signal?: AbortSignal): Promise<SliceReading>;
  /**
   * Successful logons (4624) of these accounts; stops at `deadline` likewise. With `since`, only those that lie behind
   * it, or may. Throws SuccessesRefusedError.
   */
  readSuccesses(
    accounts: Account[],
    span: Span,
    deadline: number,
    options?: { since?: Position; signal?: AbortSignal },
  ): Promise<Reading>;
  /**
   * Where failures and lockouts of a span and of the day before it stand now; null where it cannot be told, and each run
   * has to read all.
   */
  position(span: Span, signal?: AbortSignal): Promise<Position | null>;
  /** Failures and lockouts of a span that arrived; what arrived and lies up to a day before the span is late. Null as above. */
  readArrivals(since: Since, span: Span, deadline: number, signal?: AbortSignal): Promise<Arrivals | null>;
  /** How many failures and lockouts of a span lie at or before a position. */
  count(position: Position, span: Span, signal?: AbortSignal): Promise<number>;
  /**
   * The newest failures and lockouts of the groups that have most of them, as Elasticsearch's own buckets tell: by one
   * spelling, and by fields that can be aggregated only. Quick however much there is, and far from all.
   */
  readBusiest(kinds: Busiest[], span: Span, signal?: AbortSignal): Promise<BusiestReading>;
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
  /** The same, with the fields that may tell a concept in another way: lists without names, and logs for the provider. */
  telling: Readonly<Record<Concept, readonly string[]>>;
  /** What `read` needs, but the time. */
  fields: string[];
  /**
   * Documents with the number of a failed logon that name neither a provider nor the log that they are from: nobody can
   * tell whether they are failed logons, so they are not counted. Epoch milliseconds, both ends included.
   */
  withoutProvider(from: number, to: number): object;
  /** Failures and lockouts. Epoch milliseconds, both ends included. */
  query(from: number, to: number): object;
  /**
   * Successful logons of these accounts, and some of others: keep those that `isAbout` keeps. Spellings other than the
   * exact ones are found in `stringFields` only, account fields that hold text wherever they are mapped; odd ones only
   * with `anywhere`, which costs up to twice as much.
   */
  successQuery(
    accounts: Account[],
    where: { stringFields: string[]; anywhere: boolean },
    from: number,
    to: number,
  ): object;
  /** Successful logons of anybody whose name is written oddly: behind a domain, or with a blank that is no space. */
  oddSuccessQuery(stringFields: string[], from: number, to: number): object;
  /** Successful logons of anybody. */
  anySuccessQuery(from: number, to: number): object;
  /** Whether an event is about one of these accounts. */
  isAbout(accounts: Account[]): (event: LogonEvent) => boolean;
  /** What a document says of a concept, as it was written; null for nothing. */
  valueOf(hit: Hit, concept: Concept): string | null;
  /** Undefined where the document is none of the events asked for, or has no readable time. */
  read(hit: Hit): LogonEvent | undefined;
}
