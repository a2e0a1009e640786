import { timeFieldsOf, timeProblem, toTime, withTime } from './event_time';

const TIME = '2026-11-22T03:14:00.000Z';

describe('the time of a document', () => {
  it.each<[unknown, string]>([
    [TIME, 'ISO 8601'],
    ['2026-11-22T03:14:00.1239999Z', 'with seven digits of a second'],
    ['2026-11-22T05:14:00+02:00', 'with an offset'],
    ['2026-11-22', 'a day'],
    ['0001-01-01T00:00:00Z', 'of a program that had none'],
    [1795317240000, 'milliseconds'],
    ['1795317240000', 'milliseconds as text'],
  ])('may be %j: %s', (value, _what) =>
    expect(timeProblem({ '@timestamp': value }, '@timestamp')).toBeUndefined(),
  );

  it.each<[unknown, string, string]>([
    [undefined, 'it has no @timestamp', 'absent'],
    [null, 'it has no @timestamp', 'nothing'],
    [' ', 'it has no @timestamp', 'blank'],
    ['4625', 'its @timestamp is no time: "4625"', 'a number that Elasticsearch takes for a year'],
    [4625, 'its @timestamp is no time: 4625', 'the same as a number'],
    [99_999_999, 'its @timestamp is no time: 99999999', 'seconds before 1973'],
    [1e13 * 99, 'its @timestamp is no time: 990000000000000', 'between milliseconds and microseconds'],
    [134397908400000000, 'its @timestamp is no time: 134397908400000000', "Windows' own clock"],
    ['2026-11-22 25', 'its @timestamp is no time: "2026-11-22 25"', 'a day and something'],
    ['22-11-2026 03:14:00', 'its @timestamp is no time: "22-11-2026 03:14:00"', 'a date of another form'],
    ['11/22/2026', 'its @timestamp is no time: "11/22/2026"', 'a date of another form'],
    [[TIME, TIME], `its @timestamp is no time: ["${TIME}","${TIME}"]`, 'two'],
    [{ time: TIME }, `its @timestamp is no time: {"time":"${TIME}"}`, 'a level more'],
    ['\u001b[2J', 'its @timestamp is no time: "\\u001b[2J"', 'what clears a terminal'],
  ])('is not %j: %s', (value, problem, _what) =>
    expect(timeProblem({ '@timestamp': value }, '@timestamp')).toEqual({
      isAbsent: problem.startsWith('it has no'),
      reason: problem,
    }),
  );

  it.each<[unknown, string | number, string]>([
    [TIME, TIME, 'ISO 8601 stays as it is'],
    ['2026-11-22', '2026-11-22', 'a day'],
    [1795317240000, 1795317240000, 'milliseconds'],
    ['1795317240000', 1795317240000, 'milliseconds as text'],
    [1795317240, 1795317240000, 'seconds'],
    ['1795317240', 1795317240000, 'seconds as text'],
    [1795317240.123, 1795317240123, 'seconds with a fraction'],
    ['1795317240.1236', 1795317240123, 'what is beyond a millisecond is cut off'],
    [1795317240123456, 1795317240123, 'microseconds'],
    ['1795317240123456789', 1795317240123, 'nanoseconds'],
    ['/Date(1795317240123)/', 1795317240123, 'PowerShell 5.1'],
    ['2026-11-22 03:14:00', '2026-11-22T03:14:00Z', 'a blank where T stands'],
    ['2026-11-22 03:14', '2026-11-22T03:14Z', 'without seconds'],
    [' 2026-11-22 03:14:00 ', '2026-11-22T03:14:00Z', 'blanks around'],
    ['2026-11-22 03:14:00.123', '2026-11-22T03:14:00.123Z', 'a blank and milliseconds'],
    ['2026-11-22 03:14:00,123', '2026-11-22T03:14:00,123Z', 'a comma'],
    ['2026-11-22 03:14:00 +0000', '2026-11-22T03:14:00+0000', 'Fluent Bit'],
    ['2026-11-22 05:14:00 +02:00', '2026-11-22T05:14:00+02:00', 'a blank before the offset'],
    ['2026-11-22 03:14:00.123987 UTC', '2026-11-22T03:14:00.123987Z', 'the zone in letters'],
    ['2026-11-22T03:14:00.1234567890Z', '2026-11-22T03:14:00.123456789Z', 'ten digits of a second'],
    ['2026/11/22 03:14:00', '2026-11-22T03:14:00Z', 'slashes'],
  ])('%j is taken as %j: %s', (value, time, _what) => {
    expect(toTime(value)).toBe(time);
    expect(timeProblem({ '@timestamp': value }, '@timestamp')).toBeUndefined();
  });
  it.each([
    [{ a: { b: 1795317240, c: 1 } }, { a: { b: 1795317240000, c: 1 } }],
    [{ 'a.b': 1795317240 }, { 'a.b': 1795317240000 }],
    [
      { a: 1, 'a.b': 1795317240 },
      { a: 1, 'a.b': 1795317240000 },
    ],
    [{ a: { b: TIME } }, { a: { b: TIME } }],
    [{ a: { b: 'none' } }, { a: { b: 'none' } }],
  ])('%j is loaded as %j', (document, expected) => expect(withTime(document, 'a.b')).toEqual(expected));

  it.each([
    { a: { b: { c: TIME } } },
    { 'a.b.c': TIME },
    { a: { 'b.c': TIME } },
    { 'a.b': { c: TIME } },
    { a: 1, 'a.b': { c: TIME } },
  ])('is found in %j', (document) => expect(timeProblem(document, 'a.b.c')).toBeUndefined());

  it.each(['constructor', 'toString.name'])('is not what every object has: %s', (field) =>
    expect(timeProblem({ '@timestamp': TIME }, field)).toEqual({
      isAbsent: true,
      reason: `it has no ${field}`,
    }),
  );
});

it('of a record that was not read as one is what its time says', () => {
  const TimeCreated = { '#attributes': { SystemTime: '22.11.2026 03:14' } };
  expect(timeProblem({ Event: { System: { EventID: 4625, TimeCreated } } }, '@timestamp')).toEqual({
    isAbsent: false,
    reason: 'its SystemTime is no time: "22.11.2026 03:14"',
  });
});

it('fields that tell a time are found on every level', () =>
  expect(timeFieldsOf({ EventTime: TIME, EventID: 4625, event: { created: TIME, code: '4625' } })).toEqual([
    'EventTime',
    'event.created',
  ]));
