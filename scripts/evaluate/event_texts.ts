import { unescapeXml, valuesInXml } from '../../server/detect/events/text_values';
import { describedValues } from './described_event';
import { toMilliseconds } from './evtx_time';
import { asEventData, type LogRecord } from './winlogbeat_shape';

/** `[Security] [INFORMATION] [4625] [Microsoft-Windows-Security-Auditing] [DC01] [An account …]`: CloudWatch's agent. */
const BRACKETED = /^\[([^\]]*)\] \[[^\]]*\] \[(\d{1,5})\] \[([^\]]*)\] \[([^\]]*)\] \[([\s\S]*)\]\s*$/;

/** An event that stands in one text, as Windows writes it in XML or as CloudWatch's agent does. Undefined for other texts. */
export const fromText = (text: string): LogRecord | undefined =>
  text.trimStart().startsWith('<') ? fromXml(text) : fromBracketed(text);

function fromBracketed(text: string): LogRecord | undefined {
  const [matched, channel, code = '', provider, computer, description = ''] = BRACKETED.exec(text) ?? [];
  if (matched === undefined) return undefined;
  return { time: undefined, code, provider, channel, computer, data: describedValues(description) };
}

function fromXml(xml: string): LogRecord | undefined {
  const code = /<EventID[^>]{0,200}>\s*(\d{1,5})\s*</.exec(xml)?.[1];
  const provider = attribute(xml, 'Provider', 'Name');
  if (code === undefined || provider === undefined) return undefined;
  return {
    time: toMilliseconds(attribute(xml, 'TimeCreated', 'SystemTime') ?? ''),
    code,
    provider,
    channel: element(xml, 'Channel'),
    computer: element(xml, 'Computer'),
    recordId: element(xml, 'EventRecordID'),
    data: asEventData(valuesInXml(xml)),
  };
}

function attribute(xml: string, tag: string, name: string): string | undefined {
  const opened = new RegExp(`<${tag} ([^>]{0,1000})>`).exec(xml)?.[1] ?? '';
  const value = new RegExp(`\\b${name}=(["'])(.*?)\\1`).exec(opened)?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

function element(xml: string, tag: string): string | undefined {
  const text = new RegExp(`<${tag}>([^<]*)<`).exec(xml)?.[1];
  return text === undefined ? undefined : unescapeXml(text);
}
