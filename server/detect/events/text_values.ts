import { namedByPlace, SCHEMA_NAMES } from './inserts';
import { onlyOnce } from './once';

type Values = Record<string, unknown[]>;

/**
 * Fields in which shippers write all values of an event as one text, JSON or XML: osquery (`data`, also by way of
 * Filebeat and Elastic Agent), Azure Monitor's tables (`EventData`), Grafana Alloy (`event_data`) and EvtxECmd (`Payload`).
 */
export const TEXT_FIELDS = [
  'columns.data',
  'osquery.result.columns.data',
  'osquery.data.text',
  'osquery.data',
  'data',
  'EventData',
  'event_data',
  'Payload',
];

/** Characters. An event takes some thousands; a longer text is none, and is not taken apart. */
export const TEXT_MAX = 65_536;

/**
 * The values of an event that stand in one text. Undefined where there are none: the text is no JSON or XML, was cut off,
 * or has no value of a name that logon events have.
 */
export function valuesInText(text: string, code: string | null): Values | undefined {
  if (text.length > TEXT_MAX) return undefined;
  const start = text.trimStart().charAt(0);
  const values = start === '{' ? fromJson(text, code) : start === '<' ? valuesInXml(text) : {};
  return Object.keys(values).length > 0 ? values : undefined;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fromJson(text: string, code: string | null): Values {
  const document = parsed(text);
  const data = document['EventData'] ?? document;
  const values = isObject(data) ? (data['Data'] ?? data) : data;
  if (!Array.isArray(values)) return isObject(values) ? known(values) : {};
  const elements = values.filter(isObject);
  return elements.length > 0 ? known(byName(elements)) : (namedByPlace(values, code) ?? {});
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** `[{"@Name": "TargetUserName", "#text": "bob"}, …]`, as converters of XML write elements with an attribute. */
const byName = (elements: Json[]): Json =>
  Object.fromEntries(
    elements.flatMap((element) => {
      const name = element['@Name'] ?? element['Name'];
      return typeof name === 'string' ? [[name, element['#text'] ?? element['content']]] : [];
    }),
  );

const known = (values: Json): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (SCHEMA_NAMES.has(name) ? [[name, [value]]] : [])),
  );

/** `<Data Name="TargetUserName">bob</Data>`, or `<Data Name="IpAddress"/>` */
const DATA = /<Data Name=["'](\w{1,64})["']\s{0,9}(?:\/>|>([^<]*)<)/gi;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** A filter of a shipper may have written all of a text in lower case. */
const NAMES = new Map([...SCHEMA_NAMES].map((name) => [name.toLowerCase(), name]));

/** The named values of an event as Windows writes it in XML, by name; without those that stand there twice. */
export const valuesInXml = (xml: string): Values =>
  onlyOnce(
    [...xml.matchAll(DATA)].flatMap(([, written = '', text = '']) => {
      const name = NAMES.get(written.toLowerCase());
      return name === undefined ? [] : [[name, [unescapeXml(text)]] as const];
    }),
  );

/** The text with `&amp;`, `&#38;`, `&#x26;` and the like as the characters that they stand for. */
export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (written: string, ...codes: string[]) => {
    const [decimal, hexadecimal, name = ''] = codes;
    if (!decimal && !hexadecimal) return ENTITIES[name.toLowerCase()] ?? written;
    const point = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : written;
  });
