import type { Client } from '@elastic/elasticsearch';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { createSynthetic } from '../../../test/source_mode';
import { createWinlogbeatIndex, failedLogonDocument } from '../../../test/winlogbeat';
import { createQuestion } from '../../detect/events/question';
import { describeFields } from './field_report';
import { inspectSource } from './source_inspector';

const UNSEARCHABLE = { type: 'keyword', index: false, doc_values: false };

jest.setTimeout(60_000);

describe('what is behind index patterns', () => {
  const elasticsearch = useTestElasticsearch();
  const named = (name: string) => `${name}-${elasticsearch.id}`;
  const inspect = (patterns: string[], securityOn = false, client: Client = elasticsearch.client()) =>
    inspectSource(client, {
      patterns: patterns.map(named),
      question: createQuestion({}, { kerberosAndNtlm: false }),
      securityOn,
    });
  const codesOf = async (patterns: string[]) =>
    (await inspect(patterns)).problems.map(({ code, severity }) => [code, severity]);

  beforeAll(async () => {
    const client = elasticsearch.client();
    await createWinlogbeatIndex(client, named('logons-a'));
    await createWinlogbeatIndex(client, named('logons-b'));
    await createWinlogbeatIndex(client, named('empty'));
    await client.indices.create({
      index: named('text-time'),
      mappings: { properties: { '@timestamp': { type: 'keyword' }, 'user.name': { type: 'keyword' } } },
    });
    await client.indices.create({
      index: named('some-text-time-a'),
      mappings: { properties: { '@timestamp': { type: 'date' }, 'user.name': { type: 'keyword' } } },
    });
    await client.indices.create({
      index: named('some-text-time-b'),
      mappings: { properties: { '@timestamp': { type: 'keyword' }, 'user.name': { type: 'keyword' } } },
    });
    await client.indices.create({
      index: named('no-account'),
      mappings: { properties: { '@timestamp': { type: 'date' }, message: { type: 'text' } } },
    });
    const properties = { '@timestamp': { type: 'date' }, 'user.name': { type: 'keyword' } } as const;
    const unkept = { properties, _source: { enabled: false } };
    const aliases = { [named('alias-of-unkept')]: {} };
    await client.indices.create({ index: named('unkept-a'), mappings: unkept, aliases });
    await createSynthetic(client, named('synthetic'), properties);
    const operations = [
      [named('logons-a'), NOW - MINUTE] as const,
      [named('logons-a'), NOW - 2 * MINUTE] as const,
      [named('logons-b'), NOW] as const,
    ].flatMap(([index, at]) => [{ index: { _index: index } }, failedLogonDocument({ account: 'Guest', at })]);
    expect((await client.bulk({ operations, refresh: true })).errors).toBe(false);
  });

  it.each<[string, number, number | null]>([
    ['logons-a', 1, NOW - MINUTE],
    ['logons-*', 2, NOW],
    ['empty', 1, null],
  ])('%s: %d indices, and when the newest event was', async (pattern, indices, newest) => {
    expect(await inspect([pattern])).toEqual({
      patterns: [{ pattern: named(pattern), indices, newestEventAt: newest }],
      problems: [],
      logons: null,
    });
  });

  it.each([
    ['nothing-*', 'pattern_matches_nothing'],
    ['nothing', 'pattern_matches_nothing'],
    ['text-time', 'pattern_without_time'],
    ['some-text-time-*', 'pattern_without_time'],
    ['no-account', 'pattern_without_account'],
  ])('%s is an error: %s, at the field of the patterns, with a remedy', async (pattern, code) => {
    const { patterns, problems } = await inspect([pattern]);
    expect(problems).toMatchObject([{ code, severity: 'error', field: 'settings.indexPatterns' }]);
    expect(problems[0]?.message).toContain(`"${named(pattern)}"`);
    expect(problems[0]?.remedy).not.toBe('');
    expect(patterns[0]?.newestEventAt).toBeNull();
  });

  it('a field that somebody set for the time is the one that has to be a date', async () => {
    const { problems } = await inspectSource(elasticsearch.client(), {
      patterns: [named('logons-a')],
      question: createQuestion({ time: 'user.name' }, { kerberosAndNtlm: false }),
      securityOn: false,
    });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['pattern_without_time', expect.stringContaining('"user.name" is no date')],
    ]);
  });

  it('one that matches nothing beside another that does is a hint', async () => {
    expect(await codesOf(['nothing-*', 'logons-a'])).toEqual([['pattern_matches_nothing', 'warning']]);
  });

  it('all that match nothing are errors', async () => {
    const wanted = ['pattern_matches_nothing', 'error'];
    expect(await codesOf(['nothing-*', 'none-*'])).toEqual([wanted, wanted]);
  });

  it('one without accounts stays an error beside another that is well', async () => {
    expect(await codesOf(['no-account', 'logons-a'])).toEqual([['pattern_without_account', 'error']]);
  });

  it.each<[string, string[], string]>([
    ['alone', ['unkept-a'], 'unkept-a'],
    ['among others of a pattern', ['*-a'], 'unkept-a'],
    ['beside a pattern that is well', ['logons-a', 'unkept-a'], 'unkept-a'],
    ['behind an alias', ['alias-of-unkept'], 'unkept-a'],
  ])('an index that keeps no documents, %s, is an error that names it', async (_where, patterns, name) => {
    const { problems } = await inspect(patterns);
    expect(problems).toMatchObject([
      { code: 'source_off', severity: 'error', field: 'settings.indexPatterns' },
    ]);
    expect(problems[0]?.message).toContain(`The index ${name}-`);
  });

  it.each<[string, object, string]>([
    ['whose time is no date', { '@timestamp': { type: 'keyword' } }, 'pattern_without_time'],
    [
      'whose code cannot be searched',
      { event: { properties: { code: UNSEARCHABLE } } },
      'field_not_searchable',
    ],
    ['that is closed', {}, 'index_closed'],
  ])('an index among others %s is named, in the check and in the report', async (what, mapped, code) => {
    const client = elasticsearch.client();
    const pattern = `among-${what.replace(/\W/g, '-')}`;
    const names = [1, 2, 3].map((n) => named(`${pattern}-${n}`));
    const [odd = '', ...others] = names;
    const properties = {
      '@timestamp': { type: 'date' },
      event: { properties: { code: { type: 'keyword' } } },
    };
    for (const index of names)
      await client.indices.create({
        index,
        mappings: { properties: { ...properties, ...(index === odd ? mapped : {}) } } as never,
      });
    const document = failedLogonDocument({ account: 'Guest', at: NOW - MINUTE, source: '10.0.4.7' });
    for (const index of names) await client.index({ index, document, refresh: true });
    if (code === 'index_closed') await client.indices.close({ index: odd });
    const asked = {
      patterns: [`${pattern}-*`].map(named),
      question: createQuestion({}, { kerberosAndNtlm: false }),
    };
    const check = await inspectSource(client, { ...asked, securityOn: false });
    const report = await describeFields(client, { ...asked, now: NOW });
    const reported = code === 'pattern_without_time' ? 'field_wrong_type' : code;
    for (const [{ problems }, of] of [
      [check, code],
      [report, reported],
    ] as const) {
      const [problem] = problems.filter((one) => one.code === of);
      expect([of, problem?.message]).toEqual([of, expect.stringContaining(odd)]);
      for (const other of others) expect(problem?.message).not.toContain(other);
      expect(problem?.remedy).not.toBe('');
    }
  });

  it('one that makes up its documents from their fields is well', async () => {
    expect(await codesOf(['synthetic'])).toEqual([]);
  });

  it.each<[string, object, object, string[][]]>([
    [
      'no field for the code and the provider',
      {},
      { event: { action: 'logon-failed' }, winlog: {} },
      [
        ['field_missing', 'error', 'settings.fields.code'],
        ['field_missing', 'error', 'settings.fields.provider'],
      ],
    ],
    [
      'a source under another name',
      {},
      { source: undefined, client: { ip: '10.0.4.7' } },
      [['field_missing', 'warning', 'settings.fields.source']],
    ],
    [
      'a code that cannot be searched',
      { event: { properties: { code: UNSEARCHABLE } } },
      {},
      [['field_not_searchable', 'error', 'settings.fields.code']],
    ],
    [
      'an account that cannot be searched',
      { user: { properties: { name: UNSEARCHABLE } } },
      {},
      [['field_not_searchable', 'warning', 'settings.fields.account']],
    ],
    ['all that is needed', {}, {}, []],
  ])('%s is named once there are events', async (what, mapped, written, expected) => {
    const client = elasticsearch.client();
    const pattern = `fields-${what.replace(/\W/g, '-')}`;
    const index = named(pattern);
    const properties = {
      '@timestamp': { type: 'date' },
      user: { properties: { name: { type: 'keyword' } } },
    };
    await client.indices.create({ index, mappings: { properties: { ...properties, ...mapped } } as never });
    const seen = async () =>
      (await inspect([pattern])).problems.map(({ code, severity, field }) => [code, severity, field ?? '']);
    expect((await seen()).filter(([code]) => code === 'field_missing')).toEqual([]);
    const failure = failedLogonDocument({ account: 'Guest', at: NOW, source: '10.0.4.7' });
    await client.index({ index, document: { ...failure, ...written }, refresh: true });
    expect(await seen()).toEqual(expected);
  });

  it('throws where Elasticsearch does not answer, and finds nothing wrong with the source', async () => {
    const client = elasticsearch.connect({ node: 'http://127.0.0.1:9', maxRetries: 0 });
    await expect(inspect(['logons-a'], false, client)).rejects.toMatchObject({ name: 'ConnectionError' });
  });

  /** This Elasticsearch has no rights to ask for: only that answer is made up. */
  describe('where Elasticsearch has security', () => {
    const asking = (mayRead: boolean, unreadable: string[] = []) => {
      const client = elasticsearch.connect({ node: elasticsearch.node() });
      const asked: unknown[] = [];
      client.security.hasPrivileges = (async (question: { index: Array<{ names: string[] }> }) => {
        asked.push(question);
        const rights = question.index.flatMap(({ names }) =>
          names.map((name) => [name, { read: !unreadable.includes(name), view_index_metadata: true }]),
        );
        return { has_all_requested: mayRead, index: Object.fromEntries(rights) };
      }) as never;
      return { client, asked };
    };

    it('asks for the right to read each pattern', async () => {
      const { client, asked } = asking(true);
      expect((await inspect(['logons-a'], true, client)).problems).toEqual([]);
      const privileges = ['read', 'view_index_metadata'];
      expect(asked).toEqual([{ index: [{ names: [named('logons-a')], privileges }] }]);
    });

    it.each([
      ['logons-*', 'Only part of'],
      ['nothing-*', 'The right to read'],
    ])('%s without the right is an error: %s', async (pattern, words) => {
      const { problems } = await inspect([pattern, 'logons-a'], true, asking(false).client);
      expect(problems[0]).toMatchObject({ code: 'pattern_unreadable', severity: 'error' });
      expect(problems[0]?.message).toContain(words);
    });

    it('of a part the indices that are read are named, and no others', async () => {
      const { problems } = await inspect(['logons-*'], true, asking(false).client);
      expect(problems[0]?.message).toContain(`may be read: ${named('logons-a')}`);
    });

    it('an index that may be seen and not read is named', async () => {
      const { client } = asking(false, [named('logons-a')]);
      const { problems } = await inspect(['logons-*'], true, client);
      expect(problems[0]?.message).toContain(`The right to read ${named('logons-a')} (of`);
    });
  });
});
