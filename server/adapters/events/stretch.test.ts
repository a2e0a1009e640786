import { NOW } from '../../../test/builders';
import { PAGE, stretchBehind, type Stretch } from './stretch';

const END = NOW;
const from = NOW - 600_000;
const FULL = Array.from({ length: PAGE }, () => 0);
const whole: Stretch = { span: { from, to: END }, after: undefined };
const ends = (first: number, last: number) => ({ hits: FULL, first: [first, 1], last: [last, 2] });

describe('where the next page is asked for', () => {
  it.each<{
    sentence: string;
    stretch?: Stretch;
    page: Parameters<typeof stretchBehind>[1];
    next: Stretch | null;
  }>([
    {
      sentence: 'behind a full page, as far as one and a half pages of its pace reach',
      page: ends(from, from + 999),
      next: { span: { from: from + 999, to: from + 2_499 }, after: [from + 999, 2] },
    },
    {
      sentence: 'behind a full page of one millisecond, a little further: there may be more of it',
      page: ends(from, from),
      next: { span: { from, to: from + 2 }, after: [from, 2] },
    },
    {
      sentence: 'never behind the end of the span',
      page: ends(from, END - 1),
      next: { span: { from: END - 1, to: END }, after: [END - 1, 2] },
    },
    {
      sentence: 'in the next stretch, four times as long, where a page is not full',
      stretch: { span: { from, to: from + 99 }, after: [from, 7] },
      page: { hits: [], first: undefined, last: undefined },
      next: { span: { from: from + 100, to: from + 499 }, after: undefined },
    },
    {
      sentence: 'nowhere, where the page is not full and the stretch reached the end',
      page: { hits: [], first: undefined, last: undefined },
      next: null,
    },
  ])('$sentence', ({ stretch = whole, page, next }) => {
    expect(stretchBehind(stretch, page, END)).toEqual(next);
  });
});
