import { parseArgs } from 'node:util';
import { runMain } from './ending';
import { checkDocuments } from './evaluate/documents';
import { openElasticsearch } from './evaluate/elasticsearch';
import { evaluateFile, type FileEvaluation } from './evaluate/file';
import { toIndexName } from './evaluate/index_name';
import { abortOnSignals, InterruptedError } from './evaluate/interruption';
import { toMapping, type Mapping } from './evaluate/loading';
import { exitCodeOf, toFailureReport, toReport, toText } from './evaluate/report';
import { defaultRules, readRulesFile, type EvaluationRules } from './evaluate/rules_file';

const USAGE = `npm run --silent evaluate -- --events FILE [options]
Says what the detection would have fired on logon events of a file, had it run while they came in.
  --events FILE      one JSON document a line, plain or gzip; evtx_dump's lines too
  --rules FILE       rules and settings (docs/evaluate.md); by default those of a new installation
  --index NAME       the index to load them into; by default named for their shape; deleted at the end
  --mapping KIND     dynamic (Elasticsearch's own), or keyword (as the shippers' templates)
  --json             print one JSON object and nothing else on standard output
Ends with 0, with 1 where it could not be done, and with 3 where failed logons could not be read.
ES_URL, ES_USERNAME and ES_PASSWORD name an Elasticsearch; without ES_URL one is started.`;
const HELP =
  'It is npm run --silent evaluate -- --events FILE [options]; --help in place of them tells which.';

interface Task {
  events: string;
  rules: EvaluationRules;
  index: string | undefined;
  mapping: Mapping;
}

type Values = ReturnType<typeof readOptions>;

function readOptions() {
  try {
    return parseArgs({
      options: {
        events: { type: 'string', multiple: true },
        rules: { type: 'string' },
        index: { type: 'string' },
        mapping: { type: 'string', default: 'dynamic' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}. ${HELP}`, { cause: error });
  }
}

/** Everything that can be wrong before anything is started. */
async function toTask({ events: [events, ...more] = [], rules, index, mapping }: Values): Promise<Task> {
  if (!events) throw new Error(`Name a file of events. ${HELP}`);
  if (more.length > 0)
    throw new Error('Name one file of events. Several are one after cat A B > events.ndjson.');
  const task = {
    events,
    rules: rules === undefined ? defaultRules() : readRulesFile(rules),
    index: index === undefined ? undefined : toIndexName(index),
    mapping: toMapping(mapping),
  };
  await checkDocuments(events);
  return task;
}

async function evaluate({ events, rules, index, mapping }: Task): Promise<FileEvaluation> {
  const elasticsearch = await openElasticsearch((line) => console.error(line));
  const signal = abortOnSignals();
  try {
    return await evaluateFile(elasticsearch.client, events, rules, { index, mapping, signal });
  } finally {
    await elasticsearch.stop();
  }
}

async function main(): Promise<number> {
  // The other options may be wrong, so this one is looked for by itself.
  const json = process.argv.includes('--json');
  try {
    const options = readOptions();
    if (options.help) return (console.log(USAGE), 0);
    const { loading, evaluation } = await evaluate(await toTask(options));
    if (json) console.log(JSON.stringify(toReport(loading, evaluation)));
    else console.log(toText(loading, evaluation, process.stdout.columns));
    return exitCodeOf(evaluation);
  } catch (error) {
    if (json) console.log(JSON.stringify(toFailureReport(error)));
    if (error instanceof InterruptedError) return error.code;
    throw error;
  }
}

runMain(main);
