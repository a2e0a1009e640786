import fc from 'fast-check';
import { NOW } from '../../../test/builders';
import { PagesAhead } from './pages_ahead';
import { PAGE, type PageEnds, type Stretch } from './stretch';

const SPAN = { from: NOW - 5_000, to: NOW };

interface Hit {
  at: number;
  id: number;
}

interface Page extends PageEnds {
  hits: Hit[];
}

/** Answers with the page of a stretch as Elasticsearch does, and notes what it was asked for. */
function pagesOf(hits: readonly Hit[]) {
  const asked: Stretch[] = [];
  const pageOf = async (stretch: Stretch): Promise<Page> => {
    asked.push(stretch);
    const { span, after } = stretch;
    const isBehind = ({ at, id }: Hit) =>
      !after || at > Number(after[0]) || (at === after[0] && id > Number(after[1]));
    const found = hits
      .filter((hit) => hit.at >= span.from && hit.at <= span.to && isBehind(hit))
      .slice(0, PAGE);
    const sortOf = (hit: Hit | undefined) => hit && [hit.at, hit.id];
    return {
      hits: found,
      size: found.length,
      first: sortOf(found[0]),
      last: sortOf(found[found.length - 1]),
    };
  };
  return { asked, pageOf };
}

const hitsAt = (times: readonly number[]): Hit[] =>
  [...times].sort((a, b) => a - b).map((at, id) => ({ at, id }));

/** So many hits, evenly over the span. */
const evenly = (count: number) =>
  hitsAt(Array.from({ length: count }, (_, n) => SPAN.from + Math.floor((n * 5_000) / count)));

async function readAll(pages: PagesAhead<Page>): Promise<number[]> {
  const ids: number[] = [];
  for (let page = await pages.next(); page; page = await pages.next()) {
    pages.askOn();
    ids.push(...page.hits.map(({ id }) => id));
  }
  return ids;
}

describe('pages asked for ahead', () => {
  it('give every hit once, in the order of time, however they are spread', async () => {
    const clump = fc.record({
      at: fc.integer({ min: SPAN.from, max: SPAN.to }),
      count: fc.integer({ min: 1, max: 2_500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(clump, { maxLength: 8 }), async (clumps) => {
        const hits = hitsAt(clumps.flatMap(({ at, count }) => Array.from({ length: count }, () => at)));
        const pages = new PagesAhead(SPAN, pagesOf(hits).pageOf);
        expect(await readAll(pages)).toEqual(hits.map(({ id }) => id));
        expect(pages.readTo).toBe(SPAN.to);
      }),
      { numRuns: 60 },
    );
  });

  it('are two beside the one that is read', async () => {
    const { asked, pageOf } = pagesOf(evenly(20_000));
    const pages = new PagesAhead(SPAN, pageOf);
    await pages.next();
    pages.askOn();
    expect(asked).toHaveLength(3);
  });

  it('are few more than what there is to read', async () => {
    const { asked, pageOf } = pagesOf(evenly(20_000));
    await readAll(new PagesAhead(SPAN, pageOf));
    expect(asked.length).toBeLessThan(30);
  });

  it('of which nobody wants more are not asked for', async () => {
    const { asked, pageOf } = pagesOf(evenly(20_000));
    const pages = new PagesAhead(SPAN, pageOf);
    await pages.next();
    expect(asked).toHaveLength(1);
    expect(pages.readTo).toBe(SPAN.from + Math.floor((PAGE - 1) / 4) - 1);
  });

  it('that fail are told where they are read', async () => {
    const { pageOf } = pagesOf(evenly(20_000));
    let asked = 0;
    const pages = new PagesAhead(SPAN, async (stretch) => {
      asked += 1;
      if (asked === 3) throw new Error('refused');
      return pageOf(stretch);
    });
    await pages.next();
    pages.askOn();
    await pages.next();
    await expect(pages.next()).rejects.toThrow('refused');
  });
});
