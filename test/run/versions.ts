import { javaRange, lookForJava } from '../../scripts/elasticsearch_parts/java';
import type { Extent } from './extent';
import type { Step } from './step';

/**
 * The versions that are tested besides the default one: the newest 8.19, and the newest of all, that Maven had on
 * 2026-11-23.
 */
export const ENGINE_VERSIONS = ['8.19.21', '9.5.4'];

/**
 * Suites that run on one version of Elasticsearch only, with the reason; by path from the project's folder. All other
 * suites run on every version, so a new one cannot be forgotten.
 */
export const ON_ONE_VERSION: Record<string, string> = {
  'scripts/bench/bench.es.test.ts': 'is about the benchmark',
  'server/adapters/events/at_size.es.test.ts': 'takes minutes, and is about the memory of Kibana',
};

/** Suites that `make test-all` runs on every version, and `make test` on one only. */
export const ON_ONE_VERSION_USUALLY: Record<string, string> = {
  'scripts/evaluate/evaluate.es.test.ts':
    'loads files, and then asks what the suites on shapes and events ask',
  'scripts/evaluate/evaluation.es.test.ts': 'the same',
  'scripts/evaluate/odd_input.es.test.ts': 'the same',
  'scripts/evaluate/unread.es.test.ts': 'the same',
  'server/adapters/events/failures.es.test.ts': 'the failures are made by a proxy, and so are its answers',
  'server/wiring/heartbeat.es.test.ts':
    'is about what is called and told; the suites on storage ask the same',
  'server/wiring/source_check.es.test.ts':
    'is about when the source is looked at; the suite on source_inspector asks what is found',
  'server/wiring/trouble_facts.es.test.ts': 'is about what is told; the suites on storage ask the same',
  'test/cases.es.test.ts': 'is about what events say, by way of an evaluation',
  'test/faults/faults.es.test.ts': 'kills the plugin, which asks what the suites on storage ask one by one',
  'test/hostile_documents.es.test.ts': 'is about what events say; the suites on shapes ask the same',
  'test/more_shapes.es.test.ts': 'is about what events say, by the questions of the suite on shapes',
  'test/real_events.es.test.ts': 'is about what events say, in the shapes of the suite on shapes',
  'test/recent_events.es.test.ts': 'asks by chance what the suites on arrivals and events ask one by one',
};

/** The patterns for Jest's `--testPathIgnorePatterns`. They replace its default, which is therefore in them. */
export function leftOutPatterns(extent: Extent): string[] {
  const leftOut = extent === 'all' ? ON_ONE_VERSION : { ...ON_ONE_VERSION, ...ON_ONE_VERSION_USUALLY };
  const paths = Object.keys(leftOut).map((path) => `/${path.replaceAll('.', '\\.')}$`);
  return ['/node_modules/', ...paths];
}

/**
 * The step for one version. It is skipped where no JDK suits, since the other suites need none so new. Tests replace
 * `look`.
 */
export function engineStep(version: string, extent: Extent, look: typeof lookForJava = lookForJava): Step {
  return {
    name: `Elasticsearch ${version}: engine`,
    script: 'test:engine',
    args: ['--version', version, ...(extent === 'all' ? ['--all'] : [])],
    reportOption: 'FILE',
    timeoutMinutes: extent === 'all' ? 90 : 20,
    missing: async () => {
      const java = await look(javaRange(version));
      return 'missing' in java ? `Not run on Elasticsearch ${version}: ${java.missing}` : undefined;
    },
  };
}
