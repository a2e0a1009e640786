import type { EventQuestion, Hit, Leading } from '../../detect/events/event_source_port';
import type { FieldCaps } from './field_types';

/**
 * Types whose doc values are the same as what the option `fields` gives. Elasticsearch reports
 * `constant_keyword` and `wildcard` as keyword too. Times stand apart: they are asked for with a format.
 */
const WITH_DOC_VALUES = new Set(['keyword', 'ip', 'long', 'integer', 'short', 'byte']);
const TIMES = new Set(['date', 'date_nanos']);
/** Types that Elasticsearch reports for the indices without a field, and for names that only have others below them. */
const WITHOUT_VALUES = new Set(['unmapped', 'object', 'passthrough', 'nested']);
const FLATTENED = 'flattened';
/** As many columns as Elasticsearch gives of a hit (`index.max_docvalue_fields_search`), without that of the time. */
const COLUMNS_MAX = 99;

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

/**
 * From doc values where every index that has the field keeps them. `caps`: of all that the question reads. `read`: the
 * fields to ask for.
 */
export function planFields(
  question: EventQuestion,
  caps: FieldCaps,
  read: readonly string[] = question.fields,
): FieldPlan {
  const columns = read.filter((field) => hasDocValues(field, caps, WITH_DOC_VALUES)).slice(0, COLUMNS_MAX);
  const isColumn = new Set(columns);
  const time = timeOf(question);
  const isTimePlain = hasDocValues(question.timeField, caps, TIMES);
  return {
    docvalue_fields: [...columns, ...(isTimePlain ? [time] : [])],
    fields: [...read.filter((field) => !isColumn.has(field)), ...(isTimePlain ? [] : [time])],
  };
}

/** A plan for the fields that tell most documents whole, and which hits they do not. */
export interface LeadingPlan {
  plan: FieldPlan;
  isTold: Leading['isTold'];
}

/** The fields above some fields: `a` and `a.b` of `a.b.c`. */
export const parentsOf = (fields: readonly string[]): string[] => [
  ...new Set(fields.flatMap((field) => [...field.matchAll(/\./g)].map(({ index }) => field.slice(0, index)))),
];

/**
 * Null where all fields are needed, or are no more than these. A `flattened` field has values of which the capabilities say
 * nothing. `caps`: with those of the parents.
 */
export function planLeading(question: EventQuestion, caps: FieldCaps): LeadingPlan | null {
  if (Object.values(caps).some((types) => FLATTENED in types)) return null;
  const isMapped = (field: string) =>
    Object.keys(caps[field] ?? {}).some((type) => !WITHOUT_VALUES.has(type));
  const leading = question.leading(isMapped);
  if (!leading || leading.fields.length === question.fields.filter(isMapped).length) return null;
  return { plan: planFields(question, caps, leading.fields), isTold: leading.isTold };
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
 * Whether a hit has several values in a field that was asked for from doc values. These sort a list, so the first is
 * another one.
 */
export const hasList = ({ fields }: Hit, { docvalue_fields: asked }: FieldPlan): boolean =>
  asked.some((one) => (fields?.[typeof one === 'string' ? one : one.field]?.length ?? 0) > 1);

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
