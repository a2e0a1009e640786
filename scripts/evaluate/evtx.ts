import { toMilliseconds } from './evtx_time';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (of: unknown, name: string): Json => {
  const value = isObject(of) ? of[name] : undefined;
  return isObject(value) ? value : {};
};
const attributes = (of: unknown, name: string) => part(part(of, name), '#attributes');

/** A number or words, also of an element that has attributes beside its text. */
function textOf(value: unknown): string | undefined {
  const text = isObject(value) ? value['#text'] : value;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}

/**
 * A record of a Windows event log as `evtx_dump -o jsonl` prints it, in the shape that Winlogbeat writes without its
 * ingest pipeline; its time is that of toMilliseconds. Undefined for what is no such record.
 */
export function fromEvtx(document: unknown): Json | undefined {
  const event = part(document, 'Event');
  const system = part(event, 'System');
  const code = textOf(system['EventID']);
  const time = toMilliseconds(textOf(attributes(system, 'TimeCreated')['SystemTime']) ?? '');
  if (code === undefined || time === undefined) return undefined;
  const provider = textOf(attributes(system, 'Provider')['Name']);
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
  const named = Object.entries(part(event, 'EventData')).filter(([name]) => !name.startsWith('#'));
  return Object.fromEntries(
    named.flatMap(([name, value]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
