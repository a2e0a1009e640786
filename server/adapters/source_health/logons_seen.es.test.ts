import { failedLogonDocument } from '../../../test/winlogbeat';
import { MINUTE, NOW } from '../../../test/builders';
import { useTestElasticsearch } from '../../../test/elasticsearch';
import { countsKerberosAndNtlm } from '../../../common/settings/kerberos_and_ntlm';
import { fieldsByPattern, nothingSet } from '../../../common/settings/fields';
import {
  asGoWrites,
  DESCRIPTION,
  DISPLAYED,
  EVENT_XML,
  PROVIDER,
  time,
  VALUES,
} from '../../../test/hostile/base';
import { createQuestion } from '../../detect/events/question';
import { lookForLogons } from './logons_seen';

jest.setTimeout(60_000);

const xml = (code: string, host: string, account = 'svc_backup') =>
  EVENT_XML.replace('>4625<', `>${code}<`)
    .replace(/<Computer>[^<]*</, `<Computer>${host}<`)
    .replace('>svc_backup<', `>${account}<`);

/** How a text names the machine of an event. */
const TEXTS: Array<[sentence: string, text: (code: string, host: string) => string]> = [
  ['XML', xml],
  ['XML within JSON', (code, host) => asGoWrites({ log: xml(code, host) })],
  [
    'the head of CloudWatch',
    (code, host) => `[Security] [INFORMATION] [${code}] [${PROVIDER}] [${host}] [${DESCRIPTION}]`,
  ],
  [
    'the lines of Splunk',
    (code, host) =>
      `LogName=Security\nSourceName=${DISPLAYED}\nEventCode=${code}\nComputerName=${host}\nMessage=${DESCRIPTION}`,
  ],
  [
    'JSON of NXLog',
    (code, host) => JSON.stringify({ EventID: code, SourceName: PROVIDER, Hostname: host, ...VALUES }),
  ],
  [
    'JSON of Winlogbeat',
    (code, host) =>
      JSON.stringify({
        winlog: { event_id: code, provider_name: PROVIDER, computer_name: host, event_data: VALUES },
      }),
  ],
  [
    'flat JSON',
    (code, host) =>
      JSON.stringify({
        'winlog.event_id': code,
        'winlog.provider_name': PROVIDER,
        'winlog.computer_name': host,
        ...VALUES,
      }),
  ],
];

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
  const seen = (sent: Sent[]) => seenIn(sent.map(documentOf), false);
  const seenInTexts = (messages: string[]) =>
    seenIn(
      messages.map((message) => ({ ...time, message })),
      true,
    );
  const seenIn = async (documents: object[], fromText: boolean) => {
    serial += 1;
    const index = `seen-${serial}-${elasticsearch.id}`;
    const client = elasticsearch.client();
    await client.indices.create({ index });
    const operations = documents.flatMap((document) => [{ create: {} }, document]);
    if (operations.length > 0) await client.bulk({ index, operations, refresh: true });
    const patternFields = fieldsByPattern([index], [{ ...nothingSet(index), fromText }]);
    return lookForLogons(client, {
      patterns: [index],
      question: createQuestion({}, { kerberosAndNtlm: false, patternFields }),
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

  it.each(TEXTS)('a controller, alone and beside another machine, in %s', async (_sentence, text) => {
    const ticket = text('4768', 'DC01');
    expect(await seenInTexts([ticket, text('4625', 'DC01')])).toMatchObject({ beside: false });
    expect(await seenInTexts([ticket, text('4625', 'WEB03')])).toMatchObject({ beside: true });
  });

  it.each<[string, string[]]>([
    [
      'that the controller passed on: it stands in the head of syslog',
      [xml('4768', 'DC01'), `<13>Nov 22 10:00:00 dc01 ${xml('4625', 'WEB03')}`],
    ],
    [
      'that asked the controller for a ticket',
      [xml('4769', 'DC01', 'WEB03$'), xml('4768', 'DC01'), xml('4625', 'WEB03')],
    ],
  ])('another machine in a text, %s', async (_which, messages) =>
    expect(await seenInTexts(messages)).toMatchObject({ beside: true }),
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
