import { NOW } from '../../../test/builders';
import { lengthBehind, PAGE, restBehind, type Stretch } from './stretch';

const from = NOW - 600_000;
const whole: Stretch = { span: { from, to: NOW }, after: undefined };
const full = (first: number, last: number) => ({
  size: PAGE,
  first: [first, 1],
  last: [last, 2],
});
const some = (count: number) => ({
  size: count,
  first: [from, 1],
  last: [from, 2],
});

describe('how long the next stretches are', () => {
  it.each([
    { sentence: 'four fifths of what a full page reached', page: full(from, from + 999), length: 800 },
    { sentence: 'one millisecond behind a full page of one', page: full(from, from), length: 1 },
    { sentence: 'longer where the page was half full', page: some(PAGE / 2), to: from + 99, length: 160 },
    { sentence: 'shorter where it was nearly full', page: some(PAGE - 125), to: from + 89, length: 80 },
    { sentence: 'at most four times as long', page: some(1), to: from + 99, length: 400 },
    { sentence: 'four times as long where nothing was there', page: some(0), to: from + 99, length: 400 },
  ])('$sentence', ({ page, to = NOW, length }) => {
    expect(lengthBehind({ span: { from, to }, after: undefined }, page)).toBe(length);
  });
});

describe('what is left of a stretch', () => {
  it('is what comes behind the last hit of a full page', () => {
    const rest = { span: { from: from + 999, to: from + 999 + 750 }, after: [from + 999, 2] };
    expect(restBehind(whole, full(from, from + 999), 750)).toEqual(rest);
  });

  it('may be more of the same millisecond', () => {
    expect(restBehind(whole, full(from, from), 1)).toEqual({
      span: { from, to: from + 1 },
      after: [from, 2],
    });
  });

  it('never reaches behind the end of the stretch', () => {
    const rest = { span: { from: NOW - 1, to: NOW }, after: [NOW - 1, 2] };
    expect(restBehind(whole, full(from, NOW - 1), 5_000)).toEqual(rest);
  });

  it('is nothing where the page was not full', () => {
    expect(restBehind(whole, some(PAGE - 1), 750)).toBeNull();
  });
});
