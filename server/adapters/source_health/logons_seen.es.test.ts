import { failedLogonDocument } from '../../../test/winlogbeat';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { countsKerberosAndNtlm } from '../../../common/settings/kerberos_and_ntlm';
import { createQuestion } from '../../detect/events/question';
import { lookForLogons } from './logons_seen';

jest.setTimeout(60_000);

/** An event of a machine: number, machine, and how long ago, ms. */
type Sent = [code: string, host: string | undefined, ago?: number];

describe('who sends failed logons, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;

  const documentOf = ([code, host, ago = MINUTE]: Sent) => {
    const document = failedLogonDocument({ account: 'guest', at: NOW - ago, host: host ?? 'x' }) as {
      host?: object;
      event: object;
      winlog: { computer_name?: string; event_id: string };
    };
    document.event = { ...document.event, code };
    document.winlog.event_id = code;
    if (host === undefined) {
      delete document.host;
      delete document.winlog.computer_name;
    }
    return document;
  };
  const seen = async (sent: Sent[]) => {
    serial += 1;
    const index = `seen-${serial}-${elasticsearch.id}`;
    const client = elasticsearch.client();
    await client.indices.create({ index });
    const operations = sent.flatMap((one) => [{ create: {} }, documentOf(one)]);
    if (operations.length > 0) await client.bulk({ index, operations, refresh: true });
    return lookForLogons(client, {
      patterns: [index],
      question: createQuestion({}, { kerberosAndNtlm: false }),
      span: { from: NOW - 7 * 1_440 * MINUTE, to: NOW },
      options: { requestTimeout: 10_000 },
    });
  };

  it.each<[string, Sent[], boolean, boolean]>([
    ['nobody', [], false, false],
    [
      'controllers alone',
      [
        ['4771', 'DC01.corp.lan'],
        ['4776', 'DC01.corp.lan'],
      ],
      true,
      false,
    ],
    [
      'a controller that logs 4625 of logons to itself',
      [
        ['4771', 'DC01'],
        ['4625', 'dc01'],
      ],
      true,
      false,
    ],
    [
      'a controller that logs 4625, and only tickets that were given',
      [
        ['4776', 'DC01'],
        ['4768', 'DC01'],
        ['4625', 'DC01'],
      ],
      true,
      false,
    ],
    [
      'another machine beside them',
      [
        ['4771', 'DC01'],
        ['4625', 'WEB03'],
      ],
      true,
      true,
    ],
    [
      'a machine that only validates its own accounts',
      [
        ['4776', 'WEB03'],
        ['4625', 'WEB03'],
      ],
      true,
      true,
    ],
    [
      'a machine that is not named',
      [
        ['4771', 'DC01'],
        ['4625', undefined],
      ],
      true,
      true,
    ],
    ['another machine alone', [['4625', 'WEB03']], false, true],
    [
      'another machine, eight days ago',
      [
        ['4771', 'DC01'],
        ['4625', 'WEB03', 8 * 1_440 * MINUTE],
      ],
      true,
      false,
    ],
  ])('%s', async (_who, sent, kerberosAndNtlm, beside) =>
    expect(await seen(sent)).toEqual({ kerberosAndNtlm, beside }),
  );

  it('a controller that is not among the newest thousand events is asked about by name', async () => {
    const busy = Array.from({ length: 1_000 }, (): Sent => ['4768', 'DC01', MINUTE]);
    const quiet: Sent[] = [
      ['4768', 'DC02', 60 * MINUTE],
      ['4625', 'DC02', 60 * MINUTE],
    ];
    expect(await seen([...busy, ...quiet])).toMatchObject({ beside: false });
  });

  it.each([
    ['on', true, true],
    ['off', false, false],
    ['auto', false, true],
  ] as const)('with %s they count beside others: %p, alone: %p', (setting, withOthers, alone) => {
    const counts = (beside: boolean) => countsKerberosAndNtlm(setting, { kerberosAndNtlm: true, beside });
    expect([counts(true), counts(false)]).toEqual([withOthers, alone]);
    expect(countsKerberosAndNtlm(setting, null)).toBe(setting === 'on');
  });
});
