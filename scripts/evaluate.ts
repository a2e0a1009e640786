import { parseArgs } from 'node:util';
import { runMain } from './ending';
import { openElasticsearch } from './evaluate/elasticsearch';
import { evaluateFile, RejectedDocumentsError } from './evaluate/file';
import { abortOnSignals, InterruptedError } from './evaluate/interruption';
import { toMapping } from './evaluate/loading';
import { toReport, toText, type EvaluationReport } from './evaluate/report';
import { defaultRules, readRulesFile } from './evaluate/rules_file';

const USAGE = `npm run --silent evaluate -- --events FILE [options]
Says what the detection would have fired on logon events of a file, had it run while they came in.
  --events FILE      one JSON document a line, plain or gzip; evtx_dump's lines too
  --rules FILE       rules and settings (docs/evaluate.md); by default those of a new installation
  --index NAME       the index to load them into; by default named for their shape; deleted at the end
  --mapping KIND     dynamic (Elasticsearch's own), or keyword (as the shippers' templates)
  --json             print one JSON object and nothing else on standard output
ES_URL, ES_USERNAME and ES_PASSWORD name an Elasticsearch; without ES_URL one is started.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string' },
      rules: { type: 'string' },
      index: { type: 'string' },
      mapping: { type: 'string', default: 'dynamic' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return (console.log(USAGE), 0);
  const { events, index, json } = values;
  if (!events) throw new Error(`Name a file of events.\n${USAGE}`);
  const rules = values.rules === undefined ? defaultRules() : readRulesFile(values.rules);
  const mapping = toMapping(values.mapping);
  const elasticsearch = await openElasticsearch((line) => console.error(line));
  const signal = abortOnSignals();
  try {
    const { loading, evaluation } = await evaluateFile(elasticsearch.client, events, rules, {
      index,
      mapping,
      signal,
    });
    if (json) console.log(JSON.stringify(toReport(loading, evaluation)));
    else console.log(toText(loading, evaluation, process.stdout.columns));
    return 0;
  } catch (error) {
    if (error instanceof InterruptedError) return error.code;
    if (json && error instanceof RejectedDocumentsError) printRejected(error);
    throw error;
  } finally {
    await elasticsearch.stop();
  }
}

function printRejected({ loading: { events, rejected }, message }: RejectedDocumentsError): void {
  const report: EvaluationReport = { events, rejected, alerts: [], error: message };
  console.log(JSON.stringify(report));
}

runMain(main);
