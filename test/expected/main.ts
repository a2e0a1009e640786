import { parseArgs } from 'node:util';
import { runMain } from '../../scripts/ending';
import { openElasticsearch } from '../../scripts/evaluate/elasticsearch';
import { compareFolder, type FileResult } from './expected_folder';
import { abortOnSignals, InterruptedError } from '../../scripts/evaluate/interruption';
import { toMapping } from '../../scripts/evaluate/loading';

const USAGE = `npm run --silent evaluate:expected -- FOLDER [--mapping dynamic|keyword] [--json]
Evaluates every file of events in a folder and below, with test/expected-rules.json, and compares what fires with the
.expected.json beside it. Ends with 1 where anything differs or is missing. ES_URL as for evaluate.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      mapping: { type: 'string', default: 'dynamic' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  if (values.help) return (console.log(USAGE), 0);
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new Error(`Name one folder.\n${USAGE}`);
  const mapping = toMapping(values.mapping);
  const elasticsearch = await openElasticsearch((line) => console.error(line));
  const signal = abortOnSignals();
  try {
    const onResult = (result: FileResult) => values.json || console.log(linesOf(result));
    const results = await compareFolder(elasticsearch.client, folder, { mapping, signal, onResult });
    const differing = results.filter((result) => !agrees(result)).length;
    if (values.json) console.log(JSON.stringify({ files: results.length, differing, results }));
    else console.log(`\n${totalOf(results)}, ${differing} of ${results.length} files differ`);
    return differing === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof InterruptedError) return error.code;
    throw error;
  } finally {
    await elasticsearch.stop();
  }
}

const agrees = ({ differences, error }: FileResult) => error === undefined && differences.length === 0;

/** A file in one line, and under it whatever is not as expected, with both sides. */
function linesOf(result: FileResult): string {
  const { name, documents, alerts, checks, differences, notes, error } = result;
  const numbers = [`${documents} documents`, `${alerts} alerts`, `${checks} checks`].map((text) =>
    text.padStart(15),
  );
  const lines = [`${agrees(result) ? 'agrees ' : 'DIFFERS'}  ${name.padEnd(48)} ${numbers.join(' ')}`];
  if (error !== undefined) lines.push(`  ${error}`);
  for (const { what, expected, found } of differences)
    lines.push(`  ${what}: expected ${expected}, found ${found}`);
  for (const note of notes) lines.push(`  note: ${note}`);
  return lines.join('\n');
}

function totalOf(results: FileResult[]): string {
  const sum = (of: (result: FileResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  return `${sum(({ documents }) => documents)} documents, ${sum(({ alerts }) => alerts)} alerts, ${sum(({ checks }) => checks)} checks`;
}

runMain(main);
