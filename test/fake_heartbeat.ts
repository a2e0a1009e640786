import { NO_HEARTBEAT, type HeartbeatOutcome, type StoredHeartbeat } from '../common/status/heartbeat';
import type { Services } from '../server/routes/services';

/** What a test says of the heartbeat, and what the routes leave. */
export class KeptHeartbeat {
  /** What a call of the URL gives. */
  outcome: HeartbeatOutcome = { ok: true, said: 'HTTP 200: OK' };
  stored: StoredHeartbeat = NO_HEARTBEAT;
  /** Hosts that kibana.yml does not list. */
  readonly forbiddenHosts = new Set<string>();
}

/** The heartbeat as the routes see it, of what a test keeps. `act`: notes what had an effect, and fails where it shall. */
export const heartbeatServices = (
  kept: KeptHeartbeat,
  act: (line: string) => Promise<void>,
): Services['heartbeat'] => ({
  async call(url, method) {
    await act(`callHeartbeat ${method} ${url.reveal()}`);
    return kept.outcome;
  },
  forbids(url) {
    const { host } = new URL(url.reveal());
    return kept.forbiddenHosts.has(host)
      ? { ok: false, code: 'host_not_allowed', said: `${host} is not listed.`, remedy: 'List it.' }
      : null;
  },
  storeOf: () => ({
    read: async () => kept.stored,
    async write(heartbeat) {
      await act('noteHeartbeat');
      kept.stored = heartbeat;
      return heartbeat;
    },
    async forget() {
      await act('forgetHeartbeat');
      kept.stored = NO_HEARTBEAT;
    },
  }),
});
