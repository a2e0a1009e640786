import type { estypes } from '@elastic/elasticsearch';
import { iso, MINUTE, NOW } from '../../../test/builders';
import { EVENT_XML } from '../../../test/hostile/base';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { facts, MAPPINGS, SHAPES, writeIndex, type LogonFacts } from '../../../test/shapes';
import { MORE_SHAPES } from '../../../test/more_shapes';
import { createIfKnown } from '../../../test/source_mode';
import type { Concept } from '../../../common/settings/fields';
import type { FieldOverrides } from '../../detect/events/event_source_port';
import { createQuestion } from '../../detect/events/question';
import { describeFields } from './field_report';

jest.setTimeout(60_000);

describe('the report on the fields behind index patterns', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const newIndex = () => `fields-${(serial += 1)}-${elasticsearch.id}`;
  const describePatterns = (patterns: string[], overrides: FieldOverrides = {}) =>
    describeFields(elasticsearch.client(), {
      patterns,
      question: createQuestion(overrides, { kerberosAndNtlm: false }),
      now: NOW,
    });
  const document = (shape: string, event: Partial<LogonFacts> = {}) => SHAPES[shape]?.(facts(event)) ?? {};
  const write = async (documents: object[], mappings?: object) => {
    const index = newIndex();
    await writeIndex(elasticsearch.client(), index, { mappings, documents });
    return index;
  };
  const problemsOf = async (index: string, overrides: FieldOverrides = {}) =>
    (await describePatterns([index], overrides)).problems.map(({ code, severity, field }) => [
      code,
      severity,
      field,
    ]);

  it.each(Object.keys(SHAPES))('%s has all that is needed', async (shape) => {
    const index = await write([document(shape)], MAPPINGS['keywords']);
    const { events, concepts, problems } = await describePatterns([index]);
    expect(problems).toEqual([]);
    expect(events).toBe(1);
    const needed: Concept[] = ['time', 'code', 'provider', 'account', 'source', 'host'];
    const reports = concepts.filter(({ concept }) => needed.includes(concept));
    expect(reports.map(({ concept, coverage }) => [concept, coverage])).toEqual(
      needed.map((concept) => [concept, 1]),
    );
  });

  it('names the fields in the order they are read, with types, coverage and the newest value', async () => {
    const index = await write(
      [
        document('Winlogbeat 8', { at: NOW - MINUTE }),
        document('Winlogbeat 8', { at: NOW - 2 * MINUTE, account: 'older' }),
        document('Winlogbeat 8', { at: NOW - 3 * MINUTE, source: '-' }),
        document('Winlogbeat 8', { at: NOW - 4 * MINUTE, account: '-' }),
        document('Winlogbeat 8', { at: NOW + 1, account: 'of tomorrow' }),
        document('Winlogbeat 8', { code: 4624, account: 'no failure' }),
      ],
      MAPPINGS['numbers and addresses'],
    );
    const { events, concepts } = await describePatterns([index]);
    expect(events).toBe(4);
    const of = (wanted: Concept) => concepts.find(({ concept }) => concept === wanted);
    const keyword = { types: ['keyword'], searchable: true };
    expect(of('account')).toEqual({
      concept: 'account',
      found: [
        { field: 'winlog.event_data.TargetUserName', ...keyword },
        { field: 'user.name', ...keyword },
      ],
      coverage: 0.75,
      sample: 'Guest',
    });
    expect(of('source')).toMatchObject({
      found: [{ field: 'source.ip', types: ['ip'] }],
      coverage: 0.75,
      sample: '203.0.113.7',
    });
    expect(of('code')?.found.map(({ types }) => types)).toEqual([['long'], ['long']]);
    expect(of('time')).toMatchObject({ coverage: 1, sample: iso(NOW - MINUTE) });
  });

  it('lists every type where indices differ', async () => {
    const [one, other] = [
      await write([document('NXLog, flat')], MAPPINGS['keywords']),
      await write([document('NXLog, flat')]),
    ];
    const { concepts } = await describePatterns([one, other]);
    const account = concepts.find(({ concept }) => concept === 'account');
    expect(account?.found).toEqual([
      { field: 'TargetUserName', types: ['keyword', 'text'], searchable: true },
    ]);
  });

  it('a field that somebody set comes first, and does not take the place of the others', async () => {
    const index = await write([{ ...document('Winlogbeat 8'), who: 'mine' }], MAPPINGS['keywords']);
    const { concepts } = await describePatterns([index], { account: 'who' });
    expect(concepts.find(({ concept }) => concept === 'account')).toMatchObject({
      found: [{ field: 'who' }, { field: 'winlog.event_data.TargetUserName' }, { field: 'user.name' }],
      sample: 'mine',
    });
  });

  const without = { '@timestamp': iso(NOW), message: 'no logon' };
  const unsearchable = { type: 'keyword', index: false, doc_values: false };
  it.each<[string, object, object, string[][]]>([
    [
      'nothing of a logon in it',
      {},
      without,
      [
        ['field_missing', 'error', 'settings.fields.code'],
        ['field_missing', 'error', 'settings.fields.provider'],
        ['field_missing', 'error', 'settings.fields.account'],
        ['field_missing', 'warning', 'settings.fields.source'],
        ['field_missing', 'warning', 'settings.fields.host'],
      ],
    ],
    [
      'a code that cannot be searched',
      { properties: { EventID: unsearchable } },
      document('NXLog, flat'),
      [['field_not_searchable', 'error', 'settings.fields.code']],
    ],
    [
      'an account that cannot be searched: failures are still counted',
      { properties: { TargetUserName: unsearchable } },
      document('NXLog, flat'),
      [['field_not_searchable', 'warning', 'settings.fields.account']],
    ],
    [
      'an account that is a number',
      { properties: { TargetUserName: { type: 'long' } } },
      document('NXLog, flat', { account: '4711' }),
      [['field_wrong_type', 'warning', 'settings.fields.account']],
    ],
    [
      'a time that is no date',
      { properties: { '@timestamp': { type: 'keyword' } } },
      document('NXLog, flat'),
      [['field_wrong_type', 'error', 'settings.fields.time']],
    ],
    [
      'documents that are not kept',
      { _source: { enabled: false } },
      document('NXLog, flat'),
      [['source_off', 'error', 'settings.indexPatterns']],
    ],
  ])('names the problem of an index with %s', async (_what, mappings, logon, problems) => {
    expect(await problemsOf(await write([logon], mappings))).toEqual(problems);
  });

  it('names every index whose fields Elasticsearch leaves out, and no other, however that is written', async () => {
    const client = elasticsearch.client();
    const ways: Array<Omit<estypes.IndicesCreateRequest, 'index'>> = [
      { mappings: { _source: { enabled: false } } },
      { mappings: { _source: { mode: 'disabled' } } },
      { settings: { index: { mapping: { source: { mode: 'disabled' } } } } },
      { settings: { index: { mapping: { source: { mode: 'stored' } } } } },
    ];
    const readable: boolean[] = [];
    for (const way of ways) {
      const index = newIndex();
      if (!(await createIfKnown(client, { index, ...way }))) continue;
      await client.index({ index, document: document('NXLog, flat'), refresh: true });
      const { hits } = await client.search({ index, fields: ['TargetUserName'], _source: false });
      const isRead = hits.hits[0]?.fields !== undefined;
      const expected = isRead ? [] : [['source_off', 'error', 'settings.indexPatterns']];
      expect([way, await problemsOf(index)]).toEqual([way, expected]);
      readable.push(isRead);
    }
    // 8.12 does not know the settings, 9 not the mode in the mapping.
    expect(readable.filter((isRead) => !isRead).length).toBeGreaterThanOrEqual(2);
  });

  it('a field that somebody set and that is not there is missing where no other tells the same', async () => {
    const { winlog: _winlog, host: _host, ...hostless } = document('Winlogbeat 8') as Record<string, unknown>;
    expect(await problemsOf(await write([document('Winlogbeat 8')]), { host: 'nowhere' })).toEqual([]);
    const { problems } = await describePatterns([await write([hostless])], { host: 'nowhere' });
    expect(problems).toMatchObject([
      {
        code: 'field_missing',
        severity: 'warning',
        field: 'settings.fields.host',
        message: expect.stringMatching(
          / Looked for: nowhere, winlog\.computer_name, .{1,80} and \d+ more\.$/,
        ),
      },
    ]);
  });

  it('finds what lies in a flattened object, which Elasticsearch describes as a whole only', async () => {
    const flattened = { properties: { winlog: { properties: { event_data: { type: 'flattened' } } } } };
    const index = await write([document('Winlogbeat without its pipeline')], flattened);
    const { events, concepts, problems } = await describePatterns([index]);
    expect(events).toBe(1);
    expect(concepts.find(({ concept }) => concept === 'account')).toMatchObject({
      coverage: 1,
      found: expect.arrayContaining([
        { field: 'winlog.event_data.TargetUserName', types: ['flattened'], searchable: true },
      ]),
    });
    expect(problems.map(({ severity }) => severity)).not.toContain('error');
  });

  it.each(['Fluent Bit, winevtlog with a list', 'Fluentd, windows_eventlog2'])(
    'finds the account in a list without names: %s',
    async (shape) => {
      const index = await write([MORE_SHAPES[shape]?.(facts()) ?? {}]);
      const { concepts, problems } = await describePatterns([index]);
      expect(concepts.find(({ concept }) => concept === 'account')).toMatchObject({
        coverage: 1,
        sample: 'Guest',
      });
      expect(problems).toEqual([]);
    },
  );

  it('counts what a run reads, and no event of a provider with the same words', async () => {
    const alike = document('NXLog, flat', { provider: 'Microsoft Windows Security Auditing' });
    const index = await write([document('NXLog, flat'), alike, alike]);
    expect((await describePatterns([index])).events).toBe(1);
  });

  it('names failed logons that say nothing of who wrote them', async () => {
    const {
      SourceName: _name,
      Channel: _channel,
      ...silent
    } = document('NXLog, flat') as Record<string, unknown>;
    const index = await write([document('NXLog, flat'), silent, { ...silent, Channel: 'Security' }]);
    const { events, problems } = await describePatterns([index]);
    expect(events).toBe(2);
    expect(problems).toMatchObject([
      { code: 'provider_not_named', severity: 'warning', message: expect.stringContaining('1 event of') },
    ]);
  });

  it('says what each pattern lacks, also beside others that have it or whose texts hold it', async () => {
    const texts = await write([{ '@timestamp': iso(NOW), message: EVENT_XML }]);
    const whole = await write([document('Winlogbeat 8')]);
    const { winlog: _winlog, host: _host, ...hostless } = document('Winlogbeat 8') as Record<string, unknown>;
    const lacking = await write([hostless]);
    const { problems } = await describePatterns([texts, whole, lacking]);
    expect(problems).toMatchObject([
      { code: 'field_missing', field: 'settings.fields.host', message: expect.stringContaining(lacking) },
      { code: 'events_as_text', severity: 'error', patterns: [texts] },
    ]);
  });

  it('says nothing of fields where there is no document yet: they may not be mapped yet', async () => {
    const index = newIndex();
    await elasticsearch.client().indices.create({ index });
    expect(await problemsOf(index)).toEqual([]);
  });

  it('says nothing of patterns that match nothing: others do', async () => {
    const report = await describePatterns([`nothing-${elasticsearch.id}`, `none-*-${elasticsearch.id}`]);
    expect(report).toMatchObject({ events: 0, problems: [] });
    expect(report.concepts.every(({ coverage, found }) => coverage === null && found.length === 0)).toBe(
      true,
    );
  });
});
