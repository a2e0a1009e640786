import { readAll } from '../../../test/read_all';
import type { LogonEvent } from '../../../common/alerts/events';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { facts, MAPPINGS, SHAPES, writeIndex } from '../../../test/shapes';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(120_000);

const SPAN = { from: NOW - 10 * MINUTE, to: NOW };
const QUESTION = createQuestion({}, { kerberosAndNtlm: true });
const TARGET = 'winlog.event_data.TargetUserName';
const STATUS = 'winlog.event_data.Status';

const shape = (name: string) => (SHAPES[name] as NonNullable<(typeof SHAPES)[string]>)(facts());
const logon = (eventData: object, more: object = {}) => ({
  '@timestamp': new Date(NOW - MINUTE).toISOString(),
  event: { code: '4625', provider: 'Microsoft-Windows-Security-Auditing' },
  winlog: { computer_name: 'DC01', event_data: { TargetUserName: 'guest', ...eventData } },
  ...more,
});
const keyword = { type: 'keyword' };
const mapped = (properties: object) => ({
  dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: keyword } }],
  properties: { event: { properties: { code: keyword, provider: keyword } }, ...properties },
});

/** Mappings and documents in which columns may tell something else than the document. */
const ODD: Record<string, { mappings: object; documents: object[] }> = {
  'lists, not sorted and with repetitions': {
    mappings: mapped({ source: { properties: { ip: { type: 'ip' } } } }),
    documents: [
      logon(
        { TargetUserName: ['zoe', 'anna', 'zoe'], LogonType: ['9', '3'] },
        { source: { ip: ['203.0.113.9', '10.0.0.1'] } },
      ),
      logon({ TargetUserName: ['same', 'same'] }, { '@timestamp': [NOW - MINUTE, NOW - 2 * MINUTE] }),
      logon({ TargetUserName: [] }, { user: { name: 'from the other field' } }),
      logon({ TargetUserName: null, TargetDomainName: [null, 'CORP'] }),
    ],
  },
  'names that are too long for the index': {
    mappings: mapped({
      winlog: {
        properties: { event_data: { properties: { TargetUserName: { ...keyword, ignore_above: 5 } } } },
      },
    }),
    documents: [
      logon({ TargetUserName: 'guest' }),
      logon({ TargetUserName: 'guests' }),
      logon({ TargetUserName: ['guests', 'guest'] }),
    ],
  },
  'a value for nothing': {
    mappings: mapped({
      winlog: {
        properties: { event_data: { properties: { TargetUserName: { ...keyword, null_value: 'nobody' } } } },
      },
    }),
    documents: [logon({ TargetUserName: null }), logon({ TargetUserName: [null, 'guest'] })],
  },
  'an alias of a field, and a copy': {
    mappings: mapped({
      account: { ...keyword, copy_to: 'user.name' },
      winlog: {
        properties: { event_data: { properties: { TargetUserName: { type: 'alias', path: 'account' } } } },
      },
    }),
    documents: [
      { ...logon({}), winlog: { computer_name: 'DC01' }, account: 'guest' },
      { ...logon({}), winlog: { computer_name: 'DC01' }, account: ['zoe', 'anna'] },
    ],
  },
  'text, flattened and odd types': {
    mappings: mapped({
      winlog: { properties: { event_data: { type: 'flattened' }, computer_name: { type: 'text' } } },
    }),
    documents: [logon({ TargetUserName: ['zoe', 'anna'], Status: '0xC000006D' })],
  },
  'names in a flattened field, and another field for some': {
    mappings: mapped({
      winlog: { properties: { event_data: { type: 'flattened' }, computer_name: keyword } },
      user: { properties: { name: keyword } },
    }),
    documents: [
      logon({ IpAddress: '10.0.0.1' }, { user: { name: 'from the other field' } }),
      logon({ TargetUserName: 'guest' }),
    ],
  },
  'columns that are switched off': {
    mappings: mapped({
      winlog: {
        properties: { event_data: { properties: { TargetUserName: { ...keyword, doc_values: false } } } },
      },
    }),
    documents: [logon({}), logon({ TargetUserName: ['zoe', 'anna'] })],
  },
  'names with points in one piece': {
    mappings: {
      ...mapped({}),
      subobjects: false,
      properties: { 'event.code': keyword, 'event.provider': keyword, [TARGET]: keyword },
    },
    documents: [
      {
        '@timestamp': new Date(NOW - MINUTE).toISOString(),
        'event.code': '4625',
        'event.provider': 'Microsoft-Windows-Security-Auditing',
        [TARGET]: ['zoe', 'anna'],
        [STATUS]: '0xc000006d',
      },
    ],
  },
  'numbers, also as text and beside others': {
    mappings: mapped({
      event: { properties: { code: { type: 'long' }, provider: keyword } },
      '@timestamp': { type: 'date_nanos' },
    }),
    documents: [
      logon({ LogonType: 3 }, { event: { code: '4625', provider: 'Microsoft-Windows-Security-Auditing' } }),
      logon(
        { LogonType: [10, 3] },
        {
          event: { code: 4625, provider: 'Microsoft-Windows-Security-Auditing' },
          '@timestamp': '2026-11-22T03:14:00.123456789Z',
        },
      ),
    ],
  },
};

describe('events read from doc values are those of the documents', () => {
  const elasticsearch = useTestElasticsearch();
  const named = (name: string) => `plan-${name.toLowerCase().replace(/\W+/g, '-')}-${elasticsearch.id}`;
  /** With what Elasticsearch knows of fields, and as if it knew of none. */
  const read = async (pattern: string, knowsFields: boolean): Promise<LogonEvent[]> => {
    const client = elasticsearch.client();
    const fieldCaps = jest.spyOn(client, 'fieldCaps');
    if (!knowsFields) fieldCaps.mockResolvedValue({ fields: {}, indices: [] });
    const { events } = await readAll(
      createEventSource(client, [pattern], QUESTION, () => 0),
      SPAN,
      1,
    );
    fieldCaps.mockRestore();
    return events.sort((a, b) => a.id.localeCompare(b.id));
  };
  const expectSame = async (pattern: string, count: number) => {
    const events = await read(pattern, true);
    expect(events).toHaveLength(count);
    expect(events).toEqual(await read(pattern, false));
  };

  const cases = Object.keys(SHAPES).flatMap((name) =>
    Object.keys(MAPPINGS).map((mapping) => ({ name, mapping })),
  );
  it.each(cases)('of $name with $mapping', async ({ name, mapping }) => {
    const index = named(`shape ${name} ${mapping}`);
    await writeIndex(elasticsearch.client(), index, {
      mappings: MAPPINGS[mapping] as object,
      documents: [shape(name)],
    });
    await expectSame(index, 1);
  });

  it.each(Object.keys(ODD))('with %s', async (name) => {
    const { mappings, documents } = ODD[name] as (typeof ODD)[string];
    await writeIndex(elasticsearch.client(), named(`odd ${name}`), { mappings, documents });
    await expectSame(named(`odd ${name}`), documents.length);
  });

  it('of all of them under one pattern', async () => {
    const documents = Object.values(ODD).reduce((sum, one) => sum + one.documents.length, 0);
    await expectSame(`plan-*-${elasticsearch.id}`, cases.length + documents);
  });

  it('where an index that came meanwhile keeps none of a field', async () => {
    const [first, second] = [named('meanwhile a'), named('meanwhile b')];
    const client = elasticsearch.client();
    await writeIndex(client, first, { mappings: mapped({}), documents: [logon({})] });
    const pattern = named('meanwhile x').replace('-x-', '-*-');
    const caps = await client.fieldCaps({ index: first, fields: [...QUESTION.fields, '@timestamp'] });
    await writeIndex(client, second, { documents: [logon({ TargetUserName: 'anna' })] });
    const fieldCaps = jest.spyOn(client, 'fieldCaps').mockResolvedValue(caps);
    const { events } = await readAll(
      createEventSource(client, [pattern], QUESTION, () => 0),
      SPAN,
      1,
    );
    fieldCaps.mockRestore();
    expect(events.map(({ account }) => account).sort()).toEqual(['anna', 'guest']);
  });
});
