import type { Concept } from '../../../common/settings/fields';

export type Candidates = Readonly<Record<Concept, readonly string[]>>;
type Fields = Readonly<Record<string, readonly unknown[]>>;

/** Documents of one shipper show the same fields, so there are few of these; at this many they are forgotten. */
const SHAPES_MAX = 1_000;

/** What is known of all documents that show the same fields. */
export interface Shape {
  /** The candidates that such a document shows at all, in their order: of some two hundred names it has ten to thirty. */
  candidates: Candidates;
  /** Whether it shows a field that may hold values of other names. */
  isIndirect: boolean;
}

/** Gives the shape of a document, worked out once for all that show the same fields. */
export function createShapes(candidates: Candidates, indirect: readonly string[]): (fields: Fields) => Shape {
  const known = new Map<string, Shape>();
  const concepts = Object.entries(candidates) as Array<[Concept, readonly string[]]>;
  const shapeOf = (fields: Fields): Shape => {
    const isShown = (name: string) => fields[name] !== undefined;
    const shown = concepts.map(([concept, names]) => [concept, names.filter(isShown)]);
    return { candidates: Object.fromEntries(shown) as Candidates, isIndirect: indirect.some(isShown) };
  };
  const knownFor = (names: readonly string[], fields: Fields) => {
    const key = names.join('\n');
    const shape = known.get(key) ?? shapeOf(fields);
    if (known.size === SHAPES_MAX) known.clear();
    known.set(key, shape);
    return shape;
  };
  let last: { names: readonly string[]; shape: Shape } | undefined;
  return (fields) => {
    const names = Object.keys(fields);
    // Mostly the same as of the document before: comparing them takes less time than making a key of them.
    if (!last || !areSame(names, last.names)) last = { names, shape: knownFor(names, fields) };
    return last.shape;
  };
}

const areSame = (names: readonly string[], others: readonly string[]): boolean =>
  names.length === others.length && names.every((name, n) => name === others[n]);
