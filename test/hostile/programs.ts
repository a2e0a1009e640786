import {
  PROVIDER,
  time,
  VALUES,
  valuesWith,
  list,
  ALL,
  HOST,
  DESCRIPTION,
  EVENT_XML,
  getWinEvent,
  type Json,
  type HostileDocument,
} from './base';

const PROPERTIES_AS_KEYWORDS = { properties: { Properties: { properties: { Value: { type: 'keyword' } } } } };

/** With its usual depth: a SID is text. */
const SHALLOW = list(
  valuesWith({ SubjectLogonId: 0, Status: -1073741715, SubStatus: -1073741718, LogonType: 3 }),
).map((Value) => ({ Value }));
const row = (more: Json = {}): Json => ({
  channel: 'Security',
  computer_name: HOST,
  data: JSON.stringify({ EventData: VALUES }),
  datetime: time['@timestamp'],
  eventid: '4625',
  provider_name: PROVIDER,
  ...more,
});

/** What programs on a machine and in its cloud write: Velociraptor, evtx_dump, PowerShell, osquery, CloudWatch. */
export const PROGRAMS: HostileDocument[] = [
  // Velociraptor, chainsaw, evtx_dump, EvtxECmd
  {
    sentence: 'Velociraptor',
    document: {
      ...time,
      System: {
        Provider: { Name: PROVIDER, Guid: '{54849625}' },
        EventID: { Value: 4625 },
        TimeCreated: { SystemTime: 1637588040.123 },
        Computer: HOST,
        Channel: 'Security',
      },
      EventData: valuesWith({ LogonType: 3 }),
      Message: DESCRIPTION,
    },
    says: ALL,
  },
  {
    sentence: 'evtx_dump, with attributes inside',
    document: {
      ...time,
      Event: {
        '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
        System: {
          Provider: { '#attributes': { Name: PROVIDER } },
          EventID: { '#attributes': { Qualifiers: 0 }, '#text': 4625 },
          Computer: HOST,
          Channel: 'Security',
        },
        EventData: VALUES,
      },
    },
    says: ALL,
  },
  {
    sentence: 'evtx_dump and chainsaw, with attributes beside',
    document: {
      ...time,
      Event_attributes: { xmlns: 'x' },
      Event: {
        System: {
          Provider_attributes: { Name: PROVIDER },
          EventID: 4625,
          Computer: HOST,
          Channel: 'Security',
        },
        EventData: VALUES,
      },
    },
    says: ALL,
  },
  {
    sentence: 'EvtxECmd, with the values as JSON in Payload',
    document: {
      ...time,
      EventId: 4625,
      Provider: PROVIDER,
      Channel: 'Security',
      Computer: HOST,
      MapDescription: 'Failed logon',
      UserName: '-\\-',
      Payload: JSON.stringify({
        EventData: { Data: Object.entries(VALUES).map(([name, text]) => ({ '@Name': name, '#text': text })) },
      }),
    },
    says: ALL,
  },
  // PowerShell
  {
    sentence: 'PowerShell Get-WinEvent, properties as text',
    document: getWinEvent(SHALLOW),
    says: ALL,
    mappings: PROPERTIES_AS_KEYWORDS,
  },
  {
    sentence: 'PowerShell Get-WinEvent, an Id of another program',
    document: { ...getWinEvent(SHALLOW), ProviderName: 'Application Error', LogName: 'Application' },
    says: null,
    unread: 'another program',
    mappings: PROPERTIES_AS_KEYWORDS,
  },
  {
    sentence: 'PowerShell Get-WinEvent, properties cut off by the depth: the event counts for its machine',
    document: getWinEvent(
      Array.from({ length: 21 }, () => 'System.Diagnostics.Eventing.Reader.EventProperty'),
    ),
    says: { account: null, host: HOST },
  },
  {
    sentence: 'a document whose Id is 4625 by chance',
    document: { ...time, Id: 4625, Name: 'an order' },
    says: null,
    unread: 'neither the provider nor the log',
  },
  // osquery
  { sentence: 'osquery, rows of a log', document: { ...time, ...row() }, says: ALL },
  {
    sentence: 'osquery, a result with columns',
    document: { ...time, name: 'logons', action: 'added', columns: row() },
    says: ALL,
  },
  {
    sentence: 'osquery, windows_events, whose log is called source',
    document: { ...time, columns: row({ channel: undefined, source: 'Security', provider_name: undefined }) },
    says: ALL,
  },
  {
    sentence: 'osquery by way of Filebeat',
    document: { ...time, osquery: { result: { columns: row() } } },
    says: ALL,
  },
  {
    sentence: 'osquery by way of Elastic Agent',
    document: { ...time, osquery: row({ eventid: 4625 }) },
    says: ALL,
  },
  {
    sentence: 'osquery, values that were cut off: the event counts for its machine',
    document: { ...time, columns: row({ data: '{"EventData":{"TargetUserName":"svc_b' }) },
    says: { account: null, host: HOST },
    unread: 'no field is known',
  },
  // CloudWatch's agent
  {
    sentence: "CloudWatch's agent, XML in @message",
    document: { ...time, '@message': EVENT_XML, '@logStream': 'i-0123' },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  {
    sentence: "CloudWatch's agent, text in message",
    document: {
      ...time,
      message: `[Security] [INFORMATION] [4625] [${PROVIDER}] [${HOST}] [${DESCRIPTION}]`,
      logStreamName: 'i-0123',
    },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
];
