import type { Client } from '@elastic/elasticsearch';

const SETTINGS = '.kibana_brute_force_alerts*';
/** The document of the source check, which is written every five minutes, whatever is asked. */
const SOURCE_CHECK = 'source';
const ownIndices = (space: string) => `.kibana-brute-force-alerts-*-${space}`;

/** Name under which Elasticsearch lists the keys of a space. */
const keysNamed = (space: string) => `Brute force alerts: ${space}*`;

/** Everything that a request could change in a space: settings, keys and own documents, each with what it was written at. */
export async function spaceState(client: Client, space: string): Promise<Record<string, string[]>> {
  const [settings, keys, documents, indices] = await Promise.all([
    written(client, SETTINGS, `${space}:`),
    client.security.getApiKey({ name: keysNamed(space) }),
    written(client, ownIndices(space), ''),
    client.indices.get({ index: ownIndices(space), expand_wildcards: 'all' }),
  ]);
  return {
    settings,
    keys: keys.api_keys.map(({ id, invalidated }) => `${id} ${invalidated ? 'dead' : 'alive'}`).sort(),
    documents,
    indices: Object.keys(indices).sort(),
  };
}

/** How many keys of a space live. */
export async function livingKeys(client: Client, space: string): Promise<number> {
  const { api_keys: keys } = await client.security.getApiKey({ name: keysNamed(space) });
  return keys.filter(({ invalidated }) => !invalidated).length;
}

/** Ids that contain `part`, with the number of their last write. */
async function written(client: Client, index: string, part: string): Promise<string[]> {
  await client.indices.refresh({ index, expand_wildcards: 'all', ignore_unavailable: true });
  const { hits } = await client.search({
    index,
    expand_wildcards: 'all',
    ignore_unavailable: true,
    size: 10_000,
    seq_no_primary_term: true,
    _source: false,
  });
  return hits.hits
    .filter(({ _id }) => String(_id).includes(part) && _id !== SOURCE_CHECK)
    .map(({ _id, _seq_no }) => `${_id} written at ${_seq_no}`)
    .sort();
}
