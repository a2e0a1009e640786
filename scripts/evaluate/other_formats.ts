/**
 * Formats that people have instead of one JSON document a line: how the file begins, what it is, and how to convert
 * it.
 */
const FORMATS: Array<[RegExp, string, string]> = [
  [/^"?@?[\w.]+"?[,;\t]/, 'It is a table (CSV)', 'to export JSON'],
  [/^\[/, 'It is a JSON array', "jq -c '.[]' FILE > events.ndjson"],
  [/^\{(.*[{[,])?$/, 'It is JSON over several lines', 'jq -c . FILE > events.ndjson'],
  [/^ElfFile\0/, 'It is a Windows event log itself', 'evtx_dump -o jsonl FILE > events.ndjson'],
  [/^Record \d+$/, "It is evtx_dump's output for people", 'evtx_dump -o jsonl FILE.evtx > events.ndjson'],
  [/^</, 'It is XML', 'evtx_dump -o jsonl FILE.evtx > events.ndjson'],
  [/^\uFFFD\uFFFD|^.\0/, 'It is UTF-16', 'iconv -f UTF-16 -t UTF-8 FILE > events.ndjson'],
  [/^PK\u0003\u0004/, 'It is a zip archive', 'unzip -p FILE > events.ndjson'],
  [/^BZh\d/, 'It is compressed with bzip2', 'bzip2 -dc FILE > events.ndjson'],
  [/^\uFFFD7zXZ\0/, 'It is compressed with xz', 'xz -dc FILE > events.ndjson'],
  [/^\(\uFFFD\/\uFFFD/, 'It is compressed with zstd', 'zstd -dc FILE > events.ndjson'],
  [/^\u001f\uFFFD/, 'It is compressed twice', 'zcat FILE > events.ndjson.gz'],
];

const ONE_A_LINE = 'There must be one JSON document a line.';

/** What to do with a file whose first line of text is `line`. It may be any bytes, read as UTF-8. */
export function formatRemedy(line: string): string {
  const [, what, command] = FORMATS.find(([beginning]) => beginning.test(line)) ?? [];
  return what === undefined ? ONE_A_LINE : `${what}. ${ONE_A_LINE} Try: ${command}`;
}
