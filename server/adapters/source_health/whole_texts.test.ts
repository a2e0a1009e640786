import { fieldsByPattern, nothingSet } from '../../../common/settings/fields';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import { NOW, searchHit } from '../../../test/builders';
import { EVENT_XML } from '../../../test/hostile/base';
import { createQuestion } from '../../detect/events/question';
import { wholeTextProblems } from './whole_texts';

const READABLE = searchHit({ '@timestamp': [NOW], message: [EVENT_XML] });
const UNREADABLE = searchHit({ '@timestamp': [NOW], message: ['EventID 4625'] });
const SEVERAL = searchHit({ '@timestamp': [NOW], '@message': [EVENT_XML, EVENT_XML] });

/** Texts that are read are searched for in another number. */
const isOfRead = (size: number) => size === 100;

/** The problems where these are the newest texts of each index, and how many searches they took. */
async function problemsOf(newest: Record<string, unknown[]>, read: string[] = []) {
  let searches = 0;
  const search = async ({ index, size, timeout }: { index: string[]; size: number; timeout?: string }) => {
    searches += 1;
    const asked = index.filter((pattern) => !timeout && read.includes(pattern) === isOfRead(size));
    const hits = asked.flatMap((pattern) => newest[pattern] ?? []).slice(0, size);
    return { hits: { total: hits.length, hits } };
  };
  const patterns = Object.keys(newest);
  const fromText = read.map((pattern) => ({ ...nothingSet(pattern), fromText: true }));
  const patternFields = fieldsByPattern(patterns, fromText);
  const question = createQuestion({}, { kerberosAndNtlm: false, patternFields });
  const request = { patterns, question, options: { requestTimeout: 1 } };
  const client = { search } as unknown as ElasticsearchClient;
  return { problems: await wholeTextProblems(client, request, NOW), searches: () => searches };
}

describe('texts that nobody reads', () => {
  it('reading is offered for each pattern where it helps, whatever the newest texts of all are', async () => {
    const busy = Array.from({ length: 20 }, () => UNREADABLE);
    const { problems } = await problemsOf({ busy, quiet: [READABLE] });
    expect(problems).toMatchObject([{ code: 'events_as_text', patterns: ['quiet'] }]);
  });

  it('a single pattern is searched once for them', async () => {
    const { problems, searches } = await problemsOf({ logs: [READABLE] });
    expect(problems).toMatchObject([{ patterns: ['logs'] }]);
    // The other search is for fields without words.
    expect(searches()).toBe(2);
  });

  it('of a field with several texts its name and that are told', async () => {
    const { problems } = await problemsOf({ logs: [SEVERAL] });
    expect(problems[0]?.message).toMatch(/in the field @message, .*more than one event/);
  });
});

describe('texts that cannot be read', () => {
  it.each<[string, unknown[], RegExp]>([
    ['the only one', [UNREADABLE], /^The only failed logon .* is not counted, in logs: no account/],
    ['one of two', [UNREADABLE, READABLE], /^1 of the newest 2 failed logons .* is not counted, for/],
    ['two of two', [UNREADABLE, UNREADABLE], /^2 of the newest 2 failed logons .* are not counted, for/],
  ])('%s', async (_which, hits, message) => {
    const { problems } = await problemsOf({ logs: hits }, ['logs']);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  it.each<[string, string[]]>([
    ['are not read', []],
    ['are read', ['logs']],
  ])('need another shipper and no pipeline, where texts %s', async (_whether, read) => {
    const { problems } = await problemsOf({ logs: [UNREADABLE] }, read);
    expect(problems.map(({ remedy }) => remedy)).toEqual([expect.stringMatching(/^Let the shipper/)]);
    expect(problems[0]?.remedy).not.toContain('pipeline');
  });
});
