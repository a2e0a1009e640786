import type { ElasticsearchClient } from '../../../kibana_contracts/server';

/** One question, ms: what waits for it is not urgent. */
const REQUEST_TIMEOUT = 15_000;

/**
 * When the key expires, epoch ms, asked with the key itself: Elasticsearch lets each key see itself. Null where it does not
 * expire, or there is none. Undefined where that could not be asked: what keeps the key from working is told elsewhere.
 */
export async function expiryOfKey(
  client: ElasticsearchClient,
  keyId: string | null,
): Promise<number | null | undefined> {
  if (keyId === null) return null;
  try {
    const { api_keys } = await client.security.getApiKey({ id: keyId }, { requestTimeout: REQUEST_TIMEOUT });
    const [key] = api_keys;
    return key && (key.expiration ?? null);
  } catch {
    return undefined;
  }
}
