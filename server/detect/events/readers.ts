import type { PatternFields } from '../../../common/settings/fields';
import { createReader, type Reader } from './document';
import type { Hit } from './event_source_port';
import { reaches } from './index_pattern';
import type { Candidates } from './shapes';

/** Indices are few, but may be made anew each day: at this many what is known of them is forgotten. */
const INDICES_MAX = 10_000;

/**
 * Reads each document by the fields of the first pattern that reaches its index. One that none reaches by name came by
 * an alias: it is read by the fields of all patterns (`all`), and of any provider where one of them allows that.
 * `candidatesOf`: what is read where a pattern sets these fields.
 */
export function createReaders(
  all: Candidates,
  patterns: readonly PatternFields[],
  candidatesOf: (own: PatternFields['fields']) => Candidates,
): Reader {
  if (patterns.length === 0) return createReader(all);
  const isAny = patterns.some(({ anyProvider }) => anyProvider);
  const byAlias = createReader(all, isAny);
  const own = patterns.map(({ pattern, fields, anyProvider }) => ({
    pattern,
    reader: createReader(candidatesOf(fields), anyProvider),
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
