import { NOW } from '../../../../test/builders';
import { Page } from './page';

const cells = (at: number) => ({ at, account: 1, source: 70_000, workstation: 0, facts: 65_535 });
const idOf = (n: number, length: number) => Uint8Array.from({ length }, (_, place) => (n * 31 + place) & 255);

/** A page with rows whose ids have these lengths. */
function pageOf(lengths: readonly number[]): Page {
  const page = new Page(NOW);
  for (const [n, length] of lengths.entries()) page.add(cells(NOW + n), idOf(n, length), length);
  return page;
}
const idAt = (page: Page, place: number) => page.withId(place, (bytes, from, to) => bytes.slice(from, to));

describe('a page', () => {
  it.each<{ sentence: string; lengths: number[] }>([
    { sentence: 'ids of one length, as many as there are places', lengths: Array<number>(4_096).fill(17) },
    { sentence: 'ids of several lengths', lengths: [17, 17, 16, 17, 300, 1] },
    { sentence: 'one id', lengths: [17] },
  ])('keeps $sentence', ({ lengths }) => {
    const page = pageOf(lengths);
    for (const [n, length] of lengths.entries()) expect(idAt(page, n)).toEqual(idOf(n, length));
    expect([page.timeAt(lengths.length - 1), page.sourceAt(0), page.factsAt(0)]).toEqual([
      NOW + lengths.length - 1,
      70_000,
      65_535,
    ]);
  });

  it('is full when every place is taken', () => {
    expect(pageOf(Array<number>(4_095).fill(17)).hasRoom(17)).toBe(true);
    expect(pageOf(Array<number>(4_096).fill(17)).hasRoom(17)).toBe(false);
  });

  it('with more bytes of ids than two bytes can count has room for ids of that length alone', () => {
    const page = pageOf(Array<number>(3_900).fill(17));
    expect([page.hasRoom(17), page.hasRoom(18)]).toEqual([true, false]);
  });

  it('with ids of several lengths is full where two bytes can count no more', () => {
    const page = pageOf([16, ...Array<number>(3_800).fill(17)]);
    expect([page.hasRoom(17), page.hasRoom(1_000)]).toEqual([true, false]);
  });
});
