import type { Problem } from '../../common/status/problems';
import type { Secret } from '../../common/channels/secret';
import type { ElasticsearchClient, KibanaRequest } from '../../kibana_contracts/server';

/** A key that detection reads with. `header` goes into an Authorization header and nowhere else. */
export interface MintedKey {
  id: string;
  name: string;
  username: string;
  header: Secret;
}

export type Minting = { ok: true; key: MintedKey } | { ok: false; problem: Problem };

/**
 * API keys, as Kibana's security makes them. Where `securityOn` is false, Elasticsearch has no security and there are
 * no keys.
 */
export interface Authority {
  securityOn(): boolean;
  /** Name of the user who asks; null where Kibana knows no users. */
  userOf(request: KibanaRequest): string | null;
  mint(request: KibanaRequest, patterns: string[], space: string): Promise<Minting>;
  /** Never throws. A key that cannot be invalidated is named in the log; all that it allows is reading. */
  invalidate(keyId: string): Promise<void>;
  clientOf(key: Secret): ElasticsearchClient;
}
