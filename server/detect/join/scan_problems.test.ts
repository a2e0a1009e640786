import { MINUTE, NOW } from '../../../test/builders';
import { NONE_LATE } from '../events/event_source_port';
import { nextScan, type Scan } from './scan';
import { scanProblems, successesUnread } from './scan_problems';

const SCAN = nextScan(NOW, 10 * MINUTE, NOW);
type Reached = Parameters<typeof scanProblems>[1];
const problems = (reached: Partial<Reached> = {}, watermark: number | null = null, scan: Scan = SCAN) =>
  scanProblems(
    scan,
    { from: SCAN.from, readTo: NOW, goesOn: true, waiting: null, late: NONE_LATE, ...reached },
    watermark,
  );
const codes = (...args: Parameters<typeof problems>) => problems(...args).map(({ code }) => code);

describe('what a slice left out is named', () => {
  const BEFORE = NOW - 5 * MINUTE;
  it.each<[string, Partial<Reached>, number | null, string[]]>([
    ['nothing, where all was read', {}, BEFORE, []],
    ['what was not read yet', { readTo: NOW - 1 }, BEFORE, ['scan_unfinished']],
    ['what was not read yet at the first run', { readTo: BEFORE, goesOn: false }, null, ['scan_unfinished']],
    [
      'what was not read yet, although nothing moved: the next run goes on there',
      { readTo: BEFORE },
      BEFORE,
      ['scan_unfinished'],
    ],
    ['that no run gets any further', { readTo: BEFORE, goesOn: false }, BEFORE, ['scan_stuck']],
    [
      'what was not read yet, where runs begin anew and yet get further',
      { readTo: BEFORE + 1, goesOn: false },
      BEFORE,
      ['scan_unfinished'],
    ],
    ['what was too much', { from: SCAN.from + 1 }, BEFORE, ['too_many_events']],
    ['what came late', { late: { count: 1, first: BEFORE, last: BEFORE } }, BEFORE, ['events_late']],
    [
      'all of it at once',
      { from: SCAN.from + 1, readTo: BEFORE, late: { count: 1, first: BEFORE, last: BEFORE } },
      null,
      ['scan_unfinished', 'too_many_events', 'events_late'],
    ],
  ])('%s', (_what, reached, watermark, expected) => expect(codes(reached, watermark)).toEqual(expected));

  it('and that detection was away for longer than it looks back', () => {
    const [gap] = problems({}, NOW, { ...SCAN, gap: { from: NOW - 2 * MINUTE, to: NOW } });
    expect(gap).toMatchObject({ code: 'gap', severity: 'warning' });
    expect(gap?.message).toContain('from 2026-11-22T03:13:00.000Z to 2026-11-22T03:15:00.000Z');
  });
});

describe('the words', () => {
  it.each([
    [1, '1 failed logon from'],
    [3, '3 failed logons from'],
  ])('of %p that came late have their number and their times', (count, words) => {
    const [late] = problems({ late: { count, first: NOW - 60 * MINUTE, last: NOW - 15 * MINUTE } });
    expect(late?.message).toContain(`${words} 2026-11-22T02:15:00.000Z to 2026-11-22T03:00:00.000Z`);
    expect(late?.remedy).toContain('Discover');
  });

  it('of too many say since when they are counted', () => {
    const [tooMany] = problems({ from: NOW - 5 * MINUTE });
    expect(tooMany?.message).toContain('since 2026-11-22T03:10:00.000Z');
  });

  it.each([{ goesOn: true }, { goesOn: false }])('of what is unread (%p) say after which time', (reached) => {
    const [unread] = problems({ readTo: NOW - 5 * MINUTE, ...reached }, NOW);
    expect(unread?.message).toContain('after 2026-11-22T03:10:00.000Z');
  });

  it.each([
    [1, '1 account under attack'],
    [2, '2 accounts under attack'],
  ])('of successes of %p that could not be read say of how many accounts', (accounts, words) =>
    expect(successesUnread(accounts).message).toContain(words),
  );
});
