import { parseArgs } from 'node:util';
import { startElasticsearch } from '../../scripts/elasticsearch';
import { runMain } from '../../scripts/ending';
import { reportArguments, runJest } from './jest';
import { leftOutPatterns } from './versions';

const USAGE = `npm run test:engine -- [--version 9.5.4] [--all] [--json FILE] [-- jest options]
Starts an Elasticsearch of that version (the default is that of the other suites) and runs there what the plugin asks
of Elasticsearch: reading events of all shapes, and its own storage.
  --all         also the long suites, which \`make test\` runs on one version only
  --json FILE   Jest's report`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      version: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return (console.log(USAGE), 0);
  const { version, all, json } = values;
  const elasticsearch = await startElasticsearch({
    version,
    shortLived: true,
    onProgress: (line) => console.error(line),
  });
  try {
    const leftOut = leftOutPatterns(all ? 'all' : 'usual');
    const suites = ['--selectProjects', 'elasticsearch', '--testPathIgnorePatterns', ...leftOut];
    const how = ['--runInBand', '--forceExit', ...reportArguments(json)];
    return await runJest([...suites, ...how, ...positionals], { ES_TEST_URL: elasticsearch.url });
  } finally {
    await elasticsearch.stop();
  }
}

runMain(main);
