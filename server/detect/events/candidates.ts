import type { Concept } from '../../../common/settings/fields';

/** What stands before the name of a value of Windows' EventData, by shipper. */
const EVENT_DATA = [
  'winlog.event_data.', // Winlogbeat 7 to 9, with its pipeline and raw; Elastic Agent
  'event_data.', // Winlogbeat 5 and 6; Vector
  '', // flat: NXLog, Cribl and Sentinel's SecurityEvent, exports; lists without names, once they are named
  'EventData.', // Fluent Bit with event_data_as_map, Velociraptor, Sentinel's WindowsEvent
  'Event.EventData.', // evtx_dump and chainsaw
  'Event.EventData.Data.', // Datadog's agent
  'body.structured.event_data.', // OpenTelemetry, values as a map
  'body.structured.event_data.data.', // OpenTelemetry, values as a list of maps
  'attributes.event_data.', // OpenTelemetry, moved into attributes
  'attributes.event_data.data.',
  'body.flattened.event_data.', // OpenTelemetry, exporters up to 0.120, of what is no event to them
  'body.flattened.event_data.data.',
  'body.event_data.', // OpenTelemetry, the body as it is
  'body.event_data.data.',
  'Body.event_data.', // OpenTelemetry, mapping mode `none`
  'Body.event_data.data.',
  'event_data.data.', // OpenTelemetry, mapping mode `bodymap`
  'winlogbeat_winlog_event_data_', // Graylog, which joins the names of levels
  'winlogbeat_event_data_', // Graylog, from Winlogbeat 5 and 6
  'winlog_event_data_', // Graylog, where its input adds no prefix
  '_', // GELF as it is sent
  'win_eventlog.Data_', // Telegraf
];
const WAZUH = 'data.win.eventdata.';

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** One value of Windows' EventData, as each shipper names it. */
const eventData = (name: string): string[] => [
  ...EVENT_DATA.map((prefix) => `${prefix}${name}`),
  `${WAZUH}${lowerFirst(name)}`,
];

/** One line of the text that Windows makes of an event, in the sections that Fluentd names with parse_description. */
const described = (name: string, ...sections: string[]): string[] =>
  sections.map((section) => `${section}.${name}`);

/** The account's sections: of 4625, 4624, 4771 and 4740. */
const ACCOUNT_SECTIONS = [
  'account_for_which_logon_failed',
  'new_logon',
  'account_information',
  'account_that_was_locked_out',
];

/**
 * Names of the number that others use for numbers of their own. An event is found by them only beside its provider or
 * its log, as by all names; but where neither is named, a document with 4625 there is not taken for one that may be.
 */
export const COMMON_CODES: readonly string[] = [
  'eventid', // rows of osquery
  'event_code', // Graylog, without a prefix
  'Id', // PowerShell's Get-WinEvent
];

/**
 * The fields that may tell each concept, the best first: the first that has a value is read. A document has those of
 * one shape, and a field that is not mapped matches nothing, so all are asked for at once and several shapes may lie
 * under one pattern. The name `host` of NXLog and `host.name` of Winlogbeat 6 are the collector, not the machine. Where
 * each name comes from is written in docs/shippers.md.
 */
export const CANDIDATES: Readonly<Record<Concept, readonly string[]>> = {
  time: ['@timestamp'], // all
  code: [
    'event.code', // Winlogbeat 7 to 9, Elastic Agent; a number in some
    'winlog.event_id', // the same, where somebody dropped `event`
    'event_id', // Winlogbeat 5 and 6; Fluentd, Vector
    'EventID', // flat: NXLog, Fluent Bit, Cribl, exports of the event log
    'data.win.system.eventID', // Wazuh
    'EventCode', // Splunk, WMI
    'Event.System.EventID', // evtx_dump and chainsaw
    'Event.System.EventID.#text', // the same, where the element has attributes
    'System.EventID.Value', // Velociraptor
    'body.structured.event_id.id', // OpenTelemetry
    'attributes.event_id.id', // OpenTelemetry, moved into attributes
    'body.flattened.event_id.id', // OpenTelemetry, see above
    'body.event_id.id',
    'Body.event_id.id',
    'event_id.id',
    'winlogbeat_event_code', // Graylog
    'winlogbeat_winlog_event_id', // Graylog
    'winlogbeat_event_id', // Graylog, from Winlogbeat 5 and 6
    'winlog_event_id', // Graylog, without a prefix
    '_EventID', // GELF as it is sent
    'tag.EventID', // Telegraf
    'win_eventlog.EventID', // Telegraf, where it is no tag
    'columns.eventid', // osquery
    'osquery.result.columns.eventid', // osquery by way of Filebeat
    'osquery.eventid', // osquery by way of Elastic Agent
    'EventId', // EvtxECmd
    ...COMMON_CODES,
  ],
  provider: [
    'event.provider', // Winlogbeat 7 to 9, Elastic Agent
    'winlog.provider_name', // the same, where somebody dropped `event`
    'source_name', // Winlogbeat 5 and 6; Fluentd's old input
    'SourceName', // flat: NXLog, Splunk, Fluent Bit's winlog, exports of the event log
    'data.win.system.providerName', // Wazuh
    'ProviderName', // Fluent Bit's winevtlog, Fluentd, PowerShell
    'provider_name', // Vector
    'EventSourceName', // Cribl and Sentinel's SecurityEvent
    'Provider', // Sentinel's WindowsEvent
    'Event.System.Provider.#attributes.Name', // evtx_dump
    'Event.System.Provider_attributes.Name', // chainsaw, and evtx_dump with separate attributes
    'Event.System.Provider.Name', // Datadog's agent
    'Event.System.Provider.@Name', // converters of XML: xmltodict, Vector's parse_xml
    'Event.System.Provider.$.Name', // the same: xml2js
    'System.Provider.Name', // Velociraptor
    'body.structured.provider.name', // OpenTelemetry
    'attributes.provider.name', // OpenTelemetry, moved into attributes
    'body.flattened.provider.name', // OpenTelemetry, see above
    'body.provider.name',
    'Body.provider.name',
    'provider.name',
    'winlogbeat_event_provider', // Graylog
    'winlogbeat_winlog_provider_name', // Graylog
    'winlogbeat_source_name', // Graylog, from Winlogbeat 5 and 6
    'winlog_provider_name', // Graylog, without a prefix
    '_SourceName', // GELF as it is sent
    'tag.Source', // Telegraf
    'win_eventlog.Source', // Telegraf, where it is no tag
    'columns.provider_name', // osquery
    'osquery.result.columns.provider_name', // osquery by way of Filebeat
    'osquery.provider_name', // osquery by way of Elastic Agent
  ],
  account: [
    ...eventData('TargetUserName'),
    'user.target.name', // ECS without event data, of a lockout: there `user.name` is who noticed
    'user.name', // ECS without event data
    'Account_Name', // Splunk: the subject, then the target
    'Logon_Account', // Splunk, of event 4776
    'logon_account', // Fluentd with parse_description, of event 4776
    ...described('account_name', ...ACCOUNT_SECTIONS),
    'TargetAccount', // Sentinel's SecurityEvent: with the domain
    'winlogbeat_user_name', // Graylog
  ],
  domain: [
    ...eventData('TargetDomainName'),
    'user.target.domain', // ECS without event data, of a lockout
    'user.domain',
    'Account_Domain', // Splunk: the subject's, then the target's
    ...described('account_domain', ...ACCOUNT_SECTIONS),
    'winlogbeat_user_domain', // Graylog
  ],
  source: [
    'source.ip', // Winlogbeat 7 and 8 with their pipeline, Elastic Agent: moved out of the event data
    ...eventData('IpAddress'),
    'Source_Network_Address', // Splunk
    'Client_Address', // Splunk, of event 4771
    ...described('source_network_address', 'network_information'),
    ...described('client_address', 'network_information'),
    'winlogbeat_source_ip', // Graylog
    'source.address', // ECS, where it is no address but may be
  ],
  host: [
    'winlog.computer_name', // Winlogbeat 7 to 9, Elastic Agent: the full name
    'computer_name', // Winlogbeat 5 and 6; Fluentd's old input
    'data.win.system.computer', // Wazuh
    'Hostname', // flat: NXLog, and exports of the event log
    'Computer', // Fluent Bit, Fluentd, Cribl and Sentinel, Velociraptor
    'ComputerName', // Splunk, WMI, Fluent Bit's winlog
    'computer', // Vector
    'MachineName', // PowerShell
    'Event.System.Computer', // evtx_dump and chainsaw
    'System.Computer', // Velociraptor
    'body.structured.computer', // OpenTelemetry
    'attributes.computer', // OpenTelemetry, moved into attributes
    'body.flattened.computer', // OpenTelemetry, see above
    'body.computer',
    'Body.computer',
    'winlogbeat_winlog_computer_name', // Graylog
    'winlogbeat_computer_name', // Graylog, from Winlogbeat 5 and 6
    'winlog_computer_name', // Graylog, without a prefix
    '_Hostname', // GELF as it is sent
    'tag.Computer', // Telegraf
    'win_eventlog.Computer', // Telegraf, where it is no tag
    'columns.computer_name', // osquery
    'osquery.result.columns.computer_name', // osquery by way of Filebeat
    'osquery.computer_name', // osquery by way of Elastic Agent
    'host.name', // ECS without `winlog`; the short name in Elastic Agent
  ],
  workstation: [
    ...eventData('WorkstationName'),
    'source.domain', // Winlogbeat 7 and 8 with their pipeline, Elastic Agent: moved out of the event data
    ...eventData('Workstation'), // event 4776
    'Workstation_Name', // Splunk
    'Source_Workstation', // Splunk, of event 4776
    'source_workstation', // Fluentd with parse_description, of event 4776
    'Caller_Computer_Name', // Splunk, of event 4740
    ...described('workstation_name', 'network_information'),
    ...described('caller_computer_name', 'additional_information'),
    'winlogbeat_source_domain', // Graylog
  ],
  logonType: [
    ...eventData('LogonType'),
    'winlog.logon.type',
    'Logon_Type', // Splunk
    ...described('logon_type', 'logon_information'),
  ],
  status: [
    ...eventData('Status'),
    'Failure_Code', // Splunk, of event 4771
    'Error_Code', // Splunk, of event 4776
    'error_code', // Fluentd with parse_description, of event 4776
    ...described('status', 'failure_information'),
    ...described('failure_code', 'additional_information'),
  ],
  subStatus: [
    ...eventData('SubStatus'),
    'Sub_Status', // Splunk
    ...described('sub_status', 'failure_information'),
  ],
  targetSid: [
    ...eventData('TargetUserSid'),
    ...eventData('TargetSid'), // events 4771 and 4740
  ],
};
