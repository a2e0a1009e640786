import type { Client } from '@elastic/elasticsearch';
import type { SourceSettings } from '../../../common/settings/settings';
import { NOW } from '../../../test/builders';
import { describeSecured, SecuredElasticsearch } from '../../../test/secured';
import { createWinlogbeatIndex } from '../../../test/winlogbeat';
import { sourceQuestions } from '../../wiring/source_questions';

jest.setTimeout(60_000);

describeSecured('indices of a pattern that a person may not read, on a real Elasticsearch', () => {
  const es = new SecuredElasticsearch();
  const pattern = `win-*-${es.id}`;
  const [own, other] = [`win-a-${es.id}`, `win-b-${es.id}`];
  const read = { names: [own], privileges: ['read', 'view_index_metadata'] };
  const { inspect } = sourceQuestions(
    () => true,
    () => NOW,
  );
  const source: SourceSettings = {
    indexPatterns: [pattern],
    fields: {},
    patternFields: [],
    kerberosAndNtlm: 'off',
  };
  const told = async (client: Client) =>
    (await inspect(client, source)).problems.map(({ code, message }) => [code, message]);

  beforeAll(async () => {
    for (const index of [own, other]) await createWinlogbeatIndex(es.admin, index);
    await es.makeUser('seeing', [read], [{ names: [other], privileges: ['view_index_metadata'] }]);
    await es.makeUser('blind', [read]);
    await es.makeUser('free', [{ ...read, names: [pattern] }]);
  });
  afterAll(() => es.remove());

  it('are named where the person may see them', async () => {
    expect(await told(es.as('seeing'))).toEqual([
      ['pattern_unreadable', expect.stringContaining(`The right to read ${other} (of`)],
    ]);
  });

  it('are not named where nobody may tell, but those that are read are', async () => {
    const [[code, message] = [], ...others] = await told(es.as('blind'));
    expect([code, others]).toEqual(['pattern_unreadable', []]);
    expect(message).toContain(`may be read: ${own}.`);
    expect(message).not.toContain(other);
  });

  it('are none for somebody who may read all', async () => expect(await told(es.as('free'))).toEqual([]));
});
