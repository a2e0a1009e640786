import { errors, type Client, type estypes } from '@elastic/elasticsearch';

type HiddenIndex = Pick<estypes.IndicesCreateRequest, 'index' | 'mappings' | 'aliases'>;

/** Makes an index of the sandbox's own where there is none; another sandbox may have been faster. */
export async function ensureHiddenIndex(client: Client, request: HiddenIndex): Promise<void> {
  const settings = { hidden: true, number_of_shards: 1, auto_expand_replicas: '0-1' };
  try {
    await client.indices.create({ ...request, settings });
  } catch (error) {
    const isThere =
      error instanceof errors.ResponseError && error.message.includes('resource_already_exists_exception');
    if (!isThere) throw error;
  }
  await client.cluster.health({ index: request.index, wait_for_status: 'yellow' });
}
