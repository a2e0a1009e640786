import { javaRange, lookForJava } from '../../scripts/elasticsearch_parts/java';
import type { Extent } from './extent';
import type { Step } from './step';

/** Beside the one of all other suites: the newest of 8.19, and of all, that Maven had on 2026-11-23. */
export const ENGINE_VERSIONS = ['8.19.21', '9.5.4'];

/**
 * Of the suites on Elasticsearch those that are run on one version only, and why. All others are run on each, so that
 * a new one cannot be forgotten. By path from the project's folder.
 */
export const ON_ONE_VERSION: Record<string, string> = {
  'scripts/bench/bench.es.test.ts': 'is about the benchmark',
  'server/adapters/events/at_size.es.test.ts': 'takes minutes, and is about the memory of Kibana',
};

/** Likewise; `make test-all` runs them on each version. */
export const ON_ONE_VERSION_USUALLY: Record<string, string> = {
  'scripts/evaluate/evaluate.es.test.ts':
    'loads files, and then asks what the suites on shapes and events ask',
  'scripts/evaluate/evaluation.es.test.ts': 'the same',
  'scripts/evaluate/odd_input.es.test.ts': 'the same',
  'scripts/evaluate/unread.es.test.ts': 'the same',
  'server/adapters/events/failures.es.test.ts': 'the failures are made by a proxy, and so are its answers',
  'test/cases.es.test.ts': 'is about what events say, by way of an evaluation',
  'test/real_events.es.test.ts': 'is about what events say, in the shapes of the suite on shapes',
  'test/recent_events.es.test.ts': 'asks by chance what the suites on arrivals and events ask one by one',
};

/** For Jest's `--testPathIgnorePatterns`, which takes the place of its own default. */
export function leftOutPatterns(extent: Extent): string[] {
  const leftOut = extent === 'all' ? ON_ONE_VERSION : { ...ON_ONE_VERSION, ...ON_ONE_VERSION_USUALLY };
  const paths = Object.keys(leftOut).map((path) => `/${path.replaceAll('.', '\\.')}$`);
  return ['/node_modules/', ...paths];
}

/** Skipped where no JDK suits: a machine for the other suites needs none so new. `look` is replaced in tests. */
export function engineStep(version: string, extent: Extent, look: typeof lookForJava = lookForJava): Step {
  return {
    name: `Elasticsearch ${version}: engine`,
    script: 'test:engine',
    args: ['--version', version, ...(extent === 'all' ? ['--all'] : [])],
    reportOption: 'FILE',
    timeoutMinutes: extent === 'all' ? 40 : 20,
    missing: async () => {
      const java = await look(javaRange(version));
      return 'missing' in java ? `Not run on Elasticsearch ${version}: ${java.missing}` : undefined;
    },
  };
}
