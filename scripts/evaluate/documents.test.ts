import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CANDIDATES } from '../../server/detect/events/candidates';
import { EVENT_XML } from '../../test/hostile/base';
import { checkDocuments, readDocuments, type Reading } from './documents';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const document = (n: number) => JSON.stringify({ '@timestamp': '2026-11-22T03:14:00.000Z', n });

const TIME = '2026-11-22T03:14:00.000Z';
const QUERIED = '2026-11-22T04:00:00.000Z';
const PROVIDER = 'Microsoft-Windows-Security-Auditing';
const ROW = { eventid: '4625', provider_name: PROVIDER, data: '{"EventData":{"TargetUserName":"anna"}}' };
const EVTX = {
  System: { EventID: 4625, TimeCreated: { '#attributes': { SystemTime: QUERIED } } },
  EventData: { TargetUserName: 'anna' },
};

async function read(content: string | Buffer, reading?: Reading) {
  const file = join(folder, 'events');
  writeFileSync(file, content);
  const found = [];
  for await (const one of readDocuments(file, reading)) found.push(one);
  return found;
}
const numbers = async (content: string | Buffer) =>
  (await read(content)).map(({ line, document: { n } }) => [line, n]);

describe('readDocuments', () => {
  it.each<[string, string | Buffer]>([
    ['with a line end at the end', `${document(1)}\n${document(2)}\n`],
    ['without one', `${document(1)}\n${document(2)}`],
    ['with line ends of Windows', `${document(1)}\r\n${document(2)}\r\n`],
    ['with a byte order mark', `\uFEFF${document(1)}\n${document(2)}`],
    ['with one, compressed', gzipSync(`\uFEFF${document(1)}\n${document(2)}`)],
    ['compressed', gzipSync(`${document(1)}\n${document(2)}`)],
    [
      'compressed in two members that meet within a line',
      Buffer.concat([gzipSync(document(1).slice(0, 5)), gzipSync(`${document(1).slice(5)}\n${document(2)}`)]),
    ],
  ])('reads a file %s', async (_what, content) =>
    expect(await numbers(content)).toEqual([
      [1, 1],
      [2, 2],
    ]),
  );
  it('leaves blank lines out and counts them', async () =>
    expect(await numbers(`\n${document(1)}\n  \n${document(2)}\n\n`)).toEqual([
      [2, 1],
      [4, 2],
    ]));
  it('reads a line that is longer than what is read at once', async () => {
    const long = JSON.stringify({ n: 1, message: 'ä'.repeat(3 * 1024 * 1024) });
    expect(await numbers(`${long}\n${document(2)}`)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
  it.each<[string, Record<string, unknown>]>([
    ['a text', { seen: TIME, _raw: EVENT_XML }],
    ['a row of osquery', { '@timestamp': QUERIED, seen: TIME, ...ROW }],
    ['a record of evtx_dump', { seen: TIME, Event: EVTX }],
  ])('keeps the field that is set for the time: %s', async (_what, written) => {
    const candidates = { ...CANDIDATES, time: ['seen'] };
    const [found] = await read(JSON.stringify(written), { candidates, fromText: true });
    expect(found?.document).toMatchObject({ event: { code: '4625' }, seen: TIME });
  });
  it.each<[string, Record<string, unknown>, object]>([
    ['names', { EventCode: '4625', Account_Name: 'anna' }, { EventCode: '4625', Account_Name: 'anna' }],
    ['text', { _raw: EVENT_XML }, { event: { code: '4625' } }],
  ])("takes the time of a line of Splunk's export with %s", async (_what, line, expected) => {
    const [found] = await read(JSON.stringify({ _time: '2026-11-22 04:00:00.000 UTC', ...line }));
    expect(found?.document).toMatchObject({ '@timestamp': QUERIED, ...expected });
  });
  it('hands a document on as it was written', async () => {
    const written = '{"@timestamp":"2026-11-22T03:14:00Z","record":12345678901234567890}';
    expect((await read(written))[0]?.json).toBe(written);
  });
  it.each<[string, string]>([
    ['{"index":{"_index":"a"}}', "is an action of Elasticsearch's bulk format"],
    ['{"create":{}}', "is an action of Elasticsearch's bulk format"],
    [
      '{"_index":"a","_source":{"n":1}}',
      'is a hit of a search with the document in _source. Try: jq -c ._source',
    ],
    ['{"hits":{"hits":[]}}', 'is the answer to a search with the documents in it. Try: jq -c'],
    ['{"snapshot":[{"eventid":"4625"}],"unixTime":1}', "is an answer of osquery's"],
    [
      '{"events":[{"message":"x"}],"searchedLogStreams":[]}',
      "is an answer of CloudWatch's filter-log-events",
    ],
    [
      '{"messageType":"DATA_MESSAGE","logEvents":[{"message":"x"}]}',
      "is a record of CloudWatch's subscription, with the events in it. Try: jq -c '.logEvents[]'",
    ],
    ['{"diffResults":{"added":[]},"unixTime":1}', "is a batch of osquery's results, with the rows in it"],
    ['{"records":[{"EventID":4625}]}', "is an envelope of Azure's diagnostic logs, with the records in it"],
    ['{"preview":false,"result":{"EventCode":"4625"}}', "is a line of Splunk's export"],
    ['{"n":', 'is no JSON: Unexpected end of JSON input. Correct the line or leave it out'],
    ['{"n":"\u001b[2J"}', 'is no JSON: Bad control character'],
    [
      '[{"n":1}]',
      "is no JSON object. It is a JSON array. There must be one JSON document a line. Try: jq -c '.[]'",
    ],
    ['4625', 'is no JSON object. There must be one JSON document a line.'],
  ])('refuses %s by file and number', async (line, message) =>
    expect(read(`${document(1)}\n\n${line}\n${document(2)}`)).rejects.toThrow(
      `Line 3 of ${join(folder, 'events')} ${message}`,
    ),
  );
  it.each<[string, string | Buffer, string]>([
    [
      'an array over several lines',
      JSON.stringify([{ n: 1 }], null, 2),
      "It is a JSON array. There must be one JSON document a line. Try: jq -c '.[]' FILE > events.ndjson",
    ],
    [
      'documents over several lines',
      JSON.stringify({ n: 1 }, null, 2),
      'It is JSON over several lines. There must be one JSON document a line. Try: jq -c . FILE > events.ndjson',
    ],
    ['an array in UTF-8 with a mark', '\uFEFF[\n{}]', 'It is a JSON array'],
    ['an array, compressed', gzipSync('[\n{}\n]'), 'It is a JSON array'],
    ['UTF-16', Buffer.from(`\uFEFF${document(1)}`, 'utf16le'), 'It is UTF-16'],
    ['UTF-16 without a mark', Buffer.from(document(1), 'utf16le'), 'It is UTF-16'],
    ['an event log itself', 'ElfFile\0\0\0', 'Try: evtx_dump -o jsonl'],
    ['what evtx_dump prints for people', 'Record 1\n{\n}', 'Try: evtx_dump -o jsonl'],
    ['an event as XML', '<?xml version="1.0"?>', 'It is XML'],
    ['a zip archive', Buffer.from('504b03041400', 'hex'), 'Try: unzip -p'],
    ['zstd', Buffer.from('28b52ffd0458', 'hex'), 'Try: zstd -dc'],
    ['xz', Buffer.from('fd377a585a0000', 'hex'), 'Try: xz -dc'],
    ['bzip2', 'BZh91AY&SY', 'Try: bzip2 -dc'],
    ['what was compressed twice', gzipSync(gzipSync(document(1))), 'It is compressed twice'],
    ['a table', '"@timestamp","event.code"\n', 'It is a table (CSV)'],
    ['words', 'hello\n', 'There must be one JSON document a line.'],
  ])('says what to do with %s', async (_what, content, message) => {
    await expect(read(content)).rejects.toThrow(`Line 1 of ${join(folder, 'events')} is no JSON`);
    await expect(read(content)).rejects.toThrow(message);
  });
  it('prints nothing of a file that steers a terminal', async () =>
    expect(read('\u001b[2J\u009b1m')).rejects.toThrow(/^[^\p{Cc}]+$/u));
  it(
    'says so of one that is longer than any event',
    async () =>
      expect(read(`[${' '.repeat(33 * 1024 * 1024)}`)).rejects.toThrow(
        'more than 33,554,432 characters. It is a JSON array',
      ),
    30_000,
  );
  it('takes a document whose only field has the name of an action', async () =>
    expect(await read('{"index":4}')).toHaveLength(1));
  it.each<[string, Buffer, string]>([
    ['is cut off', gzipSync(document(1)).subarray(0, 30), 'its gzip is cut off.'],
    ['is cut off in its head', gzipSync(document(1)).subarray(0, 5), 'its gzip is cut off.'],
    [
      'is damaged',
      Buffer.concat([gzipSync(document(1)).subarray(0, 10), Buffer.alloc(30, 7)]),
      'its gzip is damaged',
    ],
  ])('says that an archive %s', async (_what, content, message) => {
    await expect(read(content)).rejects.toThrow(`${join(folder, 'events')} cannot be read: ${message}`);
    await expect(read(content)).rejects.toThrow('Copy or download it again');
  });
  it('says of a file that only has the name of an archive that it is none', async () => {
    const file = join(folder, 'events.ndjson.gz');
    writeFileSync(file, 'hello');
    await expect(checkDocuments(file)).rejects.toThrow('Whatever its name says, the file is no gzip.');
    writeFileSync(file, document(1));
    await expect(checkDocuments(file)).resolves.toBeUndefined();
  });
  it('names a file that is not there', async () => {
    const reading = readDocuments(join(folder, 'absent')).next();
    await expect(reading).rejects.toThrow(
      `cannot be read: there is no ${join(folder, 'absent')}. Check the path.`,
    );
  });
  it.each<[string, string, string]>([
    ['a folder', folder, 'is a folder. Name one file'],
    ['a device', '/dev/null', 'is no file that can be read twice.'],
  ])('refuses %s', async (_what, path, message) =>
    expect(checkDocuments(path)).rejects.toThrow(`${path} ${message}`),
  );
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'is empty.'],
    ['blank lines', '\n  \n', 'has no documents.'],
    ['an archive of nothing', gzipSync(''), 'has no documents.'],
  ])('refuses %s', async (_what, content, message) => {
    const file = join(folder, 'events');
    writeFileSync(file, content);
    await expect(checkDocuments(file)).rejects.toThrow(
      `${file} ${message} Give a file with one JSON document a line.`,
    );
  });
  it.each<[object, string]>([
    [{ event: { code: '4625' } }, 'winlogbeat'],
    [{ data: { win: { system: {} } } }, 'wazuh'],
    [{ EventID: 4625 }, 'flat'],
  ])('tells who wrote %j', async (written, shape) =>
    expect((await read(JSON.stringify(written)))[0]?.shape).toBe(shape),
  );
  it('turns what evtx_dump prints into what Winlogbeat writes', async () => {
    const System = {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
      EventID: 4625,
      TimeCreated: { '#attributes': { SystemTime: '2026-11-22T03:14:00.1239876Z' } },
      Computer: 'DC01',
    };
    const [found] = await read(JSON.stringify({ Event: { System, EventData: { TargetUserName: 'Guest' } } }));
    expect(found).toMatchObject({
      shape: 'winlogbeat',
      document: { '@timestamp': '2026-11-22T03:14:00.124Z' },
    });
    expect(JSON.parse(found?.json ?? '')).toEqual(JSON.parse(JSON.stringify(found?.document)));
  });
});
