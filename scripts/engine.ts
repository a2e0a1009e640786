import { parseArgs } from 'node:util';
import { startElasticsearch } from './elasticsearch';
import { runMain } from './ending';
import { reportArguments, runJest } from './jest';
import { leftOutPatterns } from './test_steps/engine';

const USAGE = `npm run test:engine -- [--version 9.5.4] [--json FILE] [-- jest options]
Starts an Elasticsearch of that version (the default is that of the other suites) and runs there what the plugin asks
of Elasticsearch: reading events of all shapes, and its own storage.
  --json FILE   Jest's report`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { version: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return (console.log(USAGE), 0);
  const { version, json } = values;
  const elasticsearch = await startElasticsearch({ version, onProgress: (line) => console.error(line) });
  try {
    const suites = ['--selectProjects', 'elasticsearch', '--testPathIgnorePatterns', ...leftOutPatterns()];
    const how = ['--runInBand', '--forceExit', ...reportArguments(json)];
    return await runJest([...suites, ...how, ...positionals], { ES_TEST_URL: elasticsearch.url });
  } finally {
    await elasticsearch.stop();
  }
}

runMain(main);
