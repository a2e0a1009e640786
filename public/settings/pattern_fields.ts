import type { Concept, PatternConcept, PatternFields } from '../../common/settings/fields';

type All = readonly PatternFields[];

const ofPattern = (all: All, pattern: string): PatternFields =>
  all.find((one) => one.pattern === pattern) ?? { pattern, fields: {}, anyProvider: false };

const isSet = ({ fields, anyProvider }: PatternFields) => anyProvider || Object.keys(fields).length > 0;

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
