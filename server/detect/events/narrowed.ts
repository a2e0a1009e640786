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
  const narrow = (fields: Fields) => {
    const shown = concepts.map(([concept, names]) => [
      concept,
      names.filter((name) => fields[name] !== undefined),
    ]);
    return Object.fromEntries(shown) as Candidates;
  };
  const ofShape = (names: readonly string[], fields: Fields) => {
    const shape = names.join('\n');
    const narrowed = known.get(shape) ?? narrow(fields);
    if (known.size === SHAPES_MAX) known.clear();
    known.set(shape, narrowed);
    return narrowed;
  };
  let last: { names: readonly string[]; narrowed: Candidates } = { names: [], narrowed: candidates };
  return (fields) => {
    const names = Object.keys(fields);
    // Mostly the same as of the document before: comparing them takes less time than making a key of them.
    if (!areSame(names, last.names)) last = { names, narrowed: ofShape(names, fields) };
    return last.narrowed;
  };
}

const areSame = (names: readonly string[], others: readonly string[]): boolean =>
  names.length === others.length && names.every((name, n) => name === others[n]);
