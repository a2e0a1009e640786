import type { Secret } from '../../../common/channels/secret';
import type { HeartbeatMethod } from '../../../common/settings/heartbeat';
import type { HeartbeatOutcome } from '../../../common/status/heartbeat';
import type { HeartbeatStore } from '../../record/heartbeat_port';

/** What the routes ask of the heartbeat. */
export interface HeartbeatServices {
  /** Calls a URL once. */
  call(url: Secret, method: HeartbeatMethod): Promise<HeartbeatOutcome>;
  /** Why kibana.yml does not let a URL be called; null where it does. Nobody is asked. */
  forbids(url: Secret): Extract<HeartbeatOutcome, { ok: false }> | null;
  /** What a space remembers of its calls. */
  storeOf(space: string): HeartbeatStore;
}
