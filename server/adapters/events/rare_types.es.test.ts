import { describeFields } from '../source_health/field_report';
import { inspectSource } from '../source_health/source_inspector';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { readAll } from '../../../test/read_all';
import { facts, SHAPES } from '../../../test/shapes';
import { createQuestion } from '../../detect/events/question';
import { createEventSource } from './elasticsearch_events';

jest.setTimeout(60_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const keyword = { type: 'keyword' };
const DOCUMENT = {
  ...SHAPES['Winlogbeat without its pipeline']?.(facts()),
  data_stream: { dataset: 'system.security' },
};

const mapped = (account: object, provider: object = keyword, code: object = keyword) => ({
  dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: keyword } }],
  properties: {
    '@timestamp': { type: 'date' },
    event: { properties: { code, provider } },
    winlog: { properties: { event_data: { properties: { TargetUserName: account } } } },
  },
});

/** Mappings of types that Elasticsearch has in modules of their own. */
const MAPPINGS: Record<string, object> = {
  'constant_keyword, for the provider': mapped(keyword, { type: 'constant_keyword', value: PROVIDER }),
  'constant_keyword without a value yet': mapped(keyword, { type: 'constant_keyword' }),
  'wildcard, for account, provider and number': mapped(
    { type: 'wildcard' },
    { type: 'wildcard' },
    { type: 'wildcard' },
  ),
  'match_only_text, for the account': mapped({ type: 'match_only_text' }),
  'counted_keyword, for the account': mapped({ type: 'counted_keyword' }),
  'version, for the account': mapped({ type: 'version' }),
  'unsigned_long, for the number': mapped(keyword, keyword, { type: 'unsigned_long' }),
};

describe('an index with a field of the type', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;

  /** Makes the index; false where this Elasticsearch has no module for the type. */
  async function create(index: string, mappings: object): Promise<boolean> {
    const client = elasticsearch.client();
    const answer = await client.indices
      .create({ index, mappings: mappings as never })
      .catch(({ message }: Error) => message);
    if (typeof answer !== 'string') return true;
    if (/No handler for type|unknown type|mapper type .* does not exist/.test(answer)) return false;
    throw new Error(answer);
  }

  it.each(Object.entries(MAPPINGS))(
    '%s is read, checked and reported as any other',
    async (what, mappings) => {
      const client = elasticsearch.client();
      const index = `rare-${(serial += 1)}-${elasticsearch.id}`;
      if (!(await create(index, mappings))) {
        console.warn(`This Elasticsearch has no module for ${what}: it is not tested.`);
        return;
      }
      await client.index({ index, document: DOCUMENT, refresh: true });
      const source = createEventSource(client, [index], QUESTION, () => 0);
      const { events } = await readAll(source, { from: NOW - 5 * MINUTE, to: NOW }, Infinity);
      expect(events).toEqual([
        expect.objectContaining({ account: 'Guest', code: '4625', source: '203.0.113.7' }),
      ]);
      const asked = { patterns: [index], question: QUESTION, now: NOW };
      expect((await describeFields(client, asked)).events).toBe(1);
      const { problems } = await inspectSource(client, { ...asked, securityOn: false });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );
});
