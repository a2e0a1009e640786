import { iso, MINUTE, NOW } from '../../test/builders';
import { DESCRIPTION, EVENT_XML, getWinEvent, PROPERTIES } from '../../test/hostile/base';
import { CANDIDATES } from '../../server/detect/events/candidates';
import { createQuestion } from '../../server/detect/events/question';
import { createTextRecords, fromRecord } from './records';

const TIME = iso(NOW - MINUTE);
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const ROW = {
  channel: 'Security',
  computer_name: 'DC01.corp.lan',
  datetime: TIME,
  eventid: '4625',
  provider_name: PROVIDER,
  data: JSON.stringify({
    EventData: { TargetUserName: 'svc_backup', IpAddress: '203.0.113.7', Status: '0xC000006D' },
  }),
};
const RECORD = {
  '@timestamp': TIME,
  event: { code: '4625', provider: PROVIDER },
  winlog: {
    channel: 'Security',
    computer_name: 'DC01.corp.lan',
    event_data: { TargetUserName: 'svc_backup', IpAddress: '203.0.113.7' },
  },
};
const SYSTEM = {
  Provider: { Name: PROVIDER },
  EventID: 4625,
  TimeCreated: { SystemTime: TIME },
};
const { '@timestamp': _time, ...powerShell } = getWinEvent(PROPERTIES);
const { '@timestamp': _none, ...cutOff } = getWinEvent(['System.Diagnostics.Eventing.Reader.EventProperty']);
const BRACKETED = `[Security] [INFORMATION] [4625] [${PROVIDER}] [DC01.corp.lan] [${DESCRIPTION}]`;

const converted = (document: Record<string, unknown>) =>
  fromRecord(document) ?? createTextRecords(CANDIDATES)(document);

describe('records of an event log that no index takes as they are', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Get-WinEvent of PowerShell 7', { ...powerShell, TimeCreated: TIME }],
    ['Get-WinEvent of PowerShell 5.1', { ...powerShell, TimeCreated: `/Date(${NOW - MINUTE})/` }],
    [
      'Get-WinEvent of PowerShell 5.1, selected',
      { ...powerShell, TimeCreated: { value: `/Date(${NOW - MINUTE})/`, DateTime: 'Sunday' } },
    ],
    ['Get-WinEvent, values cut off by its depth', { ...cutOff, TimeCreated: TIME }],
    ['osquery, rows', ROW],
    ['osquery, a result', { name: 'logons', columns: ROW }],
    ['osquery, windows_events', { columns: { ...ROW, channel: undefined, source: 'Security' } }],
    ['osquery by way of Filebeat', { osquery: { result: { columns: ROW } } }],
    [
      'EvtxECmd',
      {
        EventId: 4625,
        Provider: PROVIDER,
        Channel: 'Security',
        Computer: 'DC01.corp.lan',
        TimeCreated: TIME,
        Payload: ROW.data,
      },
    ],
    ["CloudWatch's agent, XML", { message: EVENT_XML, ingestionTime: 1 }],
    ["CloudWatch's agent, text", { message: BRACKETED, timestamp: NOW - MINUTE }],
    ['Logs Insights', { '@timestamp': TIME, '@message': BRACKETED }],
    [
      'chainsaw hunt',
      {
        name: 'Account Brute Force',
        document: {
          kind: 'evtx',
          data: {
            Event: {
              System: {
                Provider_attributes: { Name: PROVIDER },
                EventID: 4625,
                TimeCreated_attributes: { SystemTime: TIME },
                Channel: 'Security',
                Computer: 'DC01.corp.lan',
              },
              EventData: { TargetUserName: 'svc_backup', IpAddress: '203.0.113.7' },
            },
          },
        },
      },
    ],
  ])('%s', (_what, document) => {
    const record = converted(document);
    expect(new Date(record?.['@timestamp'] as string).toISOString()).toBe(TIME);
    expect({ ...record, '@timestamp': TIME }).toMatchObject(RECORD);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'a document of Winlogbeat with the event as text beside',
      { event: { code: '4625', original: EVENT_XML } },
    ],
    [
      'a number beside a provider, and no values that only a program finds',
      { Id: 4625, ProviderName: PROVIDER },
    ],
    ['an Id of something else, with a message', { Id: 4625, Message: 'order shipped' }],
    ['a row of another program', { eventid: 'cowrie.login.failed', data: '{}', provider_name: 'x' }],
    ['a text of something else', { message: 'An account failed to log on.' }],
    ['XML of something else', { message: '<a>4625</a>' }],
  ])('%s is left as it is', (_what, document) => expect(converted(document)).toBeUndefined());

  it.each<[string, Record<string, unknown>]>([
    ['the log and the message', { LogName: 'Security', Message: DESCRIPTION }],
    ['the message alone', { Message: DESCRIPTION }],
    ['the values alone', { Properties: powerShell['Properties'] }],
  ])('are read where somebody selected of Get-WinEvent %s', (_what, selected) =>
    expect(fromRecord({ Id: 4625, TimeCreated: TIME, ...selected })).toMatchObject({
      '@timestamp': TIME,
      event: { code: '4625' },
      winlog: { event_data: RECORD.winlog.event_data },
    }),
  );

  it('are no texts of events: whether these are read is for the caller to say', () =>
    expect(fromRecord({ message: EVENT_XML })).toBeUndefined());

  it("have the time of the text's event where the document has none, and that of the document where it has", () => {
    const text = JSON.stringify({ Event: { System: SYSTEM, EventData: { TargetUserName: 'svc_backup' } } });
    expect(converted({ message: text })).toMatchObject({ '@timestamp': TIME });
    expect(converted({ message: text, '@timestamp': iso(NOW) })).toMatchObject({ '@timestamp': iso(NOW) });
  });

  it('take nothing from beside a text, and no name of a text that is not read', () => {
    const text = JSON.stringify({ EventID: 4625, SourceName: PROVIDER, TargetUserName: 'anna', other: 'x' });
    expect(converted({ '@timestamp': TIME, message: text, host: 'collector' })).toEqual({
      '@timestamp': TIME,
      EventID: 4625,
      SourceName: PROVIDER,
      TargetUserName: 'anna',
    });
  });

  it('take a name of a text that the rules file has read, as detection does', () => {
    const { candidates } = createQuestion({ account: 'who' }, { kerberosAndNtlm: true });
    const text = JSON.stringify({
      EventID: 4625,
      SourceName: PROVIDER,
      who: 'anna',
    });
    expect(createTextRecords(candidates)({ message: text })).toMatchObject({ who: 'anna' });
    expect(converted({ message: text })).toBeUndefined();
  });

  it('keep what somebody selected beside', () =>
    expect(fromRecord({ ...powerShell, TimeCreated: TIME, who: 'anna' })).toMatchObject({ who: 'anna' }));

  it('have the time of their field where they have one: detection reads that', () =>
    expect(fromRecord({ ...powerShell, '@timestamp': TIME, TimeCreated: iso(NOW) })).toMatchObject({
      '@timestamp': TIME,
    }));

  it('show a time that cannot be read, so that it can be named', () =>
    expect(fromRecord({ ...powerShell, TimeCreated: '11/22/2026 3:14:00 AM' })).toMatchObject({
      '@timestamp': '11/22/2026 3:14:00 AM',
    }));
});

describe("Windows' English description of an event", () => {
  const read = (message: string, code: string) =>
    fromRecord({ Id: Number(code), ProviderName: PROVIDER, Message: message, TimeCreated: TIME });
  it.each<[string, string, object]>([
    [
      '4625',
      DESCRIPTION,
      { TargetUserName: 'svc_backup', WorkstationName: 'KALI', LogonType: '3', SubStatus: '0xC000006A' },
    ],
    ['4625', DESCRIPTION.replaceAll('\t', ' '), { TargetUserName: 'svc_backup', TargetDomainName: 'CORP' }],
    ['4625', DESCRIPTION.replace('svc_backup', ''), { TargetUserName: '', TargetDomainName: 'CORP' }],
    [
      '4740',
      'A user account was locked out.\n\nSubject:\n\tAccount Name:\t\tDC01$\n\nAccount That Was Locked Out:\n\tAccount Name:\t\tsvc_backup\n\nAdditional Information:\n\tCaller Computer Name:\tKIOSK',
      { TargetUserName: 'svc_backup', TargetDomainName: 'KIOSK' },
    ],
    [
      '4776',
      'The computer attempted to validate the credentials for an account.\n\nAuthentication Package:\tMICROSOFT_AUTHENTICATION_PACKAGE_V1_0\nLogon Account:\tsvc_backup\nSource Workstation:\tKALI\nError Code:\t0xC0000064',
      { TargetUserName: 'svc_backup', Workstation: 'KALI', Status: '0xC0000064' },
    ],
    [
      '4771',
      'Kerberos pre-authentication failed.\n\nAccount Information:\n\tAccount Name:\t\tsvc_backup\n\nNetwork Information:\n\tClient Address:\t\t::ffff:203.0.113.7\n\nAdditional Information:\n\tFailure Code:\t\t0x18',
      { TargetUserName: 'svc_backup', IpAddress: '::ffff:203.0.113.7', Status: '0x18' },
    ],
  ])('of %s names the target, not the subject', (code, message, values) =>
    expect(read(message, code)).toMatchObject({ winlog: { event_data: values } }),
  );
  it('says nothing in another language', () =>
    expect(
      read('Fehler beim Anmelden eines Kontos.\n\nAntragsteller:\n\tKontoname:\t\t-', '4625'),
    ).toMatchObject({
      winlog: { event_data: {} },
    }));
});
