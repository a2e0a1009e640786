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

/** What Kibana's security gives; absent where Elasticsearch runs without it. */
export interface Authority {
  securityOn(): boolean;
  mint(request: KibanaRequest, patterns: string[], space: string): Promise<Minting>;
  /** A key that cannot be invalidated is said in the log: what it may do is read. */
  invalidate(keyId: string): Promise<void>;
  clientOf(key: Secret): ElasticsearchClient;
}
