import { Client, type ClientOptions } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import { useElasticsearch } from '../sandbox/test_support/elasticsearch';

/** The suite's Elasticsearch, and a name in it that nobody else uses. */
export interface TestElasticsearch {
  /** Stands in the names of spaces and indices; whatever carries it is removed at the end of the suite. */
  id: string;
  node(): string;
  client(): Client;
  /** Another client, for example by way of a proxy. Closed at the end of the suite. */
  connect(options: ClientOptions): Client;
}

/** `ES_TEST_URL`, or an Elasticsearch without security that lives as long as the suite. Call it in a `describe`. */
export function useTestElasticsearch(): TestElasticsearch {
  const id = `es-${randomUUID().slice(0, 8)}`;
  const clients: Client[] = [];
  let own: Client | undefined;
  const connect = (options: ClientOptions) => {
    const client = new Client(options);
    clients.push(client);
    return client;
  };
  const client = () => (own ??= connect({ node: elasticsearch.node() }));
  // Before Elasticsearch is asked for: what is registered first ends first.
  afterAll(async () => {
    if (elasticsearch.node()) await removeIndices(client(), `*${id}*`);
    for (const one of clients) await one.close();
  }, 60_000);
  const elasticsearch = useElasticsearch();
  return { id, node: elasticsearch.node, client, connect };
}

/** So many names of the greatest length fit into the first line of a request, of which Elasticsearch takes 4 kB. */
const REMOVED_AT_ONCE = 15;

/** Elasticsearch removes no indices by a pattern: it is asked for their names. */
export async function removeIndices(client: Client, pattern: string): Promise<void> {
  const found = await client.indices.get({ index: pattern, expand_wildcards: 'all', allow_no_indices: true });
  const names = Object.keys(found);
  for (let from = 0; from < names.length; from += REMOVED_AT_ONCE) {
    const index = names.slice(from, from + REMOVED_AT_ONCE);
    await client.indices.delete({ index, ignore_unavailable: true });
  }
}
