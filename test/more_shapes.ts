import type { LogonFacts, Shape } from './shapes';

type Json = Record<string, unknown>;

const time = ({ at }: LogonFacts) => ({ '@timestamp': new Date(at).toISOString() });

/** Windows' EventData of a failed logon, in the order of its schema. */
const inOrder = (event: LogonFacts): Record<string, string> => ({
  SubjectUserSid: 'S-1-5-18',
  SubjectUserName: 'SUBJECT$',
  SubjectDomainName: 'SUBJECT',
  SubjectLogonId: '0x3e7',
  TargetUserSid: 'S-1-0-0',
  TargetUserName: event.account,
  TargetDomainName: event.domain,
  Status: event.status,
  FailureReason: '%%2313',
  SubStatus: event.subStatus,
  LogonType: event.logonType,
  LogonProcessName: 'NtLmSsp ',
  AuthenticationPackageName: 'NTLM',
  WorkstationName: event.workstation,
  TransmittedServices: '-',
  LmPackageName: '-',
  KeyLength: '0',
  ProcessId: '0x0',
  ProcessName: '-',
  IpAddress: event.source,
  IpPort: '50000',
});
const listOf = (event: LogonFacts) => Object.values(inOrder(event));

const prefixed = (prefix: string, values: Json): Json =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

const openTelemetry = (event: LogonFacts, data: unknown) => ({
  body: {
    structured: {
      event_id: { id: event.code, qualifiers: 0 },
      provider: { name: event.provider, guid: '{54849625}', event_source: '' },
      computer: event.host,
      channel: 'Security',
      event_data: data,
    },
  },
});

const elementsOf = (event: LogonFacts) =>
  Object.entries(inOrder(event)).map(([name, value]) => ({ [name]: value }));

/** A failed logon as further shippers write it, by the program that does; docs/shippers.md has their sources. */
export const MORE_SHAPES: Record<string, Shape> = {
  'Fluent Bit, winevtlog with a list': (event) => ({
    ...time(event),
    ProviderName: event.provider,
    EventID: event.code,
    Channel: 'Security',
    Computer: event.host,
    StringInserts: listOf(event),
  }),
  'Fluent Bit, winlog': (event) => ({
    ...time(event),
    SourceName: event.provider,
    EventID: event.code,
    Channel: 'Security',
    ComputerName: event.host,
    StringInserts: listOf(event).map((value) => value.replace(/^S-.*/, '%{$&}')),
  }),
  'Fluent Bit with event_data_as_map': (event) => ({
    ...time(event),
    ProviderName: event.provider,
    EventID: event.code,
    Computer: event.host,
    EventData: inOrder(event),
  }),
  'Fluentd, windows_eventlog': (event) => ({
    ...time(event),
    channel: 'security',
    source_name: event.provider,
    event_id: String(event.code),
    computer_name: event.host,
    user: '',
    string_inserts: listOf(event),
  }),
  'Fluentd, windows_eventlog2': (event) => ({
    ...time(event),
    ProviderName: event.provider,
    EventID: String(event.code),
    Channel: 'Security',
    Computer: event.host,
    EventData: listOf(event),
  }),
  'Fluentd with parse_description': (event) => ({
    ...time(event),
    ProviderName: event.provider,
    EventID: String(event.code),
    Computer: event.host,
    'subject.account_name': 'SUBJECT$',
    'account_for_which_logon_failed.account_name': event.account,
    'account_for_which_logon_failed.account_domain': event.domain,
    'logon_information.logon_type': event.logonType,
    'failure_information.status': event.status,
    'failure_information.sub_status': event.subStatus,
    'network_information.workstation_name': event.workstation,
    'network_information.source_network_address': event.source,
  }),
  Vector: (event) => ({
    ...time(event),
    event_id: event.code,
    provider_name: event.provider,
    channel: 'Security',
    computer: event.host,
    user_name: 'SYSTEM',
    event_data: inOrder(event),
  }),
  'OpenTelemetry, values as a map': (event) => ({
    ...time(event),
    ...openTelemetry(event, inOrder(event)),
  }),
  'OpenTelemetry, values as a list': (event) => ({
    ...time(event),
    ...openTelemetry(event, { data: elementsOf(event) }),
  }),
  'OpenTelemetry, in attributes': (event) => ({
    ...time(event),
    attributes: openTelemetry(event, inOrder(event)).body.structured,
  }),
  'Graylog, from Winlogbeat': (event) => ({
    ...time(event),
    source: 'dc01',
    winlogbeat_event_code: String(event.code),
    winlogbeat_event_provider: event.provider,
    winlogbeat_winlog_channel: 'Security',
    winlogbeat_winlog_computer_name: event.host,
    ...prefixed('winlogbeat_winlog_event_data_', inOrder(event)),
  }),
  "Cribl and Sentinel's SecurityEvent": (event) => ({
    ...time(event),
    EventID: event.code,
    EventSourceName: event.provider,
    Channel: 'security',
    Computer: event.host,
    TargetAccount: `${event.domain}\\${event.account}`,
    ...inOrder(event),
  }),
  "Sentinel's WindowsEvent": (event) => ({
    ...time(event),
    EventID: event.code,
    Provider: event.provider,
    Channel: 'Security',
    Computer: event.host,
    EventData: inOrder(event),
  }),
  "Splunk's classic names": (event) => ({
    ...time(event),
    EventCode: String(event.code),
    LogName: 'Security',
    SourceName: 'Microsoft Windows security auditing.',
    ComputerName: event.host,
    Account_Name: ['SUBJECT$', event.account],
    Account_Domain: ['SUBJECT', event.domain],
    Logon_Type: event.logonType,
    Source_Network_Address: event.source,
    Workstation_Name: event.workstation,
    Status: event.status.toUpperCase(),
    Sub_Status: event.subStatus.toUpperCase(),
  }),
  Velociraptor: (event) => ({
    ...time(event),
    System: {
      Provider: { Name: event.provider },
      EventID: { Value: event.code },
      Computer: event.host,
      Channel: 'Security',
    },
    EventData: inOrder(event),
  }),
  'evtx_dump, into an index as it is': (event) => ({
    ...time(event),
    Event: {
      System: {
        Provider: { '#attributes': { Name: event.provider } },
        EventID: event.code,
        Channel: 'Security',
        Computer: event.host,
      },
      EventData: inOrder(event),
    },
  }),
  'chainsaw, into an index as it is': (event) => ({
    ...time(event),
    Event: {
      System: {
        Provider_attributes: { Name: event.provider },
        EventID: event.code,
        Channel: 'Security',
        Computer: event.host,
      },
      EventData: inOrder(event),
    },
  }),
  "PowerShell's Get-EventLog": (event) => ({
    ...time(event),
    EventID: event.code,
    Source: event.provider,
    MachineName: event.host,
    ReplacementStrings: listOf(event),
  }),
  'WMI, by way of Logstash': (event) => ({
    ...time(event),
    EventCode: event.code,
    SourceName: event.provider,
    Logfile: 'Security',
    ComputerName: event.host,
    InsertionStrings: listOf(event),
  }),
};
