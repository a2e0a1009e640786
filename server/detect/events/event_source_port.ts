import type { LogonEvent } from '../../../common/alerts/events';
import type { Concept, FieldOverrides, PatternConcept, PatternFields } from '../../../common/settings/fields';
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

/** A part of what a reading finds. */
export interface Found {
  events: LogonEvent[];
  /** Documents that Elasticsearch found and that are no event after all. */
  unreadable: Read[];
}

/** Takes a part of what a reading finds. The reading goes on when it is done with it. */
export type Take = (part: Found) => Promise<void>;

export interface Asked {
  /** Whether failed Kerberos pre-authentication (4771) and NTLM validation (4776) count as failures too. */
  kerberosAndNtlm: boolean;
  /** Fields that hold for the indices of one pattern. */
  patternFields?: readonly PatternFields[];
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

/** By index and shard, the highest sequence number that was seen: documents numbered higher are new. */
export type Position = Readonly<Record<string, number>>;

export interface Since {
  /** Documents behind this position are new. */
  position: Position;
  /** Ids of documents behind `position` that are known all the same, so not to be read again. */
  known: string[];
  /** The furthest position of the readings before. Late documents are counted only behind it, so each once. */
  furthest: Position;
  /**
   * Epoch ms. A new document of before the span counts as late only if it is older than this. A newer one
   * came in time, and another Kibana read it meanwhile.
   */
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
  /** Kinds by which Elasticsearch cannot group in these indices: `events` has nothing of their groups. */
  uncounted: GroupBy[];
}

/** Documents that arrived too late to count. Times in epoch milliseconds; null where there are none. */
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
  /** Documents that Elasticsearch found and that are no event after all. */
  unreadable: Read[];
  /** Ids of the events and unreadable documents above that lie at or before `furthest`: others overtook them. */
  stragglers: string[];
  late: Late;
  /** The position up to which everything was read, this reading included. */
  position: Position;
  /** The longest that what was written may wait until it is visible, ms. */
  refreshEvery: number;
  /** False where the time was up before everything was read. */
  isAll: boolean;
}

/** Reads events with somebody's rights. Throws where any part of the answer is missing: that is never "no attack". */
export interface EventSource {
  /**
   * Gives the failures and lockouts of a span to `take`, oldest first, whenever they arrived. Stops at `deadline` (epoch
   * ms). Gives the time up to which everything was read, epoch ms; `take` may have got some of what is later.
   */
  read(span: Span, deadline: number, take: Take, signal?: AbortSignal): Promise<number>;
  /**
   * Successful logons (4624) of these accounts. Stops at `deadline` like `read`. With `since`, those behind
   * that position, and perhaps others. Throws SuccessesRefusedError where Elasticsearch refuses the query for
   * good.
   */
  readSuccesses(
    accounts: Account[],
    span: Span,
    deadline: number,
    options?: { since?: Position; signal?: AbortSignal },
  ): Promise<Reading>;
  /**
   * The highest sequence number of failures and lockouts now, by index and shard, for a span and the day
   * before it. Null where the caller may not see what the indices are: then each tick has to read the whole
   * slice.
   */
  position(span: Span, signal?: AbortSignal): Promise<Position | null>;
  /**
   * Failures and lockouts of a span that lie behind `since.position`. Of the day before the span it only
   * counts those that came late. Stops at `deadline` (epoch ms). Null as for `position`.
   */
  readArrivals(since: Since, span: Span, deadline: number, signal?: AbortSignal): Promise<Arrivals | null>;
  /** How many failures and lockouts of a span lie at or before a position. */
  count(position: Position, span: Span, signal?: AbortSignal): Promise<number>;
  /**
   * The newest failures and lockouts of the groups with most of them. Groups are Elasticsearch's own buckets:
   * one for each spelling, and only by fields that can be aggregated. Quick however many events there are,
   * and far from complete.
   */
  readBusiest(kinds: Busiest[], span: Span, signal?: AbortSignal): Promise<BusiestReading>;
}

/** A hit of the search: `fields` holds a list of values a field, whatever the mapping. */
export interface Hit {
  _index: string;
  _id: string;
  fields?: Record<string, unknown[]>;
}

/**
 * Events by which it is told who sends failed logons. refused: failures of Kerberos, and NTLM validations. tickets:
 * what only a domain controller logs, Kerberos tickets asked for, given, renewed and refused. logons: failed logons.
 * any: every logon that is logged, whether it failed or not.
 */
export type SentKind = 'refused' | 'tickets' | 'logons' | 'any';

/**
 * Why a text is not read as an event. too_long: no event has so many characters. cut_off: its end is missing. several: it
 * holds more than one event, or says a value twice. no_values: it says nothing of an account or an address, or does so in
 * a way that is not known, such as another language.
 */
export type TextFault = 'too_long' | 'cut_off' | 'several' | 'no_values';

/** What is read of a text, whether or not the texts of its pattern are read. */
export interface TextLook {
  /** The field that has it. */
  field: string;
  /** Null where an event is read from it. */
  fault: TextFault | null;
  /** Whether that event is a logon, a lockout or a failure of Windows security auditing. */
  isLogon: boolean;
}

/** Fewer fields, which tell the same of most documents as all fields that a question reads. */
export interface Leading {
  fields: string[];
  /** Whether they tell all of this document; of others all fields have to be asked for. */
  isTold(hit: Hit): boolean;
}

/** What to ask Elasticsearch for, and how to read a hit of the answer. */
export interface EventQuestion {
  timeField: string;
  /** Documents whose time is in a span. */
  during(span: Span): object;
  /** A pattern without any of these cannot tell whose logon failed. */
  accountFields: string[];
  /** Of each list at least one has to be visible, or failed logons are not found or not told apart. */
  neededFields: string[][];
  /** For each concept the fields that may hold it, the best first: the first with a value is read. */
  candidates: Readonly<Record<Concept, readonly string[]>>;
  /**
   * `candidates`, with the fields that tell a concept indirectly behind them: values that stand under other names, and
   * for the provider the name of the log.
   */
  telling: Readonly<Record<Concept, readonly string[]>>;
  /** The fields that `read` needs, without the time. */
  fields: string[];
  /** Those of them that tell most documents whole, where only some fields are mapped; null where all are needed. */
  leading(isMapped: (field: string) => boolean): Leading | null;
  /**
   * Documents with the number of a failed logon that name neither a provider nor the log that they are from: nobody can
   * tell whether they are failed logons, so they are not counted. Epoch milliseconds, both ends included.
   */
  withoutProvider(from: number, to: number): object;
  /** Fields that may hold an event as one text. */
  wholeTexts: readonly string[];
  /** Those fields where the texts of some pattern are read; else none. */
  textsRead: readonly string[];
  /** Whether events that stand in one text are read in a pattern. */
  readsTexts(pattern: string): boolean;
  /**
   * Documents in which a text is a failed logon that no field tells of: in patterns whose texts are read, or in all others.
   */
  asOneText(where: 'read' | 'unread', span: Span): object;
  /**
   * Documents without the number of an event in a field, in whose texts no search finds who wrote an event: an event that
   * stands in one of them cannot be found.
   */
  unsearchable(span: Span): object;
  /** Null where a document has no text. Its time has to be in epoch milliseconds, as for `read`. */
  lookAtText(hit: Hit): TextLook | null;
  /** The number of a failed logon. */
  failedLogon: string;
  /** Names of fields that are too common to be read unasked, by what they may hold. */
  commonNames: Readonly<Partial<Record<PatternConcept, readonly string[]>>>;
  /** Documents with the number of a failed logon in a field of such a name. Epoch milliseconds, both ends included. */
  commonlyNumbered(from: number, to: number): object;
  /** Events of a kind: of these machines only, or of all but these, where any are named. */
  sent(kind: SentKind, machines: { only?: string[]; but?: string[] }, span: Span): object;
  /** The fields that `machineOf` needs. */
  machineFields: string[];
  /** The machine that logged a document, in lower case; null where none is named. */
  machineOf(hit: Hit): string | null;
  /** Failures and lockouts that have no time. */
  untimed: object;
  /** Failures and lockouts. Epoch milliseconds, both ends included. */
  query(from: number, to: number): object;
  /**
   * Successful logons of these accounts, and some of others: keep those that `isAbout` keeps. `stringFields`:
   * account fields that hold text in every index that maps them; only in these are other spellings than the
   * exact ones found. `anywhere`: find odd spellings too, at up to twice the cost.
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
