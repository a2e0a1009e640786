import {
  nothingSet,
  type Concept,
  type PatternConcept,
  type PatternFields,
} from '../../common/settings/fields';

type All = readonly PatternFields[];

const ofPattern = (all: All, pattern: string): PatternFields =>
  all.find((one) => one.pattern === pattern) ?? nothingSet(pattern);

const isSet = ({ fields, anyProvider, fromText }: PatternFields) =>
  anyProvider || fromText || Object.keys(fields).length > 0;

/** With another entry for its pattern; without one where nothing is set any more. */
const replaced = (all: All, entry: PatternFields): PatternFields[] => [
  ...all.filter(({ pattern }) => pattern !== entry.pattern),
  ...(isSet(entry) ? [entry] : []),
];

/** With another field for one concept. An empty text removes it. */
export function withField<C extends Concept>(
  fields: Partial<Record<C, string>>,
  concept: C,
  typed: string,
): Partial<Record<C, string>> {
  const others = { ...fields };
  delete others[concept];
  const name = typed.trim();
  return name === '' ? others : { ...others, [concept]: name };
}

/** With a field for one concept of a pattern. An empty text removes it. */
export function withPatternField(
  all: All,
  pattern: string,
  concept: PatternConcept,
  typed: string,
): PatternFields[] {
  const entry = ofPattern(all, pattern);
  return replaced(all, { ...entry, fields: withField(entry.fields, concept, typed) });
}

export const withAnyProvider = (all: All, pattern: string, anyProvider: boolean): PatternFields[] =>
  replaced(all, { ...ofPattern(all, pattern), anyProvider });

export const withFromText = (all: All, pattern: string, fromText: boolean): PatternFields[] =>
  replaced(all, { ...ofPattern(all, pattern), fromText });

/** With the texts of all these patterns read. */
export const withTextsOf = (all: All, patterns: readonly string[]): PatternFields[] =>
  patterns.reduce((before: PatternFields[], pattern) => withFromText(before, pattern, true), [...all]);
