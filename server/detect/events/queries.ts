/** Documents that one of these queries finds. */
export const anyOf = (should: object[]) => ({ bool: { should, minimum_should_match: 1 } });

/**
 * Documents in which one of some fields says a value. By phrase, since that finds the exact value in a `keyword`, a `text`
 * field and a number alike; leniently, since a field of the same name may hold anything in an index that somebody else
 * made.
 */
export const says = (fields: readonly string[], value: string) => ({
  multi_match: { query: value, fields: [...fields], type: 'phrase', lenient: true },
});
