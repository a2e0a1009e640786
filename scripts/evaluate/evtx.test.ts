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
