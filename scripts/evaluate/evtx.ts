import { toMilliseconds } from './evtx_time';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (of: unknown, name: string): Json => {
  const value = isObject(of) ? of[name] : undefined;
  return isObject(value) ? value : {};
};
/** An attribute of an element: as `evtx_dump` prints it, inside or beside, and as converters of XML do. */
function attribute(of: unknown, element: string, name: string): string | undefined {
  const found = part(of, element);
  const places = [
    part(found, '#attributes')[name],
    part(of, `${element}_attributes`)[name],
    found[`@${name}`],
  ];
  return [...places, found[name]].map(textOf).find((text) => text !== undefined);
}

/** A number or words, also of an element that has attributes beside its text. */
function textOf(value: unknown): string | undefined {
  const text = isObject(value) ? value['#text'] : value;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}

/**
 * A record of a Windows event log as `evtx_dump -o jsonl` prints it, with `--separate-json-attributes` or without, and as
 * chainsaw and converters of XML do, in the shape that Winlogbeat writes without its
 * ingest pipeline; its time is that of toMilliseconds. Undefined for what is no such record.
 */
export function fromEvtx(document: unknown): Json | undefined {
  const event = part(document, 'Event');
  const system = part(event, 'System');
  const code = textOf(system['EventID']);
  const time = toMilliseconds(attribute(system, 'TimeCreated', 'SystemTime') ?? '');
  if (code === undefined || time === undefined) return undefined;
  const provider = attribute(system, 'Provider', 'Name');
  const computer = textOf(system['Computer']);
  return {
    '@timestamp': time,
    event: { code, provider, kind: 'event' },
    host: { name: computer },
    winlog: {
      channel: textOf(system['Channel']),
      computer_name: computer,
      event_id: code,
      provider_name: provider,
      record_id: textOf(system['EventRecordID']),
      event_data: eventDataOf(event),
    },
  };
}

/** Winlogbeat writes every value as text. What has no name of its own is of no use here. */
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
