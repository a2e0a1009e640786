import type { PatternFields } from '../../../common/settings/fields';
import { createReader, type Allowed, type Reader } from './document';
import type { Hit, TextLook } from './event_source_port';
import { reaches } from './index_pattern';
import type { Candidates } from './shapes';
import { createTakingApart, createTextLook } from './taken_apart';

/** Indices are few, but may be made anew each day: at this many what is known of them is forgotten. */
const INDICES_MAX = 10_000;

/** What is read where a pattern sets these fields. */
type CandidatesOf = (own: PatternFields['fields']) => Candidates;

/**
 * Gives for each document what is made for the first pattern that reaches its index. One that none reaches by name came by
 * an alias: it is given what is made for all patterns.
 */
function createChoice<T>(
  patterns: readonly PatternFields[],
  { forOne, forAll }: { forOne(pattern: PatternFields): T; forAll: T },
): (hit: Hit) => T {
  const own = patterns.map((one) => ({ pattern: one.pattern, made: forOne(one) }));
  const known = new Map<string, T>();
  return ({ _index: index }) => {
    const before = known.get(index);
    if (before) return before;
    const made = own.find(({ pattern }) => reaches(pattern, index))?.made ?? forAll;
    if (known.size === INDICES_MAX) known.clear();
    known.set(index, made);
    return made;
  };
}

/**
 * Reads each document by the fields of its pattern; one that came by an alias by those of all patterns (`all`), and it is
 * allowed what one of them allows. `ownCodes`: fields of the number that say that a document needs no text.
 */
export function createReaders(
  all: Candidates,
  patterns: readonly PatternFields[],
  { candidatesOf, ownCodes }: { candidatesOf: CandidatesOf; ownCodes: readonly string[] },
): Reader {
  if (patterns.length === 0) return createReader(all);
  const readerFor = (candidates: Candidates, some: readonly PatternFields[]) => {
    const allowed: Allowed = { anyProvider: some.some(({ anyProvider }) => anyProvider) };
    if (some.some(({ fromText }) => fromText)) allowed.takeApart = createTakingApart(candidates, ownCodes);
    return createReader(candidates, allowed);
  };
  const readerOf = createChoice(patterns, {
    forOne: (one) => readerFor(candidatesOf(one.fields), [one]),
    forAll: readerFor(all, patterns),
  });
  return {
    valueOf: (hit, concept) => readerOf(hit).valueOf(hit, concept),
    read: (hit) => readerOf(hit).read(hit),
  };
}

/** Looks at the text of each document by the same fields, also where texts are not read. */
export function createTextLooks(
  all: Candidates,
  patterns: readonly PatternFields[],
  candidatesOf: CandidatesOf,
): (hit: Hit) => TextLook | null {
  const lookOf = createChoice(patterns, {
    forOne: ({ fields }) => createTextLook(candidatesOf(fields)),
    forAll: createTextLook(all),
  });
  return (hit) => lookOf(hit)(hit);
}
