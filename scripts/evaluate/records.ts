import { COMMON_CODES } from '../../server/detect/events/candidates';
import { describedValues } from '../../server/detect/events/described_event';
import { readTextAmong, SYSTEM_TIME } from '../../server/detect/events/event_in_text';
import { namedByPlace } from '../../server/detect/events/inserts';
import { onlyOnce } from '../../server/detect/events/once';
import type { Candidates } from '../../server/detect/events/shapes';
import { fieldsKnown } from '../../server/detect/events/taken_apart';
import { valuesInText } from '../../server/detect/events/text_values';
import { WHOLE_TEXTS } from '../../server/detect/events/whole_texts';
import { toTime, valueAt } from './event_time';
import { fromEvtx } from './evtx';
import { toMilliseconds } from './evtx_time';
import { asEventData, inWinlogbeatShape } from './winlogbeat_shape';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A document as Elasticsearch can take it, where it is a record of an event log that it cannot take, or whose time or
 * values stand where only a program finds them: of evtx_dump and chainsaw, PowerShell's Get-WinEvent, osquery, and
 * EvtxECmd. Undefined for any other document.
 */
export function fromRecord(document: Json): Json | undefined {
  return (
    fromEvtx(document) ??
    fromEvtx(valueAt(document, 'document.data')) ??
    fromGetWinEvent(document) ??
    fromRow(document)
  );
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** `"/Date(…)/"`, ISO 8601, or the object that PowerShell 5.1 makes of a time. */
const timeOf = (value: unknown) => toTime(isObject(value) ? (value['value'] ?? value['DateTime']) : value);

/**
 * `Get-WinEvent … | ConvertTo-Json`: values in order, as far as its depth left them, else in the description alone. People
 * select what they want of it, so the provider, the log, or both may be missing.
 */
function fromGetWinEvent(document: Json): Json | undefined {
  const { Id, ProviderName, LogName, Properties, Message, TimeCreated: created } = document;
  const [code, provider, channel] = [textOf(Id), textOf(ProviderName), textOf(LogName)];
  if (code === undefined || !(Array.isArray(Properties) || Message)) return undefined;
  const data = valuesOf(Properties, textOf(Message) ?? '', code);
  if ((provider ?? channel) === undefined && Object.keys(data).length === 0) return undefined;
  const record = inWinlogbeatShape({
    time: toTime(document['@timestamp']) ?? timeOf(created) ?? textOf(created),
    code,
    provider,
    channel,
    computer: textOf(document['MachineName']),
    data,
  });
  // What somebody selected beside, such as an account under a name of its own, stays.
  return { ...scalarsOf(document), ...record };
}

function valuesOf(properties: unknown, description: string, code: string): Json {
  const list = Array.isArray(properties) ? (properties as unknown[]) : [];
  const values = list.map((one) => (isObject(one) ? one['Value'] : one));
  const named = namedByPlace(values, code);
  return named ? asEventData(named) : onlyOnce(describedValues(description));
}

const scalarsOf = (document: Json): Json =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => textOf(value) !== undefined));

/** Where rows of osquery stand, and of EvtxECmd, with the name of the field that has all values as JSON. */
const ROWS = [
  ...['columns.', 'osquery.result.columns.', 'osquery.', ''].map((at) => ({
    code: `${at}eventid`,
    time: `${at}datetime`,
    provider: `${at}provider_name`,
    channel: `${at}channel`,
    log: `${at}source`,
    computer: `${at}computer_name`,
    data: `${at}data`,
  })),
  {
    code: 'EventId',
    time: 'TimeCreated',
    provider: 'Provider',
    channel: 'Channel',
    log: 'Channel',
    computer: 'Computer',
    data: 'Payload',
  },
];

function fromRow(document: Json): Json | undefined {
  for (const row of ROWS) {
    const [code = '', data] = [textOf(valueAt(document, row.code)), valueAt(document, row.data)];
    const provider = textOf(valueAt(document, row.provider));
    if (!/^\d{1,5}$/.test(code) || typeof data !== 'string' || provider === undefined) continue;
    return inWinlogbeatShape({
      time: toTime(document['@timestamp']) ?? toTime(valueAt(document, row.time)),
      code,
      provider,
      channel: textOf(valueAt(document, row.channel)) ?? textOf(valueAt(document, row.log)),
      computer: textOf(valueAt(document, row.computer)),
      data: asEventData(valuesInText(data, code) ?? {}),
    });
  }
  return undefined;
}

/**
 * Gives an event that stands as one text, in a document that does not have the number of one in a field, as Elasticsearch
 * can take it; detection reads it likewise. Undefined for any other document. `candidates`: the fields that are looked into.
 */
export function createTextRecords(candidates: Candidates): (document: Json) => Json | undefined {
  const known = fieldsKnown(candidates);
  const ownCodes = candidates.code.filter((field) => !COMMON_CODES.includes(field));
  return (document) => {
    if (ownCodes.some((field) => textOf(valueAt(document, field)) !== undefined)) return undefined;
    const texts = WHOLE_TEXTS.map((field) => [field, [valueAt(document, field) ?? []].flat()] as const);
    const read = readTextAmong(Object.fromEntries(texts), candidates)?.read;
    if (read === undefined || typeof read === 'string') return undefined;
    const told = Object.entries(read).filter(([name]) => known.has(name) && name !== '@timestamp');
    const own = toTime(read['@timestamp']?.[0]) ?? toMilliseconds(String(read[SYSTEM_TIME]?.[0] ?? ''));
    const time = toTime(document['@timestamp']) ?? toTime(document['timestamp']) ?? own;
    return { '@timestamp': time, ...inObjects(told) };
  };
}

/** Fields as a document with objects. A name that is a value and an object stays what it was first. */
function inObjects(fields: ReadonlyArray<readonly [string, readonly unknown[]]>): Json {
  const document: Json = {};
  for (const [name, values] of fields) {
    const levels = name.split('.');
    const last = levels.pop() ?? '';
    let at: unknown = document;
    for (const level of levels) at = isObject(at) ? (at[level] ??= {}) : undefined;
    if (isObject(at)) at[last] ??= values.length === 1 ? values[0] : values;
  }
  return document;
}
