import { withIndirectValues } from './indirect_values';

const VALUES = { TargetUserName: 'svc_backup', IpAddress: '-', WorkstationName: 'KALI' };
const names = Object.keys(VALUES);
const values = Object.values(VALUES);
const READ = { TargetUserName: ['svc_backup'], IpAddress: ['-'], WorkstationName: ['KALI'] };

describe('values that stand under other names', () => {
  it.each<[string, Record<string, unknown[]>]>([
    [
      'names beside values, as Vector writes them',
      { 'Event.EventData.Data.@Name': names, 'Event.EventData.Data.text': values },
    ],
    [
      "as Logstash's filter writes them",
      { 'Event.EventData.Data.Name': names, 'Event.EventData.Data.content': values },
    ],
    ['as a list of pairs', { 'event_data.name': names, 'event_data.value': values }],
    ['one text', { 'columns.data': [JSON.stringify({ EventData: VALUES })] }],
  ])('are read: %s', (_what, fields) =>
    expect(withIndirectValues(fields, '4625')).toEqual({ ...fields, ...READ }),
  );

  it.each<[string, Record<string, unknown[]>]>([
    ['an element lost its value', { 'event_data.name': names, 'event_data.value': values.slice(1) }],
    ['the values are not there', { 'event_data.name': names }],
    ['the text is an object', { data: [{ TargetUserName: 'x' }] }],
    ['nothing of the kind is there', { 'user.name': ['x'] }],
  ])('are none where %s', (_why, fields) => expect(withIndirectValues(fields, '4625')).toEqual(fields));

  it('do not take the place of what a document names itself', () => {
    const fields = { 'event_data.name': names, 'event_data.value': values, TargetUserName: ['own'] };
    expect(withIndirectValues(fields, '4625')).toMatchObject({
      TargetUserName: ['own'],
      WorkstationName: ['KALI'],
    });
  });

  it('have no names but those of values of logon events', () => {
    const fields = { 'event_data.name': ['EventID', 'TargetUserName'], 'event_data.value': ['4624', 'anna'] };
    expect(withIndirectValues(fields, '4625')).toEqual({ ...fields, TargetUserName: ['anna'] });
  });
});
