import { CANDIDATES, COMMON_CODES } from './candidates';
import { describedValues } from './described_event';
import type { TextFault } from './event_source_port';
import { withIndirectValues } from './indirect_values';
import { mayHave } from './inserts';
import { jsonIn } from './json_text';
import { LOG_FIELDS } from './provider';
import { onlyOnce } from './once';
import type { Candidates } from './shapes';
import { TEXT_MAX, unescapeXml, valuesInXml } from './text_values';
import { textOf } from './values';
import { WHOLE_TEXTS } from './whole_texts';

/** Values under the names of the fields that they would have if the text had been taken apart. */
export type TextFields = Record<string, unknown[]>;

/**
 * The event that stands in a text: XML or JSON, also behind the head of a line of syslog, or Windows' English description
 * behind the head that CloudWatch's agent or Splunk gives it. Whether it is a logon, and of Windows security auditing, is
 * for the reader of fields to see. `candidates`: names by which values in JSON are known. Takes time in proportion to the
 * length of the text, whatever it holds.
 */
export function readEventText(text: string, candidates: Candidates = CANDIDATES): TextFields | TextFault {
  if (text.length > TEXT_MAX) return 'too_long';
  const written = text.trim();
  const isMarkup = /^(?:[{<]|\[\s{0,9}\{)/.test(written);
  const described = isMarkup ? undefined : (fromBracketed(written) ?? fromKeyed(written));
  return described ?? fromMarkup(written, candidates);
}

/** XML or JSON, from where it begins. */
function fromMarkup(text: string, candidates: Candidates): TextFields | TextFault {
  const start = text.search(/<Event[\s>]|\[\s{0,9}\{|\{/i);
  if (start < 0) return 'no_values';
  const markup = text.slice(start);
  return markup.startsWith('<') ? fromXml(markup) : fromJson(markup, candidates);
}

interface Head {
  code: string;
  provider: string;
  channel: string | undefined;
  computer: string | undefined;
}

const toFields = ({ code, provider, channel, computer }: Head, values: Record<string, unknown>) => ({
  'event.code': [code],
  'event.provider': [provider],
  ...(channel === undefined ? {} : { 'winlog.channel': [channel] }),
  ...(computer === undefined ? {} : { 'winlog.computer_name': [computer] }),
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`winlog.event_data.${name}`, [value]]),
  ),
});

/** Where the time of the event itself stands: detection takes that of the document. */
export const SYSTEM_TIME = 'Event.System.TimeCreated.SystemTime';

const EVENT_ID = /<EventID(?:\s[^<>]{0,200})?>\s{0,20}(\d{1,10})\s{0,20}<\/EventID/gi;
const PROVIDER = /<Provider\s([^<>]{1,1000})>/i;
const END = /<\/Event\s{0,9}>/i;
const NAME = /\bName\s{0,9}=\s{0,9}(?:"([^"]{0,200})"|'([^']{0,200})')/i;

/** Behind its end tag an event has nothing: a line of another log that quotes one goes on. */
function fromXml(xml: string): TextFields | TextFault {
  const end = xml.search(END);
  if (end < 0) return 'cut_off';
  const codes = [...xml.matchAll(EVENT_ID)].map(([, code = '']) => code);
  if (codes.length > 1 || xml.slice(end).replace(END, '').trim() !== '') return 'several';
  const system = xml.slice(0, Math.max(0, xml.search(/<\/System\s{0,9}>/i)));
  const [, double, single] = NAME.exec(PROVIDER.exec(system)?.[1] ?? '') ?? [];
  const provider = double ?? single;
  const values = valuesInXml(xml.slice(system.length, end));
  const [code] = codes;
  if (code === undefined || provider === undefined || Object.keys(values).length === 0) return 'no_values';
  const head = { code, provider: unescapeXml(provider), ...machineIn(system) };
  const time = /<TimeCreated\s[^<>]{0,99}SystemTime=["']([^"'<>]{1,50})/i.exec(system)?.[1];
  return {
    ...toFields(head, Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value]))),
    ...(time === undefined ? {} : { [SYSTEM_TIME]: [time] }),
  };
}

function machineIn(system: string): Pick<Head, 'channel' | 'computer'> {
  const [channel, computer] = [/<Channel>([^<]{0,300})</i, /<Computer>([^<]{0,300})</i].map((tag) => {
    const text = tag.exec(system)?.[1];
    return text === undefined ? undefined : unescapeXml(text);
  });
  return { channel, computer };
}

/** `[Security] [INFORMATION] [4625] [Microsoft-Windows-Security-Auditing] [DC01] [`: CloudWatch's agent. */
const HEAD =
  /\[([^\]\r\n]{0,200})\] \[[^\]\r\n]{0,50}\] \[(\d{1,10})\] \[([^\]\r\n]{0,200})\] \[([^\]\r\n]{0,300})\] \[/;
const AT_START = new RegExp(`^${HEAD.source}`);
const ON_A_LINE = new RegExp(AT_START.source, 'm');

function fromBracketed(text: string): TextFields | TextFault | undefined {
  const [head, channel, code = '', provider = '', computer] = AT_START.exec(text) ?? [];
  if (head === undefined) return undefined;
  const description = text.slice(head.length);
  if (ON_A_LINE.test(description)) return 'several';
  if (!description.endsWith(']')) return 'cut_off';
  return fromDescription({ code, provider, channel, computer }, description.slice(0, -1));
}

/** Lines of `EventCode=4625` and the like before `Message=`: Splunk. */
const KEYED = /^(EventCode|SourceName|ComputerName|LogName)=([^\r\n]{1,300})$/gm;
const MESSAGE = /^Message=/m;

function fromKeyed(text: string): TextFields | TextFault | undefined {
  const at = text.search(MESSAGE);
  if (at < 0) return undefined;
  const lines = [...text.slice(0, at).replaceAll('\r', '').matchAll(KEYED)];
  const {
    EventCode: code,
    SourceName: provider,
    ComputerName,
    LogName,
  } = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value.trim()])) as Record<
    string,
    string | undefined
  >;
  if (code === undefined || provider === undefined) return undefined;
  const description = text.slice(at).replace(MESSAGE, '');
  if (/^EventCode=\d/m.test(description)) return 'several';
  return fromDescription({ code, provider, channel: LogName, computer: ComputerName }, description);
}

/** What stands last of what is read of a description, by number of the event: without it the end is missing. */
const LAST: ReadonlyMap<string, string> = new Map([
  ['4624', 'IpAddress'],
  ['4625', 'IpAddress'],
  ['4740', 'TargetDomainName'],
  ['4771', 'Status'],
  ['4776', 'Status'],
]);

/** Values that such an event does not have were put into one that it has, with a line break. */
function fromDescription(head: Head, description: string): TextFields | TextFault {
  const values = describedValues(description).filter(([name]) => mayHave(head.code, name));
  if (values.length === 0) return 'no_values';
  const last = LAST.get(head.code);
  const isWhole = last === undefined || values.some(([name]) => name === last);
  return isWhole ? toFields(head, onlyOnce(values)) : 'cut_off';
}

/** Names under which the questions find the number in a text; see `asOneText`. */
const CODES = CANDIDATES.code.filter(
  (name) =>
    !COMMON_CODES.includes(name) &&
    /(?:^|\.)(?:event_?id|eventcode|code)(?:\.(?:id|value|#text))?$/i.test(name),
);
/** Names of the log by which the questions find it. */
const LOGS = LOG_FIELDS.filter((name) => /(?:^|\.)(?:channel|logname)$/i.test(name));
/** Without one of these a text tells nothing that is counted. */
const VALUES = ['account', 'source', 'workstation', 'logonType', 'status'] as const;

/** A forwarder may have made JSON around the text of an event. A level takes room, so at most some eighty fit into one. */
function fromJson(text: string, candidates: Candidates): TextFields | TextFault {
  const document = jsonIn(text);
  if (typeof document === 'string') return document;
  const code = CODES.map((name) => textOf(document[name]?.[0])).find((found) => found !== undefined);
  if (code === undefined) return readTextAmong(document, candidates)?.read ?? 'no_values';
  const isNamed = [...candidates.provider, ...LOGS].some((name) => document[name] !== undefined);
  const values = withIndirectValues(document, code.trim());
  const hasValues = VALUES.some((concept) => candidates[concept].some((name) => values[name] !== undefined));
  return isNamed && hasValues ? document : 'no_values';
}

/** A field with a text, and what was read of it. */
export interface TextRead {
  field: string;
  read: TextFields | TextFault;
}

/**
 * What is read of the fields that may hold an event as one text: the first that says one; else the first whose fault says
 * more than that there are no values. A field with several texts is left out. Undefined where there is no text.
 */
export function readTextAmong(
  fields: Readonly<Record<string, readonly unknown[]>>,
  candidates: Candidates,
): TextRead | undefined {
  let faulty: TextRead | undefined;
  for (const field of WHOLE_TEXTS) {
    const [text, ...others] = fields[field] ?? [];
    if (typeof text !== 'string' || others.length > 0) continue;
    const found = { field, read: readEventText(text, candidates) };
    if (typeof found.read !== 'string') return found;
    if (!faulty || faulty.read === 'no_values') faulty = found;
  }
  return faulty;
}
