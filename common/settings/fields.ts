/** The facts that are read from a logon event, whatever its shipper calls their fields. */
export const CONCEPTS = [
  'time',
  'code',
  'provider',
  'account',
  'domain',
  'source',
  'host',
  'workstation',
  'logonType',
  'status',
  'subStatus',
  'targetSid',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * Fields that a person set: the full name of one field by concept. It is read before the usual fields, which follow
 * where it has no value. Only the time is read from no other field than the one that was set.
 */
export type FieldOverrides = Partial<Record<Concept, string>>;

/** Concepts whose field may differ by pattern. Events of all patterns are sorted by one field of time. */
export type PatternConcept = Exclude<Concept, 'time'>;
export const PATTERN_CONCEPTS: readonly PatternConcept[] = CONCEPTS.filter((concept) => concept !== 'time');

/** What a person set for the indices of one pattern alone. */
export interface PatternFields {
  /** One of the index patterns of the settings. */
  pattern: string;
  /** Read before the fields that are set for all patterns. */
  fields: Partial<Record<PatternConcept, string>>;
  /** Whether events count whatever program they name, or none: the numbers are Windows' own there. */
  anyProvider: boolean;
  /** Whether events are read that stand in one text, which is taken apart. It makes every run's searches slower, so it is off by itself. */
  fromText: boolean;
}

/** Nothing is set for the pattern. */
export const nothingSet = (pattern: string): PatternFields => ({
  pattern,
  fields: {},
  anyProvider: false,
  fromText: false,
});

/**
 * What holds for each of the index patterns, those with something set first, so that they decide where two reach an
 * index. Empty where nothing is set for any.
 */
export function fieldsByPattern(
  indexPatterns: readonly string[],
  patternFields: readonly PatternFields[],
): PatternFields[] {
  const set = patternFields.filter(({ pattern }) => indexPatterns.includes(pattern));
  const others = indexPatterns.filter((pattern) => set.every((one) => one.pattern !== pattern));
  return set.length === 0 ? [] : [...set, ...others.map(nothingSet)];
}
