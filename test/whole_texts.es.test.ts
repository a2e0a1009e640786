import type { LogonEvent } from '../common/alerts/events';
import { NEWEST_FIRST } from '../common/alerts/search';
import { fieldsByPattern, nothingSet } from '../common/settings/fields';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { inspectSource } from '../server/adapters/source_health/source_inspector';
import { createSpaceIndices } from '../server/adapters/storage/own_indices';
import { createQuestion } from '../server/detect/events/question';
import { WHOLE_TEXTS } from '../server/detect/events/whole_texts';
import { runTick } from '../server/wiring/background';
import { testBackground } from './background';
import { iso, MINUTE, NOW, SECOND } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { EVENT_XML, HOST, time } from './hostile/base';
import { HOSTILE } from './hostile_documents';
import { readAll } from './read_all';
import { rulesWith } from './rules_with';
import { spaceNamed } from './storage';

jest.setTimeout(120_000);

const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
const keyword = { type: 'keyword' };
/** As the templates of shippers map them, where `message` is `match_only_text`: a text, which not every Elasticsearch here has. */
const ECS = {
  dynamic_templates: [
    ...WHOLE_TEXTS.map((field) => ({
      [field]: { path_match: field, match_mapping_type: 'string', mapping: { type: 'text' } },
    })),
    { strings: { match_mapping_type: 'string', mapping: keyword } },
  ],
  properties: { '@timestamp': { type: 'date' } },
};
const KEYWORDS = { ...ECS, dynamic_templates: ECS.dynamic_templates.slice(-1) };
const XML = { ...time, message: EVENT_XML };
const TEXTS = HOSTILE.filter(({ problem }) => problem === 'events_as_text');
const READABLE = TEXTS.filter(({ asText }) => asText);

describe('events that stand in one text, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const newName = () => `texts-${(serial += 1)}-${elasticsearch.id}`;

  /** Each document in an index of its own below one name: shippers give one field several types. */
  async function write(documents: object[], mappings?: object): Promise<string> {
    const name = newName();
    const client = elasticsearch.client();
    for (const [n, document] of documents.entries()) {
      await client.indices.create({ index: `${name}-${n}`, mappings: mappings as never });
      await client.index({ index: `${name}-${n}`, document, refresh: true });
    }
    return name;
  }
  const questionOf = (pattern: string, fromText: boolean) =>
    createQuestion(
      {},
      {
        kerberosAndNtlm: true,
        patternFields: fieldsByPattern([pattern], fromText ? [{ ...nothingSet(pattern), fromText }] : []),
      },
    );
  const sourceOf = (pattern: string, fromText: boolean) =>
    createEventSource(elasticsearch.client(), [pattern], questionOf(pattern, fromText), () => 0);
  const report = (pattern: string, fromText: boolean) =>
    describeFields(elasticsearch.client(), {
      patterns: [pattern],
      question: questionOf(pattern, fromText),
      now: NOW,
    });
  const check = async (pattern: string, fromText: boolean) => {
    const logons = { kerberosAndNtlm: 'auto', now: NOW } as const;
    const asked = { patterns: [pattern], question: questionOf(pattern, fromText), securityOn: false, logons };
    return (await inspectSource(elasticsearch.client(), asked)).problems;
  };

  describe.each<[string, object | undefined]>([
    ['Elasticsearch maps them by itself', undefined],
    ['shippers map them', ECS],
  ])('as %s', (_how, mappings) => {
    let name = '';
    let events = new Map<string, LogonEvent>();
    beforeAll(async () => {
      name = await write(
        TEXTS.map(({ document }) => document),
        mappings,
      );
      const found = await readAll(sourceOf(`${name}-*`, true), SPAN, Infinity);
      events = new Map(found.events.map((event) => [event.id.slice(0, event.id.indexOf('/')), event]));
    });

    it.each(TEXTS.map((one, n) => [one.sentence, one, n] as const))('%s', (_sentence, { asText }, n) =>
      expect(events.get(`${name}-${n}`)).toEqual(asText && expect.objectContaining(asText)),
    );

    it('none is read where the switch is off, and what it would read is named and offered', async () => {
      const pattern = `${name}-*`;
      expect((await readAll(sourceOf(pattern, false), SPAN, Infinity)).events).toEqual([]);
      const { patterns, problems } = await report(pattern, false);
      expect(patterns).toMatchObject([{ events: 0, asText: TEXTS.length }]);
      const [problem] = problems.filter(({ code }) => code === 'events_as_text');
      expect(problem?.patterns).toEqual([pattern]);
      expect((await check(pattern, false)).filter(({ code }) => code === 'events_as_text')).toEqual([
        problem,
      ]);
    });

    it('where the switch is on, the report counts what is read, and only what cannot be read is named', async () => {
      const pattern = `${name}-*`;
      const count = READABLE.length;
      const { events: looked, patterns, problems } = await report(pattern, true);
      expect(looked).toBe(count);
      expect(patterns).toMatchObject([
        { events: count, account: count, source: count, host: count, asText: 0 },
      ]);
      expect(problems.map(({ code, patterns: offered }) => [code, offered])).toEqual([
        ['events_as_text', undefined],
      ]);
      expect(problems[0]?.message).toMatch(/^2 of the newest \d+ failed logons .*no account and no address/);
      expect(await check(pattern, true)).toEqual(problems);
    });
  });

  it('texts are read in the pattern that says so, also by an alias, and offered for the other alone', async () => {
    const client = elasticsearch.client();
    const [on, off, alias] = [await write([XML]), await write([XML]), newName()];
    await client.indices.putAlias({ index: `${on}-0`, name: alias });
    for (const pattern of [`${on}-*`, alias]) {
      const patterns = [pattern, `${off}-*`];
      const patternFields = fieldsByPattern(patterns, [{ ...nothingSet(pattern), fromText: true }]);
      const question = createQuestion({}, { kerberosAndNtlm: false, patternFields });
      const { events } = await readAll(
        createEventSource(client, patterns, question, () => 0),
        SPAN,
        Infinity,
      );
      expect(events).toMatchObject([{ id: expect.stringContaining(on), account: 'svc_backup' }]);
      const { patterns: reports, problems } = await describeFields(client, { patterns, question, now: NOW });
      expect(reports).toMatchObject([
        { events: 1, asText: 0 },
        { events: 0, asText: 1 },
      ]);
      const offered = problems.filter(({ code }) => code === 'events_as_text');
      expect(offered).toMatchObject([{ patterns: [`${off}-*`] }]);
    }
  });

  it('an attack in texts fires, with account, address and machine, and is told once', async () => {
    const client = elasticsearch.client();
    const name = newName();
    const documents = Array.from({ length: 5 }, (_, n) => ({
      '@timestamp': iso(NOW - MINUTE + n * SECOND),
      host: { name: 'collector' },
      source: { ip: '10.9.9.9' },
      '@message': EVENT_XML,
    }));
    const attacked = async (fromText: boolean) => {
      const space = `${name}-${fromText}`;
      const settings = {
        indexPatterns: [name],
        rules: rulesWith(),
        patternFields: [{ ...nothingSet(name), fromText }],
      };
      const background = { ...testBackground(client, settings, () => NOW), startedAt: NOW };
      await background.setUpIndices();
      await createSpaceIndices(client, space);
      expect(await runTick(background, space)).toMatchObject({ report: { outcome: 'ok', problems: [] } });
      await client.indices.refresh({ index: `.kibana-brute-force-alerts-alerts-${space}` });
      return spaceNamed(client, space).alertReader.rows({}, NEWEST_FIRST, 10);
    };
    for (const document of documents) await client.index({ index: name, document, refresh: true });
    expect(await attacked(false)).toEqual([]);
    const rows = await attacked(true);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toMatch(/svc_backup/);
    expect(JSON.stringify(rows)).toMatch(/203\.0\.113\.7/);
    expect(JSON.stringify(rows)).toContain(HOST);
    expect(JSON.stringify(rows)).not.toMatch(/10\.9\.9\.9|collector/);
  });

  it('what arrives between two runs is found by its number in the shard', async () => {
    const name = newName();
    const client = elasticsearch.client();
    await client.index({ index: name, document: XML, refresh: true });
    const source = sourceOf(name, true);
    const position = await source.position(SPAN);
    if (!position) throw new Error('the indices can be seen');
    expect(await source.count(position, SPAN)).toBe(1);
    await client.index({ index: name, document: XML, refresh: true });
    const since = { position, known: [], furthest: position, lateBefore: SPAN.from };
    const arrivals = await sourceOf(name, true).readArrivals(since, SPAN, Infinity);
    expect(arrivals?.events.map(({ account, source: from }) => [account, from])).toEqual([
      ['svc_backup', '203.0.113.7'],
    ]);
  });

  it.each([
    ['few', 3],
    ['many', 600],
  ])('a success of an account is found among %s others', async (_how, others) => {
    const name = newName();
    const success = EVENT_XML.replace('>4625<', '>4624<');
    const of = (account: string) => ({ ...time, message: success.replace('>svc_backup<', `>${account}<`) });
    const documents = [
      of('svc_backup'),
      of('a&amp;b'),
      ...Array.from({ length: others }, (_, n) => of(`other${n}`)),
    ];
    const operations = documents.flatMap((one) => [{ create: { _index: name } }, one]);
    await elasticsearch.client().bulk({ operations, refresh: true });
    const accounts = ['svc_backup', 'a&b', 'nobody'].map((key) => ({ key, spellings: [key] }));
    const { events } = await sourceOf(name, true).readSuccesses(accounts, SPAN, 1);
    expect(events.map(({ account }) => account).sort()).toEqual(['a&b', 'svc_backup']);
  });

  it('an index with nothing but texts may be turned on where they are read, which is all that is asked for', async () => {
    const pattern = `${await write([XML])}-*`;
    const offered = [{ code: 'events_as_text', severity: 'error', patterns: [pattern] }];
    expect(await check(pattern, false)).toMatchObject(offered);
    expect((await report(pattern, false)).problems).toMatchObject(offered);
    expect(await check(pattern, true)).toEqual([]);
  });

  it.each<[string, object]>([
    ['a keyword', KEYWORDS],
    [
      'no field that is searched',
      {
        properties: {
          '@timestamp': { type: 'date' },
          message: { ...keyword, index: false, doc_values: false },
        },
      },
    ],
    [
      'a text that is not searched',
      { properties: { '@timestamp': { type: 'date' }, message: { type: 'text', index: false } } },
    ],
  ])('a text in %s cannot be found, and is named whether or not texts are read', async (_how, mappings) => {
    const name = await write([XML], mappings);
    for (const fromText of [false, true]) {
      expect((await readAll(sourceOf(`${name}-*`, fromText), SPAN, Infinity)).events).toEqual([]);
      for (const problems of [
        await check(`${name}-*`, fromText),
        (await report(`${name}-*`, fromText)).problems,
      ]) {
        const [problem] = problems.filter(({ code }) => code === 'text_not_searchable');
        expect(problem?.message).toContain(`in the field message of ${name}-0`);
        // No text stands for the fields where none can be found.
        expect(problems.map(({ code }) => code)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^(pattern_without_account|field_missing)$/)]),
        );
      }
    }
  });

  it('events that are read by their fields are not looked at for texts, whatever their message says', async () => {
    const own = {
      event: { code: '4625', provider: 'Microsoft-Windows-Security-Auditing' },
      user: { name: 'anna' },
    };
    const name = await write([{ ...time, ...own, message: EVENT_XML }]);
    const { events } = await readAll(sourceOf(`${name}-*`, true), SPAN, Infinity);
    expect(events.map(({ account, source }) => [account, source])).toEqual([['anna', null]]);
    expect((await report(`${name}-*`, true)).problems.map(({ code }) => code)).not.toContain(
      'events_as_text',
    );
  });

  it('a text of 10 MB is named, and read by no run', async () => {
    const name = await write([{ ...time, message: `${EVENT_XML}${' x'.repeat(5_000_000)}` }], ECS);
    expect((await readAll(sourceOf(`${name}-*`, true), SPAN, Infinity)).events).toEqual([]);
    const [problem] = (await report(`${name}-*`, true)).problems;
    expect(problem?.message).toMatch(/^The only failed logon .* more than 65,536 characters\.$/);
  });
});
