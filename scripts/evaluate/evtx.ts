import { toMilliseconds } from './evtx_time';
import { inWinlogbeatShape } from './winlogbeat_shape';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (of: unknown, name: string): Json => {
  const value = isObject(of) ? of[name] : undefined;
  return isObject(value) ? value : {};
};
/** An attribute of an element, in any of the ways in which `evtx_dump` and converters of XML print it. */
function attribute(of: unknown, element: string, name: string): string | undefined {
  const found = part(of, element);
  const places = [
    part(found, '#attributes')[name],
    part(of, `${element}_attributes`)[name],
    found[`@${name}`],
  ];
  return [...places, found[name]].map(textOf).find((text) => text !== undefined);
}

/** The text of a value: a string or number, or the text of an element that has attributes too. */
function textOf(value: unknown): string | undefined {
  const text = isObject(value) ? value['#text'] : value;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}

/**
 * Turns a record of a Windows event log into the shape that Winlogbeat writes without its ingest pipeline. It takes
 * records as `evtx_dump -o jsonl` prints them, with or without `--separate-json-attributes`, and as chainsaw and
 * converters of XML do. Its time is in milliseconds, see toMilliseconds. Undefined for any other document.
 */
export function fromEvtx(document: unknown): Json | undefined {
  const event = part(document, 'Event');
  const system = part(event, 'System');
  const code = textOf(system['EventID']);
  const time = toMilliseconds(attribute(system, 'TimeCreated', 'SystemTime') ?? '');
  if (code === undefined || time === undefined) return undefined;
  return inWinlogbeatShape({
    time,
    code,
    provider: attribute(system, 'Provider', 'Name'),
    channel: textOf(system['Channel']),
    computer: textOf(system['Computer']),
    recordId: textOf(system['EventRecordID']),
    data: eventDataOf(event),
  });
}

/** The named values of a record, as text like Winlogbeat writes them. Values without a name are left out. */
function eventDataOf(event: Json): Json {
  const data = part(event, 'EventData');
  const named = [...Object.entries(data), ...Object.entries(part(data, 'Data')), ...elementsOf(data['Data'])];
  return Object.fromEntries(
    named.flatMap(([name, value]) => {
      const text = name.startsWith('#') ? undefined : textOf(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** `<Data Name="…">` as converters of XML print them: a list of objects, each with its name as an attribute. */
function elementsOf(list: unknown): Array<[string, unknown]> {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((element) => {
    const name = attribute({ element }, 'element', 'Name');
    const text = ['#text', 'content', 'text', 'Value']
      .map((key) => element[key])
      .find((value) => textOf(value));
    return name === undefined ? [] : [[name, text]];
  });
}
