import { randomUUID } from 'node:crypto';
import { createQuestion } from '../../server/detect/events/question';
import { iso, MINUTE, NOW } from '../../test/builders';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { countDocuments } from './evaluation_documents';
import { readKerberosAndNtlm } from './evaluation_kerberos';
import { createIndex, type Mapping } from './loading';

const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const QUESTION = createQuestion({}, { kerberosAndNtlm: false });

/** In the shapes of Winlogbeat 8, Winlogbeat 6, NXLog and Wazuh. */
const winlogbeat = (code: string, data: object = {}, provider = PROVIDER) => ({
  event: { code, provider },
  winlog: { event_id: code, provider_name: provider, computer_name: 'DC01', event_data: data },
});
const older = (id: number) => ({ event_id: id, source_name: PROVIDER });
const flat = (id: number) => ({ EventID: id, SourceName: PROVIDER });
const wazuh = (id: string) => ({ data: { win: { system: { eventID: id, providerName: PROVIDER } } } });
const data = (TargetUserName: string, Status?: string, IpAddress = '::ffff:10.0.0.1') => ({
  TargetUserName,
  Status,
  IpAddress,
});

describe.each<Mapping>(['dynamic', 'keyword'])('all documents of an index with %s mappings', (mapping) => {
  const elasticsearch = useTestElasticsearch();
  /** Each a minute after the one before. */
  async function indexed(documents: object[]): Promise<string> {
    const index = `evaluation-${randomUUID()}`;
    const client = elasticsearch.client();
    await createIndex(client, index, { mapping, timeField: '@timestamp', fields: [] });
    const operations = documents.flatMap((document, n) => [
      { index: {} },
      { '@timestamp': iso(NOW + n * MINUTE), ...document },
    ]);
    if (operations.length > 0) await client.bulk({ index, operations, refresh: true });
    return index;
  }

  it('are counted once each by the number of the event, in every shape', async () => {
    const documents = [
      winlogbeat('4625'),
      older(4625),
      flat(4625),
      wazuh('4625'),
      flat(4624),
      { message: 'x' },
    ];
    const index = await indexed([...documents, winlogbeat('4625', {}, 'EventSystem')]);
    expect(await countDocuments(elasticsearch.client(), index, QUESTION)).toEqual({
      byCode: new Map([
        ['4625', 5],
        ['4624', 1],
        [null, 1],
      ]),
      first: NOW,
      last: NOW + 6 * MINUTE,
    });
  });
  it('may be none', async () =>
    expect(await countDocuments(elasticsearch.client(), await indexed([]), QUESTION)).toEqual({
      byCode: new Map(),
      first: null,
      last: null,
    }));
  it('are read where Kerberos or NTLM failed', async () => {
    const index = await indexed([
      winlogbeat('4768', data('anna', '0x6')),
      winlogbeat('4768', data('bert', '0x0')),
      winlogbeat('4768', data('carl')),
      winlogbeat('4771', data('dora', '0x18')),
      winlogbeat('4771', data('emil')),
      winlogbeat('4776', data('fred', '0xC000006A', '-')),
      winlogbeat('4776', data('gina', '0x00000000')),
      winlogbeat('4771', data('hugo', '0x18'), 'EventSystem'),
      winlogbeat('4625', data('ida', '0xc000006d')),
    ]);
    const read = [...(await readKerberosAndNtlm(elasticsearch.client(), index, QUESTION))];
    expect(read.sort((a, b) => a.at - b.at)).toEqual([
      { at: NOW, account: 'anna', domain: null, source: '10.0.0.1', host: 'DC01' },
      { at: NOW + 3 * MINUTE, account: 'dora', domain: null, source: '10.0.0.1', host: 'DC01' },
      { at: NOW + 4 * MINUTE, account: 'emil', domain: null, source: '10.0.0.1', host: 'DC01' },
      { at: NOW + 5 * MINUTE, account: 'fred', domain: null, source: null, host: 'DC01' },
    ]);
  });
});
