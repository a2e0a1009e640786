import { startElasticsearch, type RunningElasticsearch } from '../elasticsearch';
import { ONE_PASSED } from './counts';
import { timed, type StepResult } from './step';

export interface Servers {
  /** How the suites find them. A suite whose server is missing starts one, or fails and says so. */
  env: NodeJS.ProcessEnv;
  results: StepResult[];
  stop(): Promise<void>;
}

/** One Elasticsearch for detection and storage, one with security for keys, roles and spaces; for all suites. */
export async function startServers(): Promise<Servers> {
  const started: RunningElasticsearch[] = [];
  const env: NodeJS.ProcessEnv = {};
  const begin = (
    name: string,
    start: () => Promise<RunningElasticsearch>,
    take: (server: RunningElasticsearch) => void,
  ) =>
    timed(name, async () => {
      const server = await start();
      started.push(server);
      take(server);
      return { counts: ONE_PASSED, output: server.url };
    });
  const results = await Promise.all([
    begin(
      'start Elasticsearch',
      () => startElasticsearch(),
      ({ url }) => Object.assign(env, { ES_TEST_URL: url }),
    ),
    begin(
      'start Elasticsearch, secured',
      () => startElasticsearch({ distribution: 'full', security: true }),
      (server) => Object.assign(env, securedEnvironment(server)),
    ),
  ]);
  return { env, results, stop: async () => void (await Promise.all(started.map((server) => server.stop()))) };
}

function securedEnvironment({
  url,
  username,
  password,
  kibanaPassword,
}: RunningElasticsearch): NodeJS.ProcessEnv {
  return {
    ES_SECURED_URL: url,
    ES_SECURED_USERNAME: username,
    ES_SECURED_PASSWORD: password,
    ES_SECURED_KIBANA_PASSWORD: kibanaPassword,
  };
}
