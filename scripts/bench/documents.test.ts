import { burstDocuments, newDocuments, SLICE, sliceDocuments, START, weekDocuments } from './documents';
import { populationOf } from './population';

interface Document {
  '@timestamp': string;
  event: { code: string };
  winlog: { event_id: string; event_data: { TargetUserName: string } };
}

const read = (documents: Iterable<string>) => [...documents].map((json) => JSON.parse(json) as Document);
const tally = (values: string[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
const codes = (documents: Document[]) => tally(documents.map(({ event }) => event.code));
const time = (document: Document) => Date.parse(document['@timestamp']);

describe('the documents', () => {
  it('of the slice are failures, and a success of every tenth attacked account', () => {
    expect(codes(read(sliceDocuments(populationOf(20_000))))).toEqual({ 4625: 20_000, 4624: 1 });
  });
  it('have the size of those of Winlogbeat 8', () => {
    const sizes = [...sliceDocuments(populationOf(2_000))].map((json) => json.length);
    expect(Math.min(...sizes)).toBeGreaterThan(600);
    expect(Math.max(...sizes)).toBeLessThan(1_000);
  });
  it('of the week are four fifths no failures, and its failures are older than the slice', () => {
    const week = read(weekDocuments(10_000));
    expect(codes(week)).toEqual({ 4624: 4_000, 4634: 2_000, 4672: 2_000, 4625: 2_000 });
    const failures = week.filter(({ event }) => event.code === '4625').map(time);
    expect(Math.max(...failures)).toBeLessThan(SLICE.from);
    const others = week.filter(({ event }) => event.code !== '4625').map(time);
    expect(Math.max(...others)).toBeGreaterThan(SLICE.from);
    expect(Math.max(...others)).toBeLessThanOrEqual(START);
  });
  it('of the week name one code in both places', () => {
    for (const { event, winlog } of read(weekDocuments(10))) expect(winlog.event_id).toBe(event.code);
  });
  it('of a tick are new at every tick', () => {
    const population = populationOf(20_000);
    const at = (now: number) => newDocuments(population, { count: 20, accounts: 15 }, now);
    const [first, second] = [at(START + 5_000), at(START + 10_000)];
    expect(first.filter((document) => second.includes(document))).toEqual([]);
    expect(at(START + 5_000)).toEqual(first);
  });
  it('of a burst give every account its share', () => {
    const burst = read(burstDocuments({ count: 1_000, accounts: 10 }, START));
    const names = tally(burst.map(({ winlog }) => winlog.event_data.TargetUserName));
    expect(Object.values(names)).toEqual(Array(10).fill(100));
  });
});
