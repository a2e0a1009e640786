import { readAll } from '../../../test/read_all';
import { comparing, MINUTE, NOW, rule, SECOND } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { LogonIndices, type Wanted } from '../../../test/logon_indices';
import { facts, MAPPINGS, SHAPES, writeIndex } from '../../../test/shapes';
import { createQuestion } from '../../detect/events/question';
import { createNaming } from '../../detect/count/naming';
import { RecentEvents } from '../../detect/log/recent_events';
import { nextScan } from '../../detect/join/scan';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const SECURITY = 'Microsoft-Windows-Security-Auditing';
/** A text has the same words in the same order. */
const ALIKE = [`My ${SECURITY}-Extra`, SECURITY.replaceAll('-', ' '), `${SECURITY}/4625`];
const ACCOUNT = { key: 'guest', spellings: ['Guest'] };
const RULES = [rule()];

describe('events that have the numbers of others, or names like theirs', () => {
  const elasticsearch = useTestElasticsearch();
  const indices = new LogonIndices(elasticsearch);
  const sourceOf = (index: string) => createEventSource(elasticsearch.client(), [index], QUESTION, () => 0);

  const cases = Object.entries(SHAPES).flatMap(([shape, make]) =>
    Object.entries(MAPPINGS).map(([mapping, mappings]) => ({ shape, make, mapping, mappings })),
  );

  it.each(cases)('of $shape with $mapping count in no reading', async ({ make, mappings }) => {
    const index = indices.newName();
    const documents = [SECURITY, ...ALIKE].flatMap((provider) =>
      [4625, 4624].map((code) => make(facts({ code, provider, account: 'Guest' }))),
    );
    await writeIndex(elasticsearch.client(), index, { mappings, documents });
    const source = sourceOf(index);
    const kindsOf = (events: Array<{ kind: string }>) => events.map(({ kind }) => kind);
    const nowhere = { position: {}, furthest: {}, known: [], lateBefore: 0 };
    const arrivals = await source.readArrivals(nowhere, SPAN, Infinity);
    const busiest = await source.readBusiest([{ kind: 'account', least: 1, newest: 100 }], SPAN);
    expect(kindsOf((await readAll(source, SPAN, Infinity)).events)).toEqual(['failure']);
    expect(kindsOf(arrivals?.events ?? [])).toEqual(['failure']);
    expect(kindsOf(busiest.events)).toEqual(busiest.uncounted.length > 0 ? [] : ['failure']);
    expect(kindsOf((await source.readSuccesses([ACCOUNT], SPAN, Infinity)).events)).toEqual(['success']);
  });

  it('in lower case, as a filter of the shipper writes it, is found in a text', async () => {
    const index = indices.newName();
    const documents = [SHAPES['NXLog, flat']?.(facts({ provider: SECURITY.toLowerCase() })) ?? {}];
    await writeIndex(elasticsearch.client(), index, { documents });
    expect((await readAll(sourceOf(index), SPAN, Infinity)).events).toHaveLength(1);
  });

  it.each(['4625-x', '14625', '4625 4624'])('number %j is none, in a text', async (code) => {
    const index = indices.newName();
    const document = SHAPES['NXLog, flat']?.(facts()) ?? {};
    await writeIndex(elasticsearch.client(), index, { documents: [{ ...document, EventID: code }] });
    expect((await readAll(sourceOf(index), SPAN, Infinity)).events).toEqual([]);
  });

  it('are counted as read: nothing is read again because of them', async () => {
    const index = indices.newName();
    await indices.create(index, 1, MAPPINGS['dynamic mappings']);
    const failures = (at: number): Wanted[] => [{ at }, ...ALIKE.map((provider) => ({ at, provider }))];
    await indices.write(
      index,
      [-4, -3, -2].flatMap((ago) => failures(NOW + ago * MINUTE)),
    );
    const source = sourceOf(index);
    const read = jest.spyOn(source, 'read');
    const count = jest.spyOn(source, 'count');
    const recent = new RecentEvents(RULES, createNaming(comparing()));
    let watermark: number | null = null;
    let wholeReadings = 0;
    for (let now = NOW; now <= NOW + 4 * MINUTE; now += 20 * SECOND) {
      if (now > NOW) await indices.write(index, failures(now - SECOND));
      const scan = nextScan(watermark, 5 * MINUTE, now);
      const caught = await recent.catchUp(source, scan, { deadline: Infinity, clock: () => now });
      watermark = caught.readTo;
      if (now === NOW) wholeReadings = read.mock.calls.length;
      caught.commit(true);
    }
    expect(count.mock.calls.length).toBeGreaterThan(3);
    expect(wholeReadings).toBeGreaterThan(0);
    expect(read).toHaveBeenCalledTimes(wholeReadings);
  });
});
