import { textOf } from './values';
import { isPlaceholder } from './placeholders';

type Fields = Readonly<Record<string, readonly unknown[]>>;

export const SECURITY_PROVIDER = 'Microsoft-Windows-Security-Auditing';
/** As Windows shows it to people, and as Splunk and others write it. */
const DISPLAY_NAME = 'Microsoft Windows security auditing.';

/**
 * Fields that say which log an event is from, or which data set. Windows lets nobody else write these events into its
 * security log, so where no provider is named, they say the same. Some hold the provider's name instead.
 */
export const LOG_FIELDS = [
  'winlog.channel', // Winlogbeat 7 to 9, Elastic Agent
  'log_name', // Winlogbeat 5 and 6
  'Channel', // NXLog, Fluent Bit, Cribl, exports of the event log
  'channel', // Fluentd, Vector
  'data.win.system.channel', // Wazuh
  'LogName', // Splunk, PowerShell
  'Logfile', // WMI
  'Source', // PowerShell's Get-EventLog: the provider
  'source', // Splunk: the log
  'sourcetype', // Splunk
  'event.dataset', // Elastic Agent
  'data_stream.dataset', // Elastic Agent
  'body.structured.channel', // OpenTelemetry
  'attributes.channel', // OpenTelemetry, moved into attributes
  'body.flattened.channel', // OpenTelemetry, further mapping modes
  'body.channel',
  'Body.channel',
  'winlogbeat_winlog_channel', // Graylog
  'winlogbeat_log_name', // Graylog, from Winlogbeat 5 and 6
  'winlog_channel', // Graylog, without a prefix
  '_Channel', // GELF as it is sent
  'tag.Channel', // Telegraf
  'win_eventlog.Channel', // Telegraf, where it is no tag
  'columns.channel', // osquery, windows_eventlog
  'columns.source', // osquery, windows_events
  'osquery.result.columns.channel',
  'osquery.result.columns.source',
  'osquery.channel',
  'osquery.source',
  'EventLog', // Azure Monitor's table Event
  'Event.System.Channel', // evtx_dump, chainsaw
  'System.Channel', // Velociraptor
];

/** What these fields say of the security log, in lower case. */
const SECURITY_LOGS = ['security', 'system.security', 'wineventlog:security', 'xmlwineventlog:security'];
const CAPITALISED = ['Security', 'SECURITY', 'WinEventLog:Security', 'XmlWinEventLog:Security'];

/** Names of the provider, as an exact field may hold them: any other case is found in a text only. */
export const PROVIDER_NAMES = [SECURITY_PROVIDER, SECURITY_PROVIDER.toLowerCase(), DISPLAY_NAME];
/** What the fields of a log may hold, likewise. */
export const LOG_NAMES = [...CAPITALISED, ...SECURITY_LOGS];

const PROVIDERS = new Set(PROVIDER_NAMES.flatMap((name) => [name, name.toLowerCase()]));
const LOGS = new Set([...SECURITY_LOGS, ...PROVIDERS]);

/** Whether a text is one of `names`, without case and blanks around it. `names` has all in lower case. */
const isIn = (names: ReadonlySet<string>, text: string) =>
  names.has(text) || names.has(text.trim().toLowerCase());

/**
 * Whether one of the values of some fields is one of `names`. Placeholders say nothing. Undefined where the fields say
 * nothing at all.
 */
function saysOneOf(
  names: ReadonlySet<string>,
  fields: Fields,
  among: readonly string[],
  saysNothing: (text: string) => boolean,
): boolean | undefined {
  let said: boolean | undefined;
  for (const field of among)
    for (const value of fields[field] ?? []) {
      const text = textOf(value);
      if (text === undefined) continue;
      if (isIn(names, text)) return true;
      if (!saysNothing(text)) said = false;
    }
  return said;
}

/**
 * Whether an event that Elasticsearch found is of Windows security auditing. Names are compared whole,
 * without case and blanks around them, since in a text field Elasticsearch also finds a name within a longer
 * one. A provider that is named decides. Where none is, the log or data set decides. Where the hit shows
 * neither it counts as one: Elasticsearch found a name in a field that hits do not show.
 */
export function isOfSecurity(fields: Fields, providerFields: readonly string[]): boolean {
  const byProvider = saysOneOf(PROVIDERS, fields, providerFields, isPlaceholder);
  return byProvider ?? saysOneOf(LOGS, fields, LOG_FIELDS, () => false) ?? true;
}

/** Whether one field alone names Windows security auditing as the provider. */
export const isNamedSecurity = (fields: Fields, field: string): boolean =>
  saysOneOf(PROVIDERS, fields, [field], isPlaceholder) === true;
