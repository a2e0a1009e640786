import type { estypes } from '@elastic/elasticsearch';
import { alertsIndex, stateIndex } from '../../server/adapters/storage/own_indices';
import { SETTINGS_ID, SETTINGS_TYPE } from '../../server/adapters/storage/settings_object';
import { TARGET, type TestSpace } from './place';

const SETTINGS_INDEX = '.kibana_brute_force_alerts';
const TASKS = '.kibana_task_manager*';
const EVERYTHING = { expand_wildcards: 'all', ignore_unavailable: true, size: 1_000 } as const;

export const settingsPlace = (space: TestSpace) => ({
  index: SETTINGS_INDEX,
  id: `${space.id}:${SETTINGS_TYPE}:${SETTINGS_ID}`,
});

/** Task documents in their own form: a Kibana's, and the sandbox's, which has the interval in one word. */
interface TaskSource {
  task?: { taskType: string; schedule: unknown; params: string };
  taskType?: string;
  interval?: string;
  params?: string;
}

type Hit = estypes.SearchHit<unknown>;
const told = ({ _id, _seq_no, _source }: Hit) => ({ _id, _seq_no, _source });
const inOrder = <T>(all: T[]): T[] =>
  [...all].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

/** Everything that a request could change, less what the space's own runs write: mark, journal, times of tasks. */
export async function stateOf(space: TestSpace): Promise<object> {
  const { client } = space;
  const [settings, tasks, keys, deliveries, alerts, indices, telegram] = await Promise.all([
    client.get(settingsPlace(space), { ignore: [404] }),
    tasksOf(space),
    keysOf(space),
    documents(space, stateIndex(space.id), { term: { kind: 'delivery' } }),
    documents(space, alertsIndex(space.id)),
    client.indices.get({ index: `.kibana-brute-force-alerts-*-${space.id}`, expand_wildcards: 'all' }),
    telegramCalls(),
  ]);
  return {
    settings: { _seq_no: settings._seq_no, _source: settings._source },
    tasks,
    keys,
    deliveries,
    alerts,
    indices: Object.entries(indices).map(([name, { settings, mappings }]) => ({ name, settings, mappings })),
    telegram,
  };
}

async function documents({ client }: TestSpace, index: string, query?: estypes.QueryDslQueryContainer) {
  const { hits } = await client.search({ index, query, ...EVERYTHING, seq_no_primary_term: true });
  return inOrder(hits.hits.map(told));
}

/** Of all spaces: there is no other. In an order of their own, since a run moves its task in the index. */
async function tasksOf({ client }: TestSpace) {
  const { hits } = await client.search<TaskSource>({ index: TASKS, ...EVERYTHING });
  const own = hits.hits.filter(({ _id }) => String(_id).includes('bruteForceAlerts:'));
  const tasks = own.map(({ _id, _source = {} }) => {
    const { taskType, schedule, interval, params } = { ...(_source.task ?? {}), ..._source } as TaskSource & {
      schedule?: unknown;
    };
    return { _id, taskType, schedule, interval, params: _source.task?.params ?? params };
  });
  return inOrder(tasks);
}

async function keysOf({ client, id }: TestSpace) {
  const { api_keys: keys } = await client.security.getApiKey({ name: `Brute force alerts: ${id}*` });
  return inOrder(
    keys.map(({ id: keyId, username, invalidated, expiration, role_descriptors: rights }) => ({
      keyId,
      username,
      invalidated,
      expiration,
      rights,
    })),
  );
}

/** Made without a request: messages are changed as an attack grows and ends, and a pairing that began is read for. */
const OF_ITSELF = ['editMessageText', 'getUpdates'];

/** The methods that were called because somebody asked. */
async function telegramCalls(): Promise<string[]> {
  const response = await fetch(`${TARGET.botApi}/_calls`);
  const calls = (await response.json()) as Array<{ method: string }>;
  return calls.map(({ method }) => method).filter((method) => !OF_ITSELF.includes(method));
}
