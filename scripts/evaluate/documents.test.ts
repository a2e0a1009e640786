import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readDocuments } from './documents';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const document = (n: number) => JSON.stringify({ '@timestamp': '2026-11-22T03:14:00.000Z', n });

async function read(content: string | Buffer) {
  const file = join(folder, 'events');
  writeFileSync(file, content);
  const found = [];
  for await (const one of readDocuments(file)) found.push(one);
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
  it('hands a document on as it was written', async () => {
    const written = '{"@timestamp":"2026-11-22T03:14:00Z","record":12345678901234567890}';
    expect((await read(written))[0]?.json).toBe(written);
  });
  it.each<[string, string]>([
    ['{"index":{"_index":"a"}}', "Line 3 is an action of Elasticsearch's bulk format"],
    ['{"create":{}}', "Line 3 is an action of Elasticsearch's bulk format"],
    ['{"_index":"a","_source":{"n":1}}', 'Line 3 is a hit of a search'],
    ['{"n":', 'Line 3 is no JSON'],
    ['[{"n":1}]', 'Line 3 is no JSON object'],
    ['4625', 'Line 3 is no JSON object'],
  ])('refuses %s by its number', async (line, message) =>
    expect(read(`${document(1)}\n\n${line}\n${document(2)}`)).rejects.toThrow(message),
  );
  it('takes a document whose only field has the name of an action', async () =>
    expect(await read('{"index":4}')).toHaveLength(1));
  it('says that an archive is cut off', async () =>
    expect(read(gzipSync(document(1)).subarray(0, 30))).rejects.toThrow('unexpected end of file'));
  it('names a file that is not there', async () => {
    const reading = readDocuments(join(folder, 'absent')).next();
    await expect(reading).rejects.toThrow(/absent cannot be read: ENOENT/);
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
