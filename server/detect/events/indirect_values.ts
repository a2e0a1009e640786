import { INSERT_FIELDS, namedByPlace, SCHEMA_NAMES } from './inserts';
import { TEXT_FIELDS, valuesInText } from './text_values';

type Fields = Readonly<Record<string, readonly unknown[]>>;
type Values = Record<string, unknown[]>;

/** What holds a list of elements with a name and a value each. */
const ELEMENTS = ['Event.EventData.Data', 'EventData.Data', 'event_data'];
/** What the parts of such an element are called, by converters of XML. */
const NAMES = ['@Name', 'Name', 'name', '$.Name'];
const VALUES = ['#text', 'content', 'text', 'value', '_'];

const PAIRS = ELEMENTS.flatMap((element) =>
  NAMES.map((name) => ({
    names: `${element}.${name}`,
    values: VALUES.map((value) => `${element}.${value}`),
  })),
);

/**
 * Fields that hold values of an event under no name of their own: lists in the order of the event's schema, texts with
 * all of them, and lists of names beside lists of values.
 */
export const INDIRECT_FIELDS: readonly string[] = [
  ...new Set([...INSERT_FIELDS, ...TEXT_FIELDS, ...PAIRS.flatMap(({ names, values }) => [names, ...values])]),
];

/**
 * The fields of a hit, and beside them under their own names the values that it holds in fields of other names. What the
 * hit names itself stays. Unchanged where there are no such values. `code`: the number of the event.
 */
export function withIndirectValues(fields: Fields, code: string | null): Fields {
  const values = listed(fields, code) ?? inTexts(fields, code) ?? paired(fields);
  return values ? { ...values, ...fields } : fields;
}

function listed(fields: Fields, code: string | null): Values | undefined {
  for (const field of INSERT_FIELDS) {
    const list = fields[field];
    const values = list && namedByPlace(list, code);
    if (values) return values;
  }
  return undefined;
}

function inTexts(fields: Fields, code: string | null): Values | undefined {
  for (const field of TEXT_FIELDS) {
    const text = fields[field]?.[0];
    const values = typeof text === 'string' ? valuesInText(text, code) : undefined;
    if (values) return values;
  }
  return undefined;
}

/**
 * Names and values are two lists of Elasticsearch's, in the order of the elements. Where an element has no value the lists
 * differ in length: then nobody can tell which value is whose.
 */
function paired(fields: Fields): Values | undefined {
  for (const { names, values } of PAIRS) {
    const list = fields[names];
    const field = list && values.find((one) => fields[one]?.length === list.length);
    if (!list || field === undefined) continue;
    return Object.fromEntries(
      list.flatMap((name, n) =>
        SCHEMA_NAMES.has(String(name)) ? [[String(name), [fields[field]?.[n]]]] : [],
      ),
    );
  }
  return undefined;
}
