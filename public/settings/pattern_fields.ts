import type { PatternConcept, PatternFields } from '../../common/settings/fields';

type All = readonly PatternFields[];

const ofPattern = (all: All, pattern: string): PatternFields =>
  all.find((one) => one.pattern === pattern) ?? { pattern, fields: {}, anyProvider: false };

const isSet = ({ fields, anyProvider }: PatternFields) => anyProvider || Object.keys(fields).length > 0;

/** With another entry for its pattern; without one where nothing is set any more. */
const replaced = (all: All, entry: PatternFields): PatternFields[] => [
  ...all.filter(({ pattern }) => pattern !== entry.pattern),
  ...(isSet(entry) ? [entry] : []),
];

/** With a field for one concept of a pattern. An empty text removes it. */
export function withPatternField(
  all: All,
  pattern: string,
  concept: PatternConcept,
  typed: string,
): PatternFields[] {
  const entry = ofPattern(all, pattern);
  const { [concept]: _, ...others } = entry.fields;
  const name = typed.trim();
  return replaced(all, { ...entry, fields: name === '' ? others : { ...others, [concept]: name } });
}

export const withAnyProvider = (all: All, pattern: string, anyProvider: boolean): PatternFields[] =>
  replaced(all, { ...ofPattern(all, pattern), anyProvider });
