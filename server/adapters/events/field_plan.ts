import type { EventQuestion, Hit } from '../../detect/events/event_source_port';
import type { FieldCaps } from './field_types';

/**
 * Types whose doc values are the same as what the option `fields` gives. Elasticsearch reports
 * `constant_keyword` and `wildcard` as keyword too. Times stand apart: they are asked for with a format.
 */
const WITH_DOC_VALUES = new Set(['keyword', 'ip', 'long', 'integer', 'short', 'byte']);
const TIMES = new Set(['date', 'date_nanos']);

type Asked = string | { field: string; format: string };

/** How to ask for what a question reads of each hit. */
export interface FieldPlan {
  /** From columns, which takes a third of the time; but they sort the values of a list and leave out those that repeat. */
  docvalue_fields: Asked[];
  /** From the whole document: fields without such columns, and those that no index has yet. */
  fields: Asked[];
}

/** Everything from the whole document: the right answer for every mapping, and what the doc values are held against. */
export const fromDocuments = (question: EventQuestion): FieldPlan => ({
  docvalue_fields: [],
  fields: [...question.fields, timeOf(question)],
});

/** From doc values where every index that has the field keeps them. `caps`: of all that the question reads. */
export function planFields(question: EventQuestion, caps: FieldCaps): FieldPlan {
  const isPlain = (field: string) => hasDocValues(field, caps, WITH_DOC_VALUES);
  const time = timeOf(question);
  const isTimePlain = hasDocValues(question.timeField, caps, TIMES);
  return {
    docvalue_fields: [...question.fields.filter(isPlain), ...(isTimePlain ? [time] : [])],
    fields: [...question.fields.filter((field) => !isPlain(field)), ...(isTimePlain ? [] : [time])],
  };
}

const timeOf = ({ timeField }: EventQuestion) => ({ field: timeField, format: 'epoch_millis' });

function hasDocValues(field: string, caps: FieldCaps, wanted: ReadonlySet<string>): boolean {
  const types = Object.entries(caps[field] ?? {});
  return (
    types.length > 0 &&
    types.every(([type, found]) => wanted.has(type) && found.aggregatable && !found.non_aggregatable_indices)
  );
}

/**
 * The hits to read once more from their documents: those with several values in a field. Doc values sort a
 * list, so the first is another one.
 */
export function hitsWithLists(hits: readonly Hit[], { docvalue_fields: asked }: FieldPlan): Hit[] {
  if (asked.length === 0) return [];
  const names = asked.map((one) => (typeof one === 'string' ? one : one.field));
  return hits.filter(({ fields }) => names.some((name) => (fields?.[name]?.length ?? 0) > 1));
}

/** The query for these documents alone. */
export function theseDocuments(hits: readonly Hit[]): object {
  const byIndex = new Map<string, string[]>();
  for (const { _index, _id } of hits) byIndex.set(_index, [...(byIndex.get(_index) ?? []), _id]);
  const should = [...byIndex].map(([index, values]) => ({
    bool: { filter: [{ term: { _index: index } }, { ids: { values } }] },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}

/** The hits in their order, with the fields of `again` in place of those from doc values. */
export function withAskedAgain<T extends Hit>(hits: readonly T[], again: readonly Hit[]): T[] {
  if (again.length === 0) return [...hits];
  const idOf = ({ _index, _id }: Hit) => `${_index}/${_id}`;
  const known = new Map(again.map((hit) => [idOf(hit), hit.fields]));
  return hits.map((hit) => {
    const fields = known.get(idOf(hit));
    return fields ? { ...hit, fields } : hit;
  });
}
