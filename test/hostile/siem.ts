import {
  PROVIDER,
  DISPLAYED,
  time,
  VALUES,
  valuesWith,
  list,
  ALL,
  HOST,
  DESCRIPTION,
  EVENT_XML,
  type Json,
  type HostileDocument,
} from './base';

const splunk = (more: Json = {}): Json => ({
  ...time,
  EventCode: '4625',
  LogName: 'Security',
  SourceName: DISPLAYED,
  ComputerName: HOST,
  Account_Name: ['DC01$', 'svc_backup'],
  Account_Domain: ['CORP', 'CORP'],
  Security_ID: ['NT AUTHORITY\\SYSTEM', 'NULL SID'],
  Logon_Type: 3,
  Source_Network_Address: '203.0.113.7',
  Workstation_Name: 'KALI',
  Status: '0xC000006D',
  Sub_Status: '0xC000006A',
  ...more,
});

/** What Cribl, Sentinel, Azure Monitor and Splunk write. */
export const SIEM: HostileDocument[] = [
  // Cribl, Sentinel
  {
    sentence: "Sentinel's SecurityEvent, with the account behind its domain only",
    document: {
      ...time,
      TimeGenerated: time['@timestamp'],
      EventID: 4625,
      EventSourceName: PROVIDER,
      Channel: 'Security',
      Computer: HOST,
      Account: 'CORP\\svc_backup',
      TargetAccount: 'CORP\\svc_backup',
      IpAddress: '203.0.113.7',
      WorkstationName: 'KALI',
      LogonType: 3,
      LogonTypeName: '3 - Network',
      Status: '0xc000006d',
      SubStatus: '0xc000006a',
    },
    says: { ...ALL, account: 'CORP\\svc_backup', domain: null },
  },
  {
    sentence: "Sentinel's WindowsEvent, with EventData as one text of JSON",
    document: {
      ...time,
      EventID: 4625,
      Provider: PROVIDER,
      Channel: 'Security',
      Computer: HOST,
      EventData: JSON.stringify(VALUES),
    },
    says: ALL,
  },
  {
    sentence: "Azure Monitor's Event, with EventData as one text of XML",
    document: {
      ...time,
      EventID: 4625,
      Source: PROVIDER,
      EventLog: 'Security',
      Computer: HOST,
      EventData: `<EventData>${list().length}${EVENT_XML.slice(EVENT_XML.indexOf('<Data'))}`,
    },
    says: ALL,
  },
  {
    sentence: 'Cribl, everything in capitals and with blanks around it',
    document: {
      ...time,
      EventID: '4625',
      EventSourceName: PROVIDER,
      Channel: 'security',
      Computer: `${HOST}.`,
      ...valuesWith({ Status: '0XC000006D', SubStatus: ' 0XC000006A ', TargetDomainName: ' CORP ' }),
    },
    says: ALL,
  },
  // Splunk
  { sentence: "Splunk's classic names, the subject before the target", document: splunk(), says: ALL },
  {
    sentence: "Splunk's classic names, a subject that is nobody",
    document: splunk({ Account_Name: ['-', 'svc_backup'], Account_Domain: ['-', 'CORP'] }),
    says: ALL,
  },
  {
    sentence: "Splunk's classic names, no provider but a source type",
    document: splunk({ SourceName: undefined, LogName: undefined, source: 'XmlWinEventLog:Security' }),
    says: ALL,
  },
  {
    sentence: "Splunk's classic names, a target that is nobody: the subject is not taken for it",
    document: splunk({ Account_Name: ['DC01$', '-'], Account_Domain: ['CORP', '-'] }),
    says: { account: null, source: '203.0.113.7' },
  },
  {
    sentence: "Splunk's event as text",
    document: {
      ...time,
      _raw: `11/22/2026 10:00:00 AM\nLogName=Security\nSourceName=${DISPLAYED}\nEventCode=4625\nComputerName=${HOST}\nMessage=${DESCRIPTION}`,
    },
    says: null,
    asText: ALL,
    problem: 'events_as_text',
  },
];
