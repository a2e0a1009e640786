/** What became of one call of the heartbeat's URL. `said`: the answer in a few words, without secrets. */
export type HeartbeatOutcome =
  | { ok: true; said: string }
  | {
      ok: false;
      /** Stable, for programs. */
      code: string;
      said: string;
      remedy: string;
    };

/** What is known of the heartbeat of a space. Times are epoch milliseconds. */
export interface StoredHeartbeat {
  /** When a Kibana last set out to call; null where none did since the URL was saved. */
  calledAt: number | null;
  /** The last call that ended; null where none did. */
  last: (HeartbeatOutcome & { at: number }) | null;
  /** How many calls failed, one after the other, up to the last one. */
  failures: number;
  /** When the first of these was made; null where the last call was good. */
  failingSince: number | null;
  revision?: { seqNo: number; primaryTerm: number };
}

export const NO_HEARTBEAT: StoredHeartbeat = { calledAt: null, last: null, failures: 0, failingSince: null };

/** So many calls have to fail, one after the other, to be more than a passing trouble of the network. */
export const LASTING_FAILURES = 3;

/** What is known once the call that was made at `at`, epoch ms, has ended. */
export function afterCall(stored: StoredHeartbeat, outcome: HeartbeatOutcome, at: number): StoredHeartbeat {
  const last = { ...outcome, at };
  return outcome.ok
    ? { ...stored, last, failures: 0, failingSince: null }
    : { ...stored, last, failures: stored.failures + 1, failingSince: stored.failingSince ?? at };
}

/** The heartbeat as the status tells it. */
export interface HeartbeatStatus {
  /** Minutes between two calls. */
  minutes: number;
  /** The host of the URL; null where no URL is saved. */
  host: string | null;
  /** Null where none was made yet. `at`: epoch milliseconds. */
  lastCall: StoredHeartbeat['last'];
}
