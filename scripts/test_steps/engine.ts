import { javaRange, lookForJava } from '../elasticsearch_parts/java';
import type { Step } from './step';

/** Beside the one of all other suites: the newest of 8.19, and of all, that Maven had on 2026-11-23. */
export const ENGINE_VERSIONS = ['8.19.21', '9.5.4'];

/** A Kibana around it: its suites are long, and ask Elasticsearch nothing that the others do not. */
const WITH_KIBANA = 'runs the plugin in a sandbox, by the questions that the other suites ask';
const WITH_KEYS = 'needs API keys and users, which the minimal distribution has not';

/**
 * Of the suites on Elasticsearch those that are run on one version only, and why. All others are run on each, so that
 * a new one cannot be forgotten. By path from the project's folder.
 */
export const LEFT_OUT: Record<string, string> = {
  'scripts/bench/bench.es.test.ts': 'is about the benchmark',
  'scripts/elasticsearch.es.test.ts': 'starts servers of its own',
  'server/adapters/events/at_size.es.test.ts':
    'a million accounts take minutes, and are about the memory of Kibana',
  'server/adapters/source_health/hidden_data.es.test.ts': WITH_KEYS,
  'server/adapters/source_health/key_health.es.test.ts': WITH_KEYS,
  'test/deleted_space.es.test.ts': WITH_KIBANA,
  'test/killed.es.test.ts': WITH_KIBANA,
  'test/no_key.es.test.ts': WITH_KIBANA,
  'test/two_kibanas.es.test.ts': WITH_KIBANA,
};

/** For Jest's `--testPathIgnorePatterns`, which takes the place of its own default. */
export function leftOutPatterns(): string[] {
  const paths = Object.keys(LEFT_OUT).map((path) => `/${path.replaceAll('.', '\\.')}$`);
  return ['/node_modules/', ...paths];
}

/** Skipped where no JDK suits: a machine for the other suites needs none so new. `look` is replaced in tests. */
export function engineStep(version: string, look: typeof lookForJava = lookForJava): Step {
  return {
    name: `Elasticsearch ${version}: engine`,
    script: 'test:engine',
    args: ['--version', version],
    reportOption: 'FILE',
    timeoutMinutes: 20,
    missing: async () => {
      const java = await look(javaRange(version));
      return 'missing' in java ? `Not run on Elasticsearch ${version}: ${java.missing}` : undefined;
    },
  };
}
