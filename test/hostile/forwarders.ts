import {
  PROVIDER,
  time,
  VALUES,
  valuesWith,
  list,
  prefixed,
  ALL,
  HOST,
  flat,
  DESCRIPTION,
  EVENT_XML,
  type HostileDocument,
} from './base';

/** What forwarders of logs write: Fluent Bit, Fluentd, Vector, NXLog, Telegraf. */
export const FORWARDERS: HostileDocument[] = [
  // Fluent Bit
  {
    sentence: 'Fluent Bit winlog, with SIDs as templates',
    document: {
      ...time,
      EventID: 4625,
      SourceName: PROVIDER,
      Channel: 'Security',
      ComputerName: HOST,
      StringInserts: list(valuesWith({ SubjectUserSid: '%{S-1-0-0}', TargetUserSid: '%{S-1-0-0}' })),
    },
    says: ALL,
  },
  {
    sentence: 'Fluent Bit winevtlog, with a provider in lower case and no channel',
    document: {
      ...time,
      ProviderName: PROVIDER.toLowerCase(),
      EventID: 4625,
      Computer: HOST,
      StringInserts: list(),
    },
    says: ALL,
  },
  {
    sentence: 'Fluent Bit winevtlog, with numbers among the texts of the list',
    document: {
      ...time,
      ProviderName: PROVIDER,
      EventID: 4625,
      Computer: HOST,
      StringInserts: list(valuesWith({ LogonType: 3, KeyLength: 0 })),
    },
    says: ALL,
    mappings: { properties: { StringInserts: { type: 'keyword' } } },
  },
  {
    sentence: 'Fluent Bit winevtlog, with a list that lost its empty values: no account is guessed',
    document: {
      ...time,
      ProviderName: PROVIDER,
      EventID: 4625,
      Computer: HOST,
      StringInserts: list().filter((value) => value !== '-'),
    },
    says: { account: null, source: null, host: HOST },
    unread: 'no field is known',
  },
  {
    sentence: 'Fluent Bit with event_data_as_map, numbers as numbers',
    document: {
      ...time,
      ProviderName: PROVIDER,
      EventID: 4625,
      Computer: HOST,
      EventData: valuesWith({ LogonType: 3, KeyLength: 0 }),
    },
    says: ALL,
  },
  {
    sentence: 'Fluent Bit with Render_Event_As_XML: one text',
    document: { ...time, System: EVENT_XML, Message: DESCRIPTION, StringInserts: list() },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
  // Fluentd
  {
    sentence: 'Fluentd windows_eventlog, everything as text',
    document: {
      ...time,
      channel: 'security',
      source_name: PROVIDER,
      event_id: '4625',
      computer_name: HOST,
      string_inserts: list(),
    },
    says: ALL,
  },
  {
    sentence: 'Fluentd windows_eventlog2, with parse_description, of an NTLM validation',
    document: {
      ...time,
      ProviderName: PROVIDER,
      EventID: '4776',
      Computer: HOST,
      logon_account: 'svc_backup',
      source_workstation: 'KALI',
      error_code: '0xC0000064',
    },
    says: { code: '4776', account: 'svc_backup', workstation: 'KALI', status: '0xc0000064', host: HOST },
  },
  {
    sentence: 'Fluentd windows_eventlog2, of an NTLM validation that succeeded: it is no failure',
    document: {
      ...time,
      ProviderName: PROVIDER,
      EventID: '4776',
      Computer: HOST,
      logon_account: 'svc_backup',
      error_code: '0x0',
    },
    says: null,
  },
  // Vector
  {
    sentence: 'Vector windows_event_log, whose user_name is who wrote the event',
    document: {
      ...time,
      event_id: 4625,
      provider_name: PROVIDER,
      channel: 'Security',
      computer: HOST,
      user_name: 'SYSTEM',
      string_inserts: list(),
      event_data: VALUES,
    },
    says: ALL,
  },
  {
    sentence: 'Vector, with XML converted by parse_xml: names beside values',
    document: {
      ...time,
      Event: {
        System: { EventID: '4625', Provider: { Name: PROVIDER }, Computer: HOST, Channel: 'Security' },
        EventData: { Data: Object.entries(VALUES).map(([name, text]) => ({ '@Name': name, text })) },
      },
    },
    says: ALL,
  },
  {
    sentence: 'the same, where an element lost its value: no account is guessed',
    document: {
      ...time,
      Event: {
        System: { EventID: '4625', Provider: { Name: PROVIDER }, Computer: HOST, Channel: 'Security' },
        EventData: {
          Data: Object.entries(VALUES).map(([name, text]) =>
            text === '-' ? { '@Name': name } : { '@Name': name, text },
          ),
        },
      },
    },
    says: { account: null, source: null, host: HOST },
    unread: 'no field is known',
  },
  // NXLog
  {
    sentence: 'NXLog, flat',
    document: flat({ EventTime: '2026-11-22 10:00:00', host: 'collector' }),
    says: ALL,
  },
  {
    sentence: 'NXLog, flat, an event id as text with four more digits elsewhere',
    document: flat({ EventID: '4625', RecordNumber: 4624, ExecutionProcessID: 4625 }),
    says: ALL,
  },
  {
    sentence: 'NXLog over GELF, with an underscore before each name',
    document: {
      ...time,
      version: '1.1',
      host: 'dc01',
      short_message: 'An account failed to log on.',
      ...prefixed('_', {
        EventID: 4625,
        SourceName: PROVIDER,
        Channel: 'Security',
        Hostname: HOST,
        ...VALUES,
      }),
    },
    says: ALL,
  },
  {
    sentence: 'NXLog, nested by xm_xml',
    document: {
      ...time,
      Event: { System: { EventID: 4625, Channel: 'Security', Computer: HOST }, EventData: VALUES },
    },
    says: ALL,
  },
  { sentence: 'NXLog, another number', document: flat({ EventID: 46250 }), says: null },
  { sentence: 'NXLog, a number with a fraction', document: flat({ EventID: 4625.5 }), says: null },
  // Telegraf
  {
    sentence: 'Telegraf',
    document: {
      ...time,
      measurement_name: 'win_eventlog',
      tag: { Source: PROVIDER, EventID: '4625', Channel: 'Security', Computer: HOST, host: 'dc01' },
      win_eventlog: { ...prefixed('Data_'), Message: 'An account failed to log on.' },
    },
    says: ALL,
  },
  // Further ones, that nobody named
  {
    sentence: 'Grafana Alloy, with the values as XML in event_data',
    document: {
      ...time,
      source: PROVIDER,
      channel: 'Security',
      computer: HOST,
      event_id: 4625,
      levelText: 'Information',
      event_data: EVENT_XML.slice(EVENT_XML.indexOf('<Data'), EVENT_XML.indexOf('</EventData>')),
    },
    says: ALL,
  },
  {
    sentence: 'XML converted by xml2js, where everything is a list',
    document: {
      ...time,
      Event: {
        System: [
          {
            Provider: [{ $: { Name: PROVIDER } }],
            EventID: ['4625'],
            Channel: ['Security'],
            Computer: [HOST],
          },
        ],
        EventData: [{ Data: Object.entries(VALUES).map(([name, text]) => ({ _: text, $: { Name: name } })) }],
      },
    },
    says: ALL,
  },
  {
    sentence: 'XML converted by xmltodict, with no channel',
    document: {
      ...time,
      Event: {
        System: { Provider: { '@Name': PROVIDER }, EventID: '4625', Computer: HOST },
        EventData: {
          Data: Object.entries(VALUES).map(([name, text]) => ({ '@Name': name, '#text': text })),
        },
      },
    },
    says: ALL,
  },
];
