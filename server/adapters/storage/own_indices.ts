import { createHash } from 'node:crypto';
import type { ElasticsearchClient, Logger } from '../../../kibana_contracts/server';

/**
 * The plugin's own hidden indices, one pair a space, below `.kibana-`, where Kibana's internal user may do everything
 * and no built-in role reaches. Not `.alerts*`: viewers read and editors write those, across spaces.
 */
const PREFIX = '.kibana-brute-force-alerts';
export const alertsIndex = (space: string) => `${PREFIX}-alerts-${space}`;
export const stateIndex = (space: string) => `${PREFIX}-state-${space}`;
export const EVERY_ALERTS_INDEX = `${PREFIX}-alerts-*`;
export const EVERY_STATE_INDEX = `${PREFIX}-state-*`;
/** What all Kibanas and spaces share of channels: how often was sent where, pauses, and what is broken. Of no space. */
export const CHANNELS_INDEX = `${PREFIX}-channels`;

/** Group keys come from events and have any length: Elasticsearch compares their hash. */
export const hashOf = (...parts: string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const keyword = { type: 'keyword', ignore_above: 1024 } as const;
const date = { type: 'date' } as const;
/** Kept as it is and not searched. */
const kept = { type: 'object', enabled: false } as const;

/** ECS and Kibana's own names, so that Discover, Lens and people know them. Only ever add to it. */
const ALERT_MAPPINGS = {
  dynamic: false,
  properties: {
    '@timestamp': date,
    event: { properties: { kind: keyword } },
    kibana: {
      properties: {
        space_ids: keyword,
        alert: {
          properties: {
            uuid: keyword,
            status: keyword,
            workflow_status: keyword,
            workflow_status_updated_at: date,
            workflow_reason: keyword,
            workflow_assignee_ids: keyword,
            start: date,
            end: date,
            last_detected: date,
            reason: { type: 'text' },
            severity: keyword,
            rule: {
              properties: {
                uuid: keyword,
                category: keyword,
                threat: { properties: { technique: { properties: { id: keyword } } } },
              },
            },
          },
        },
      },
    },
    user: { properties: { name: keyword } },
    // An address that Elasticsearch does not take as one must not keep an alert from being stored.
    source: { properties: { address: keyword, ip: { type: 'ip', ignore_malformed: true } } },
    host: { properties: { name: keyword } },
    brute_force: {
      properties: {
        attempts: { type: 'long' },
        ordinal: { type: 'integer' },
        group_hash: keyword,
        fired_at: date,
        last_event_at: date,
        held: keyword,
        digests: keyword,
        part_of: keyword,
        group_kind: keyword,
        severity_rank: { type: 'byte' },
        snoozed_until: date,
        names: keyword,
        alert: kept,
        sealed: kept,
      },
    },
  },
} as const;

const STATE_MAPPINGS = {
  dynamic: false,
  properties: {
    kind: keyword,
    space: keyword,
    channel_id: keyword,
    channel_ref: keyword,
    status: keyword,
    reason: keyword,
    priority: { type: 'integer' },
    alert_id: keyword,
    entry_id: keyword,
    brute_force: { properties: { group_hash: keyword, ordinal: { type: 'integer' } } },
    edits: keyword,
    told_by: keyword,
    button_hashes: keyword,
    error_code: keyword,
    delivered_at: date,
    given_up_at: date,
    planned_at: date,
    not_before: date,
    claimed_until: date,
    entry: kept,
    buttons: kept,
    memory: kept,
    troubles: kept,
    heartbeat: kept,
    daily: kept,
    source: kept,
    circuit: kept,
    rate: kept,
    pairing: kept,
    lease: kept,
    unread: kept,
    changed: kept,
  },
} as const;

/** Above what people give templates of their own for `*`: with theirs our indices would be neither hidden nor ours. */
const PRIORITY = 1_000;
const SETTINGS = {
  'index.hidden': true,
  'index.number_of_shards': 1,
  'index.auto_expand_replicas': '0-1',
} as const;

const TEMPLATES = [
  { name: `${PREFIX}-alerts`, pattern: `${PREFIX}-alerts-*`, mappings: ALERT_MAPPINGS },
  { name: `${PREFIX}-state`, pattern: `${PREFIX}-state-*`, mappings: STATE_MAPPINGS },
  { name: CHANNELS_INDEX, pattern: CHANNELS_INDEX, mappings: STATE_MAPPINGS },
];

/** The index that a tick reads and writes, until `signal` is aborted. */
export interface OwnIndex {
  client: ElasticsearchClient;
  index: string;
  signal: AbortSignal | undefined;
}

/** Before the first write: from then on an index is made right, whoever writes first. */
async function putTemplates(client: ElasticsearchClient): Promise<void> {
  for (const { name, pattern, mappings } of TEMPLATES) {
    await client.indices.putIndexTemplate({
      name,
      index_patterns: [pattern],
      priority: PRIORITY,
      template: { settings: SETTINGS, mappings: mappings as never },
    });
    // Indices of an older version of the plugin get what was added since.
    await client.indices.putMapping(
      { index: pattern, expand_wildcards: 'all', allow_no_indices: true, ...(mappings as object) } as never,
      { ignore: [404] },
    );
  }
}

/**
 * Puts the templates and makes the index of channels once, and again after a failure: every caller that writes awaits it
 * first. A cluster may be set to make no index by itself (`action.auto_create_index`).
 */
export function createIndexSetup(client: ElasticsearchClient, logger: Logger): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= setUp(client).catch((error: Error) => {
      done = undefined;
      logger.warn(`The plugin's own indices could not be set up: ${error.message}`);
      throw error;
    });
    return done;
  };
}

/**
 * Makes the indices of a space before anybody reads them: a search of an index whose shards are just starting fails.
 * Waits until they have started; those that exist stay as they are.
 */
export const createSpaceIndices = (client: ElasticsearchClient, space: string): Promise<void> =>
  createMissing(client, [alertsIndex(space), stateIndex(space), CHANNELS_INDEX]);

async function setUp(client: ElasticsearchClient): Promise<void> {
  await putTemplates(client);
  await createMissing(client, [CHANNELS_INDEX]);
}

async function createMissing(client: ElasticsearchClient, indices: string[]): Promise<void> {
  for (const index of indices) {
    if (await client.indices.exists({ index })) continue;
    await client.indices.create({ index, wait_for_active_shards: 1 }, { ignore: [400] }); // 400: made meanwhile
  }
}
