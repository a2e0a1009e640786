import type { Client } from '@elastic/elasticsearch';
import { NOW } from '../../../test/builders';
import { describeSecured, SecuredElasticsearch } from '../../../test/secured';
import { createWinlogbeatIndex } from '../../../test/winlogbeat';
import type { SourceSettings } from '../../../common/settings/settings';
import { createQuestion } from '../../detect/events/question';
import { sourceQuestions } from '../../wiring/source_questions';
import { elasticsearchProblem } from '../elasticsearch_errors';
import { findHidden } from './hidden_data';

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });

jest.setTimeout(60_000);

/** Document- and field-level security need a licence that Basic does not have: a cluster has one trial of it. */
async function withTrial(client: Client): Promise<() => Promise<void>> {
  const type = async () => (await client.license.get()).license.type;
  if ((await type()) !== 'basic') throw new Error('This Elasticsearch is not on Basic: take a fresh one.');
  const { trial_was_started } = await client.license.postStartTrial({ acknowledge: true }, { ignore: [403] });
  if (!trial_was_started) throw new Error('This Elasticsearch has used up its trial: take a fresh one.');
  return async () => {
    if ((await type()) !== 'basic') await client.license.postStartBasic({ acknowledge: true });
  };
}

describeSecured('what roles hide, on a real Elasticsearch', () => {
  const es = new SecuredElasticsearch();
  const pattern = `win-*-${es.id}`;
  const index = `win-a-${es.id}`;
  const read = { names: [pattern], privileges: ['read', 'view_index_metadata'] };
  const query = JSON.stringify({ term: { 'host.name': 'DC01' } });
  const hides = (...except: string[]) => ({ ...read, field_security: { grant: ['*'], except } });
  const { inspect, testKey } = sourceQuestions(
    () => true,
    () => NOW,
  );
  const source = (fields = {}): SourceSettings => ({
    indexPatterns: [pattern],
    fields,
    patternFields: [],
    kerberosAndNtlm: 'off',
  });
  const codesOf = async (client: Client, fields = {}) =>
    (await inspect(client, source(fields))).problems.map(({ code, severity }) => [code, severity]);
  let backToBasic = async () => undefined as void;

  beforeAll(async () => {
    await createWinlogbeatIndex(es.admin, index);
    backToBasic = await withTrial(es.admin);
    await es.makeUser('free', [read]);
    await es.makeUser('documents', [{ ...read, query }]);
    await es.makeUser('both', [{ ...read, query }], [read]);
    await es.makeUser('one-field', [hides('user.*')]);
    await es.makeUser('account', [hides('user.*', 'winlog.event_data.TargetUserName')]);
    await es.makeUser('code', [hides('event.code', 'winlog.event_id')]);
  });
  afterAll(async () => {
    await backToBasic();
    await es.remove();
  });

  it.each<[string, string[][]]>([
    ['free', []],
    ['documents', [['documents_hidden', 'warning']]],
    ['both', []],
    ['one-field', [['fields_hidden', 'warning']]],
    [
      'account',
      [
        ['needed_fields_hidden', 'error'],
        ['pattern_without_account', 'error'],
      ],
    ],
    ['code', [['needed_fields_hidden', 'error']]],
  ])('%s is told %j', async (name, expected) => {
    expect(await codesOf(es.as(name))).toEqual(expected);
  });

  it.each<[string, string, string[][]]>([
    ['one-field', 'winlog.event_data.TargetUserName', []],
    ['account', 'source.domain', []],
    // The other fields that may name an account are read as well, so there is one.
    ['one-field', 'user.name', [['needed_fields_hidden', 'error']]],
  ])('%s, who reads accounts from %s, is told %j', async (name, account, expected) => {
    expect(await codesOf(es.as(name), { account })).toEqual(expected);
  });

  it('a superuser sees everything', async () => {
    expect(await findHidden(es.admin, [pattern], QUESTION)).toEqual({ documents: [], fields: [] });
  });

  it('a key cannot ask, and hides the same as its owner in silence', async () => {
    const key = await es.grantKey('code', [pattern]);
    expect(await findHidden(key.client, [pattern], QUESTION)).toEqual({ documents: [], fields: [] });
    expect((await testKey(key.client, source())).problems).toEqual([]);
    const caps = await key.client.fieldCaps({ index: pattern, fields: ['event.code', 'user.name'] });
    expect([caps.fields['event.code'], caps.fields['user.name']]).toEqual([undefined, expect.anything()]);
  });

  it('back on Basic Elasticsearch refuses such a key altogether, and it is said why', async () => {
    const key = await es.grantKey('documents', [pattern]);
    expect((await testKey(key.client, source())).problems).toEqual([]);
    await backToBasic();
    const refused = await testKey(key.client, source()).catch((error: unknown) =>
      elasticsearchProblem(error),
    );
    expect(refused).toMatchObject({ code: 'es_licence', severity: 'error' });
    // Roles that hide something count for nothing then, so their owner is refused too.
    expect(await codesOf(es.as('documents'))).toEqual([['pattern_unreadable', 'error']]);
    expect(await codesOf(es.as('free'))).toEqual([]);
  });
});
