import type { Concept } from '../../../common/settings/fields';

export type Candidates = Readonly<Record<Concept, readonly string[]>>;
type Fields = Readonly<Record<string, readonly unknown[]>>;

/** Documents of one shipper show the same fields, so there are few of these; at this many they are forgotten. */
const SHAPES_MAX = 1_000;

/**
 * The candidates that a document shows at all, in their order: of some two hundred names it has ten to thirty. Worked
 * out once for all documents that show the same fields.
 */
export function createNarrowing(candidates: Candidates): (fields: Fields) => Candidates {
  const known = new Map<string, Candidates>();
  const concepts = Object.entries(candidates) as Array<[Concept, readonly string[]]>;
  return (fields) => {
    const shape = Object.keys(fields).join('\n');
    const before = known.get(shape);
    if (before) return before;
    const shown = concepts.map(([concept, names]) => [
      concept,
      names.filter((name) => fields[name] !== undefined),
    ]);
    const narrowed = Object.fromEntries(shown) as Candidates;
    if (known.size === SHAPES_MAX) known.clear();
    known.set(shape, narrowed);
    return narrowed;
  };
}
