import type { LogonEvent } from '../../../common/alerts/events';
import type { Account, EventQuestion, Position, Reading, Span } from '../../detect/events/event_source_port';
import { inPieces } from '../in_pieces';
import { readEventsBehind, readFewBehind, type Asking } from './arrivals';

/** A question about so many accounts takes Elasticsearch some 0.15 s in a million documents, and about 100 kB. */
const ACCOUNTS_PER_QUESTION = 200;
/**
 * In texts a name is looked for in up to nine forms in each of sixteen fields, and with 1 GB of heap Elasticsearch takes no
 * more than 16,384 clauses, 9.5 no more than 8,192 (`indices.query.bool.max_clause_count`).
 */
const ACCOUNTS_PER_QUESTION_OF_TEXTS = 8;
/** So many successes of anybody are read sooner, in some 10 ms, than those of some accounts are found by their names. */
const FEW_SUCCESSES = 500;

type ReadOne = (query: object) => Promise<Reading>;
type ReadAll = (read: ReadOne) => Promise<Reading>;

export interface Successes {
  question: EventQuestion;
  /** Null where it cannot be told what arrived. */
  asking: Asking | null;
  /** Only what lies behind it is wanted; all of the span where it is left out. */
  since?: Position;
  /** Account fields that hold text in every index that maps them. */
  stringFields(): Promise<string[]>;
  isTimeUp(): boolean;
  /** Calls `read` with a function that reads a query in whole, whenever its documents arrived. */
  inWhole(read: ReadAll): Promise<Reading>;
}

/**
 * Successful logons of some accounts, oldest first, each once. Where anybody's are few, all are read and
 * those of the accounts are picked here. Else they are asked for by name. For names that are spelled oddly,
 * those of anybody are read where they are few; else the query finds them too, at a higher cost.
 */
export async function readSuccessesOf(
  accounts: Account[],
  span: Span,
  successes: Successes,
): Promise<Reading> {
  const { question, stringFields } = successes;
  const { from, to } = span;
  const isAbout = question.isAbout(accounts);
  const few = await readFew(successes, question.anySuccessQuery(from, to));
  if (few) return toReading(few.filter(isAbout), to);
  const fields = await stringFields();
  const odd = fields.length === 0 ? [] : await readFew(successes, question.oddSuccessQuery(fields, from, to));
  const where = { stringFields: fields, anywhere: odd === null };
  const atOnce = question.textsRead.length > 0 ? ACCOUNTS_PER_QUESTION_OF_TEXTS : ACCOUNTS_PER_QUESTION;
  const queries = [...inPieces(accounts, atOnce)].map((some) => question.successQuery(some, where, from, to));
  const named = await readNamed(queries, span, successes);
  return toReading([...(odd ?? []), ...named.events].filter(isAbout), named.readTo);
}

/** Null where they are more than a few, or nobody can tell. */
async function readFew({ asking, since }: Successes, query: object): Promise<LogonEvent[] | null> {
  return asking && readFewBehind(asking, since ?? {}, query, FEW_SUCCESSES);
}

async function readNamed(
  queries: object[],
  span: Span,
  { asking, since, isTimeUp, inWhole }: Successes,
): Promise<Reading> {
  const all: ReadAll = (read) => inBatches(queries, span, isTimeUp, read);
  return asking && since ? all(behind(asking, since, span, isTimeUp)) : inWhole(all);
}

/** Reads what a query finds behind a position: all of it, or it counts as not read. */
const behind =
  (asking: Asking, since: Position, span: Span, isTimeUp: () => boolean): ReadOne =>
  async (query) => {
    const { events, isAll } = await readEventsBehind(asking, since, query, isTimeUp);
    return { events, readTo: isAll ? span.to : span.from - 1 };
  };

/**
 * Reads the batches one after the other. `readTo` is the earliest of theirs; where the time is up before one
 * of them, nothing counts as read.
 */
async function inBatches(
  queries: object[],
  span: Span,
  isTimeUp: () => boolean,
  readOne: ReadOne,
): Promise<Reading> {
  let readTo = span.to;
  const events: LogonEvent[] = [];
  for (const [n, query] of queries.entries()) {
    if (n > 0 && isTimeUp()) return { events: [], readTo: span.from - 1 };
    const reading = await readOne(query);
    readTo = Math.min(readTo, reading.readTo);
    for (const event of reading.events) events.push(event);
  }
  return { events, readTo };
}

/**
 * The events up to `readTo`, oldest first, each once. One that names accounts of two batches in two fields
 * was found twice.
 */
function toReading(events: LogonEvent[], readTo: number): Reading {
  const inTime = events.filter(({ at }) => at <= readTo);
  const once = new Map(inTime.map((event) => [event.id, event]));
  return { events: [...once.values()].sort((a, b) => a.at - b.at), readTo };
}
