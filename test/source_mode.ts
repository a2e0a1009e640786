import { errors, type Client, type estypes } from '@elastic/elasticsearch';

/** Whether it could be created: which ways there are to write that documents are not kept depends on the version. */
export async function createIfKnown(client: Client, request: estypes.IndicesCreateRequest): Promise<boolean> {
  try {
    await client.indices.create(request);
    return true;
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 400) return false;
    throw error;
  }
}

/** An index that makes up its documents from their fields: by its settings or, where they do not know it, by its mapping. */
export async function createSynthetic(client: Client, index: string, properties: object): Promise<void> {
  const mode = { source: { mode: 'synthetic' as const } };
  const settings = { index: { mapping: mode } };
  if (await createIfKnown(client, { index, settings, mappings: { properties } as never })) return;
  await client.indices.create({ index, mappings: { properties, _source: mode.source } as never });
}
