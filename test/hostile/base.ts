import type { LogonEvent } from '../../common/alerts/events';
import { MINUTE, NOW } from '../builders';

export type Json = Record<string, unknown>;

/** A document that some shipper writes of a failed logon, or of what looks like one. */
export interface HostileDocument {
  sentence: string;
  document: Json;
  /** What is read of it; null where it is no failed logon, or cannot be read. */
  says: Partial<LogonEvent> | null;
  /** The problem of the field report that names it, where it cannot be read. */
  problem?: string;
  /** Where Elasticsearch by itself would map it so that it takes no such document. */
  mappings?: object;
  /** What is read of it where events in one text are read: `says` is what is read where they are not. */
  asText?: Partial<LogonEvent>;
  /** Words of what an evaluation says of it, where it cannot be read. An evaluation reads texts too. */
  unread?: string;
}

export const PROVIDER = 'Microsoft-Windows-Security-Auditing';
export const DISPLAYED = 'Microsoft Windows security auditing.';
export const time = { '@timestamp': new Date(NOW - MINUTE).toISOString() };

/** Values of a failed logon in the order of the event's schema. */
export const VALUES = {
  SubjectUserSid: 'S-1-0-0',
  SubjectUserName: '-',
  SubjectDomainName: '-',
  SubjectLogonId: '0x0',
  TargetUserSid: 'S-1-0-0',
  TargetUserName: 'svc_backup',
  TargetDomainName: 'CORP',
  Status: '0xc000006d',
  FailureReason: '%%2313',
  SubStatus: '0xc000006a',
  LogonType: '3',
  LogonProcessName: 'NtLmSsp ',
  AuthenticationPackageName: 'NTLM',
  WorkstationName: 'KALI',
  TransmittedServices: '-',
  LmPackageName: '-',
  KeyLength: '0',
  ProcessId: '0x0',
  ProcessName: '-',
  IpAddress: '203.0.113.7',
  IpPort: '50000',
};
export const valuesWith = (values: Json): Json => ({ ...VALUES, ...values });
export const list = (values: Json = VALUES) => Object.values(values);
export const prefixed = (prefix: string, values: Json = VALUES): Json =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

/** What is read where all is told. */
export const ALL = {
  account: 'svc_backup',
  domain: 'CORP',
  source: '203.0.113.7',
  host: 'DC01.corp.lan',
  workstation: 'KALI',
  logonType: '3',
  status: '0xc000006d',
  subStatus: '0xc000006a',
};
export const HOST = 'DC01.corp.lan';
export const flat = (more: Json = {}): Json => ({
  ...time,
  EventID: 4625,
  SourceName: PROVIDER,
  Channel: 'Security',
  Hostname: HOST,
  ...VALUES,
  ...more,
});

export const DESCRIPTION = [
  'An account failed to log on.',
  '',
  'Subject:',
  '\tSecurity ID:\t\tS-1-5-18',
  '\tAccount Name:\t\tDC01$',
  '\tAccount Domain:\t\tCORP',
  '\tLogon ID:\t\t0x3E7',
  '',
  'Logon Type:\t\t\t3',
  '',
  'Account For Which Logon Failed:',
  '\tSecurity ID:\t\tS-1-0-0',
  '\tAccount Name:\t\tsvc_backup',
  '\tAccount Domain:\t\tCORP',
  '',
  'Failure Information:',
  '\tFailure Reason:\t\tUnknown user name or bad password.',
  '\tStatus:\t\t\t0xC000006D',
  '\tSub Status:\t\t0xC000006A',
  '',
  'Network Information:',
  '\tWorkstation Name:\tKALI',
  '\tSource Network Address:\t203.0.113.7',
  '\tSource Port:\t\t50000',
].join('\r\n');

export const EVENT_XML = [
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
  `<Provider Name='${PROVIDER}' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID>4625</EventID>`,
  `<TimeCreated SystemTime='${time['@timestamp']}'/><Channel>Security</Channel>`,
  `<Computer>${HOST}</Computer></System><EventData>`,
  ...Object.entries(VALUES).map(([name, value]) => `<Data Name='${name}'>${value}</Data>`),
  '</EventData></Event>',
].join('');

/** JSON in which these signs cannot be taken for those of a page. */
export const asGoWrites = (document: Json): string =>
  JSON.stringify(document).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');

/** What PowerShell 7 writes of the properties where nothing is cut off: numbers as numbers, a SID as an object. */
export const PROPERTIES = list(
  valuesWith({
    SubjectUserSid: { BinaryLength: 12, AccountDomainSid: null, Value: 'S-1-0-0' },
    TargetUserSid: { BinaryLength: 12, AccountDomainSid: null, Value: 'S-1-0-0' },
    SubjectLogonId: 0,
    Status: -1073741715,
    SubStatus: -1073741718,
    LogonType: 3,
    KeyLength: 0,
    ProcessId: 0,
  }),
).map((Value) => ({ Value }));
export const getWinEvent = (properties: unknown): Json => ({
  ...time,
  Id: 4625,
  LogName: 'Security',
  MachineName: HOST,
  ProviderName: PROVIDER,
  Message: DESCRIPTION,
  Properties: properties,
});
