import { fromEvtx } from './evtx';

const record = (system: object = {}, eventData: unknown = { TargetUserName: 'Guest', LogonType: 3 }) => ({
  Event: {
    System: {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing', Guid: '{5484}' } },
      EventID: 4625,
      TimeCreated: { '#attributes': { SystemTime: '2026-11-22T03:14:00.123987Z' } },
      EventRecordID: 7,
      Channel: 'Security',
      Computer: 'DC01.corp.lan',
      ...system,
    },
    EventData: eventData,
  },
});

describe('fromEvtx', () => {
  it('gives the shape of Winlogbeat without its pipeline', () => {
    expect(fromEvtx(record())).toEqual({
      '@timestamp': '2026-11-22T03:14:00.124Z',
      event: { code: '4625', provider: 'Microsoft-Windows-Security-Auditing', kind: 'event' },
      host: { name: 'DC01.corp.lan' },
      winlog: {
        channel: 'Security',
        computer_name: 'DC01.corp.lan',
        event_id: '4625',
        provider_name: 'Microsoft-Windows-Security-Auditing',
        record_id: '7',
        event_data: { TargetUserName: 'Guest', LogonType: '3' },
      },
    });
  });
  it('reads a number that has attributes beside it', () => {
    const withQualifiers = { EventID: { '#attributes': { Qualifiers: 16384 }, '#text': 4625 } };
    expect(fromEvtx(record(withQualifiers))).toMatchObject({ event: { code: '4625' } });
  });
  const NAME = 'Microsoft-Windows-Security-Auditing';
  const [time, provider, user] = ['2026-11-22T03:14:00.123987Z', NAME, 'Guest'];
  it.each<[string, object]>([
    [
      'with attributes beside the element, as chainsaw and evtx_dump --separate-json-attributes print it',
      {
        Event_attributes: { xmlns: 'x' },
        Event: {
          System: {
            Provider_attributes: { Name: provider },
            EventID: 4625,
            TimeCreated_attributes: { SystemTime: time },
            Computer: 'DC01',
          },
          EventData_attributes: { Name: 'x' },
          EventData: { TargetUserName: user },
        },
      },
    ],
    [
      'as xmltodict prints it',
      {
        Event: {
          System: {
            Provider: { '@Name': provider, '@Guid': '{5484}' },
            EventID: { '@Qualifiers': '0', '#text': '4625' },
            TimeCreated: { '@SystemTime': time },
            Computer: 'DC01',
          },
          EventData: { Data: [{ '@Name': 'TargetUserName', '#text': user }, { '@Name': 'IpAddress' }] },
        },
      },
    ],
    [
      "as Logstash's filter for XML and Datadog's agent print it",
      {
        Event: {
          System: {
            Provider: { Name: provider },
            EventID: '4625',
            TimeCreated: { SystemTime: time },
            Computer: 'DC01',
          },
          EventData: { Data: { TargetUserName: user } },
        },
      },
    ],
  ])('reads a record %s', (_what, document) =>
    expect(fromEvtx(document)).toMatchObject({
      '@timestamp': '2026-11-22T03:14:00.124Z',
      event: { code: '4625', provider },
      winlog: { computer_name: 'DC01', event_data: { TargetUserName: user } },
    }),
  );
  it.each<[unknown, string]>([
    [null, 'an event without data'],
    [{ Data: { '#text': ['a', 'b'] }, Binary: null }, 'data without names'],
  ])('takes %p for no values: %s', (eventData, _why) => {
    expect(fromEvtx(record({}, eventData))).toMatchObject({ winlog: { event_data: {} } });
  });
  it.each<[unknown, string]>([
    [null, 'nothing'],
    ['text', 'no object'],
    [{ '@timestamp': '2026-11-22T03:14:00Z' }, 'a document of another shape'],
    [record({ TimeCreated: null }), 'a record without a time'],
    [record({ TimeCreated: { '#attributes': { SystemTime: 'yesterday' } } }), 'one whose time is no time'],
    [record({ EventID: null }), 'one without a number'],
  ])('%j is none: %s', (document, _why) => expect(fromEvtx(document)).toBeUndefined());
});
