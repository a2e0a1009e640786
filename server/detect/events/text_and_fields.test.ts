import * as fc from 'fast-check';
import { NOW, searchHit } from '../../../test/builders';
import { nothingSet } from '../../../common/settings/fields';
import { createQuestion } from './question';

const QUESTION = createQuestion(
  {},
  { kerberosAndNtlm: true, patternFields: [{ ...nothingSet('logs'), fromText: true }] },
);
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
type Values = Record<
  | 'TargetUserName'
  | 'TargetDomainName'
  | 'WorkstationName'
  | 'IpAddress'
  | 'LogonType'
  | 'Status'
  | 'SubStatus',
  string
>;
interface Logon {
  code: string;
  provider: string;
  host: string;
  values: Values;
}

const read = (fields: Record<string, unknown[]>) =>
  QUESTION.read(searchHit({ '@timestamp': [String(NOW)], ...fields }));

const asFields = ({ code, provider, host, values }: Logon) =>
  read({
    'event.code': [code],
    'event.provider': [provider],
    'winlog.computer_name': [host],
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`winlog.event_data.${name}`, [value]]),
    ),
  });

const escaped = (text: string) => text.replace(/[&<>'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const asXml = ({ code, provider, host, values }: Logon) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${escaped(provider)}'/><EventID>${code}</EventID><Channel>Security</Channel><Computer>${escaped(host)}</Computer></System><EventData>${Object.entries(
    values,
  )
    .map(([name, value]) => `<Data Name='${name}'>${escaped(value)}</Data>`)
    .join('')}</EventData></Event>`;
const asJson = ({ code, provider, host, values }: Logon) =>
  JSON.stringify({ EventID: Number(code), SourceName: provider, Hostname: host, ...values });
const asNestedJson = ({ code, provider, host, values }: Logon) =>
  JSON.stringify({
    Event: { System: { EventID: code, Provider: { Name: provider }, Computer: host }, EventData: values },
  });
const described = ({ code, values }: Logon) =>
  [
    code === '4624' ? 'An account was successfully logged on.' : 'An account failed to log on.',
    '',
    'Subject:',
    '\tAccount Name:\t\tDC01$',
    '\tAccount Domain:\t\tCORP',
    '',
    `Logon Type:\t\t\t${values.LogonType}`,
    '',
    code === '4624' ? 'New Logon:' : 'Account For Which Logon Failed:',
    `\tAccount Name:\t\t${values.TargetUserName}`,
    `\tAccount Domain:\t\t${values.TargetDomainName}`,
    '',
    'Failure Information:',
    `\tStatus:\t\t\t${values.Status}`,
    `\tSub Status:\t\t${values.SubStatus}`,
    '',
    'Network Information:',
    `\tWorkstation Name:\t${values.WorkstationName}`,
    `\tSource Network Address:\t${values.IpAddress}`,
    '\tSource Port:\t\t50000',
  ].join('\r\n');
const asBracketed = (logon: Logon) =>
  `[Security] [INFORMATION] [${logon.code}] [${logon.provider}] [${logon.host}] [${described(logon)}]`;
const asKeyed = (logon: Logon) =>
  `LogName=Security\r\nEventCode=${logon.code}\r\nSourceName=${logon.provider}\r\nComputerName=${logon.host}\r\nMessage=${described(logon)}`;

const odd = fc.constantFrom(
  '-',
  '',
  'N/A',
  'Guest',
  'CORP\\guest',
  'guest@corp.lan',
  '4625',
  'ＧＵＥＳＴ',
  'a{b}',
  "O'Neil & <sons>",
  'Account Name:',
  'none',
);
/** A line of a description has no blanks at its ends, and a line break in it is another line. */
const line = fc
  .oneof(odd, fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 10 }))
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim());
const host = line.map((text) => text.replace(/[\][]/g, '') || 'DC01');
const written: fc.Arbitrary<Logon> = fc.record({
  code: fc.constantFrom('4625', '4625', '4624'),
  provider: fc.constantFrom(PROVIDER, PROVIDER, 'Microsoft Windows security auditing.', 'EventSystem'),
  host,
  values: fc.record({
    TargetUserName: line,
    TargetDomainName: line,
    WorkstationName: line,
    IpAddress: fc.oneof(
      line,
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('::1%0', '::ffff:10.0.0.1', '10.0.0.1:50'),
    ),
    LogonType: fc.constantFrom('3', '10', '-', ''),
    Status: fc.constantFrom('0xC000006D', '0x0', '-', ''),
    SubStatus: fc.constantFrom('0xC000006A', '0x0', '-'),
  }),
});
/** A success has no status: a description that names one is not Windows' own there. */
const logon = written.map((one) =>
  one.code === '4624' ? { ...one, values: { ...one.values, Status: '', SubStatus: '' } } : one,
);

describe('an event reads the same as fields and as one text', () => {
  it.each<[string, (logon: Logon) => string]>([
    ['as XML', asXml],
    ['as JSON', asJson],
    ['as nested JSON', asNestedJson],
    ["as CloudWatch's text", asBracketed],
    ["as Splunk's text", asKeyed],
  ])('%s', (_what, write) => {
    let told = 0;
    fc.assert(
      fc.property(logon, (one) => {
        const expected = asFields(one);
        if (expected) told += 1;
        expect(read({ message: [write(one)] })).toEqual(expected);
      }),
      { numRuns: 1_000, seed: 4625 },
    );
    expect(told).toBeGreaterThan(500);
  });
});
