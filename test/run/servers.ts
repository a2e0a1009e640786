import {
  startElasticsearch,
  type ElasticsearchOptions,
  type RunningElasticsearch,
} from '../../scripts/elasticsearch';
import { ONE_PASSED } from './counts';
import type { Lane } from './lanes';
import { runSteps, timed, type Step } from './step';

/** An Elasticsearch that the steps of a lane share, and how they find it. */
export interface SharedServer {
  name: string;
  options: ElasticsearchOptions;
  /** Environment of the steps. A suite whose server is missing starts one, or fails and says so. */
  environment(server: RunningElasticsearch): NodeJS.ProcessEnv;
}

/** For detection and storage. */
export const MINIMAL: SharedServer = {
  name: 'start Elasticsearch',
  options: {},
  environment: ({ url }) => ({ ES_TEST_URL: url }),
};

/** For keys, roles and spaces. */
export const SECURED: SharedServer = {
  name: 'start Elasticsearch, secured',
  options: { distribution: 'full', security: true },
  environment: ({ url, username, password, kibanaPassword }) => ({
    ES_SECURED_URL: url,
    ES_SECURED_USERNAME: username,
    ES_SECURED_PASSWORD: password,
    ES_SECURED_KIBANA_PASSWORD: kibanaPassword,
  }),
};

/**
 * A lane whose steps share a server. Where the server cannot be started, that is a failure of its own; the steps run
 * all the same and say what they miss.
 */
export function laneOn(shared: SharedServer, steps: Step[], env: NodeJS.ProcessEnv): Lane {
  return async () => {
    let server: RunningElasticsearch | undefined;
    const started = await timed(shared.name, async () => {
      server = await startElasticsearch({ ...shared.options, shortLived: true });
      return { counts: ONE_PASSED, output: server.url };
    });
    try {
      const found = server ? shared.environment(server) : {};
      return [started, ...(await runSteps(steps, { ...env, ...found }))];
    } finally {
      await server?.stop().catch((error: Error) => console.error(error.message));
    }
  };
}
