import type { PatternFields } from '../../../common/settings/fields';
import { createReader, type Allowed, type Reader } from './document';
import type { Hit } from './event_source_port';
import { reaches } from './index_pattern';
import type { Candidates } from './shapes';
import { createTakingApart } from './taken_apart';

/** Indices are few, but may be made anew each day: at this many what is known of them is forgotten. */
const INDICES_MAX = 10_000;

/**
 * Reads each document by the fields of the first pattern that reaches its index. One that none reaches by name came by
 * an alias: it is read by the fields of all patterns (`all`), and allowed what one of them allows. `candidatesOf`: what is
 * read where a pattern sets these fields. `ownCodes`: fields of the number that say that a document needs no text.
 */
export function createReaders(
  all: Candidates,
  patterns: readonly PatternFields[],
  {
    candidatesOf,
    ownCodes,
  }: { candidatesOf(own: PatternFields['fields']): Candidates; ownCodes: readonly string[] },
): Reader {
  if (patterns.length === 0) return createReader(all);
  const readerFor = (candidates: Candidates, some: readonly PatternFields[]) => {
    const allowed: Allowed = { anyProvider: some.some(({ anyProvider }) => anyProvider) };
    if (some.some(({ fromText }) => fromText)) allowed.takeApart = createTakingApart(candidates, ownCodes);
    return createReader(candidates, allowed);
  };
  const byAlias = readerFor(all, patterns);
  const own = patterns.map((one) => ({
    pattern: one.pattern,
    reader: readerFor(candidatesOf(one.fields), [one]),
  }));
  const known = new Map<string, Reader>();
  const readerOf = ({ _index: index }: Hit): Reader => {
    const before = known.get(index);
    if (before) return before;
    const reader = own.find(({ pattern }) => reaches(pattern, index))?.reader ?? byAlias;
    if (known.size === INDICES_MAX) known.clear();
    known.set(index, reader);
    return reader;
  };
  return {
    valueOf: (hit, concept) => readerOf(hit).valueOf(hit, concept),
    read: (hit) => readerOf(hit).read(hit),
  };
}
