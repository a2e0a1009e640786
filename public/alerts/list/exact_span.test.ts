import fc from 'fast-check';
import { NOW } from '../../../test/builders';
import { readSpan, toTyped, typedSpan } from './exact_span';

const local = (...parts: [number, number, number, number?, number?, number?, number?]) => {
  const [year, month, ...rest] = parts;
  return new Date(year, month - 1, ...rest).getTime();
};
const begin = (from: string) => readSpan({ from, to: '9998-12-31' });
const LATE = { to: local(9998, 12, 31, 23, 59, 59, 999) };
const errorsOf = (from: string, to: string) => {
  const read = readSpan({ from, to });
  return 'errors' in read ? read.errors : {};
};

describe('a time that is typed', () => {
  it.each<[string, string, number]>([
    ['a day begins at its midnight', '2026-11-21', local(2026, 11, 21)],
    ['to the minute', '2026-11-21 03:15', local(2026, 11, 21, 3, 15)],
    ['to the second', '2026-11-21 03:15:09', local(2026, 11, 21, 3, 15, 9)],
    ['to the millisecond', '2026-11-21 03:15:09.5', local(2026, 11, 21, 3, 15, 9, 500)],
    ['without leading zeros, with blanks around', ' 2026-1-2 3:04 ', local(2026, 1, 2, 3, 4)],
    ['as programs write it', '2026-11-21T03:15:09.123Z', Date.UTC(2026, 10, 21, 3, 15, 9, 123)],
    ['as messages write it', '2026-11-21 03:15:09 UTC', Date.UTC(2026, 10, 21, 3, 15, 9)],
    ['in a zone ahead', '2026-11-21 03:15+02:00', Date.UTC(2026, 10, 21, 1, 15)],
    ['in a zone behind', '2026-11-21 03:15 -0330', Date.UTC(2026, 10, 21, 6, 45)],
    ['on a leap day', '2028-02-29', local(2028, 2, 29)],
  ])('%s', (_name, typed, at) => expect(begin(typed)).toEqual({ from: at, ...LATE }));

  it('a day that is the end is in the span to its last moment', () =>
    expect(readSpan({ from: '2026-11-21', to: '2026-11-21' })).toEqual({
      from: local(2026, 11, 21),
      to: local(2026, 11, 21, 23, 59, 59, 999),
    }));

  it('comes back as it was shown, to the second', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000_000_000 }), (seconds) => {
        const shown = toTyped(seconds * 1_000);
        const read = begin(shown);
        // Where clocks are put back an hour comes twice, and both look the same.
        if ('errors' in read) throw new Error(JSON.stringify(read.errors));
        expect(toTyped(read.from)).toBe(shown);
      }),
    ));
});

const FORM = 'Enter a day, or a day and a time, as in 2026-11-21 or 2026-11-21 03:15:00.';
const NONE = 'There is no such day or time. Check each number.';
const YEARS = 'Enter a time between the years 1970 and 9999.';

it.each<[string, string]>([
  ['', FORM],
  ['yesterday', FORM],
  ['21.11.2026', FORM],
  ['2026-11-21 3', FORM],
  ['2026-11-21 03:15 CET', FORM],
  ['2026-11-21 03:15:00; DROP', FORM],
  ['99999-01-01', FORM],
  ['2026-02-29', NONE],
  ['2026-13-01', NONE],
  ['2026-11-00', NONE],
  ['2026-11-21 24:00', NONE],
  ['2026-11-21 23:60', NONE],
  ['1969-06-01', YEARS],
  ['0026-11-21', YEARS],
])('%j is refused at its field: %s', (typed, error) => {
  expect(errorsOf(typed, '2026-11-21')).toEqual({ from: error });
  expect(errorsOf('2026-11-21', typed)).toEqual({ to: error });
  expect(errorsOf(typed, typed)).toEqual({ from: error, to: error });
});

it.each([
  ['2026-11-21 03:15', '2026-11-21 03:15'],
  ['2026-11-22', '2026-11-21'],
])('the end must be after the beginning: %s, %s', (from, to) =>
  expect(errorsOf(from, to)).toEqual({ to: 'The end must be after the beginning.' }),
);

describe('what the fields begin with', () => {
  const HOUR = 3_600_000;
  it('is the span that is shown', () =>
    expect(typedSpan({ from: NOW - HOUR, to: NOW }, 0)).toEqual({
      from: toTyped(NOW - HOUR),
      to: toTyped(NOW),
    }));
  it('is the last day where that is shown', () =>
    expect(typedSpan('24h', NOW)).toEqual({ from: toTyped(NOW - 24 * HOUR), to: toTyped(NOW) }));
  it('is the last week where everything is shown', () =>
    expect(typedSpan('all', NOW).from).toBe(toTyped(NOW - 7 * 24 * HOUR)));
});
