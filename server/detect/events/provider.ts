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
  'winlogbeat_winlog_channel', // Graylog
  'Event.System.Channel', // evtx_dump, chainsaw
  'System.Channel', // Velociraptor
];

/** What these fields say of the security log, in lower case. */
const SECURITY_LOGS = ['security', 'system.security', 'wineventlog:security', 'xmlwineventlog:security'];
const CAPITALISED = ['Security', 'WinEventLog:Security', 'XmlWinEventLog:Security'];

/** Names of the provider, as an exact field may hold them: any other case is found in a text only. */
export const PROVIDER_NAMES = [SECURITY_PROVIDER, SECURITY_PROVIDER.toLowerCase(), DISPLAY_NAME];
/** What the fields of a log may hold, likewise. */
export const LOG_NAMES = [...CAPITALISED, ...SECURITY_LOGS];

const PROVIDERS = new Set(PROVIDER_NAMES.map((name) => name.toLowerCase()));
const LOGS = new Set([...SECURITY_LOGS, ...PROVIDERS]);

const saidIn = (fields: Fields, names: readonly string[]): string[] =>
  names.flatMap((name) => fields[name] ?? []).flatMap((value) => textOf(value) ?? []);

/**
 * Whether an event that Elasticsearch found is of Windows security auditing. Names are compared whole,
 * without case and blanks around them, since in a text field Elasticsearch also finds a name within a longer
 * one. A provider that is named decides. Where none is, the log or data set decides. Where the hit shows
 * neither it counts as one: Elasticsearch found a name in a field that hits do not show.
 */
export function isOfSecurity(fields: Fields, providerFields: readonly string[]): boolean {
  const providers = saidIn(fields, providerFields).filter((name) => !isPlaceholder(name));
  if (providers.length > 0) return providers.some((name) => PROVIDERS.has(name.trim().toLowerCase()));
  const logs = saidIn(fields, LOG_FIELDS);
  return logs.length === 0 || logs.some((name) => LOGS.has(name.trim().toLowerCase()));
}
