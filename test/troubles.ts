import { DEFAULT_TELL } from '../common/channels/tell';
import { NO_TROUBLES, type StoredTroubles, type Trouble } from '../common/status/trouble';
import type { ChannelFact, WatchedFacts } from '../server/judge/trouble/conditions';
import type { TroubleStore } from '../server/record/trouble_port';
import { DAY, MINUTE, NOW, SECOND } from './builders';

/** A channel that works. */
export const channelFact = (overrides: Partial<ChannelFact> = {}): ChannelFact => ({
  id: 'night',
  kind: 'telegram',
  name: 'Night shift',
  tell: DEFAULT_TELL,
  isReady: true,
  refused: null,
  ...overrides,
});

/** A space in which all is well: it was turned on a day ago, and the last run was a good one. */
export const watchedFacts = (overrides: Partial<WatchedFacts> = {}): WatchedFacts => ({
  now: NOW,
  startedAt: NOW - DAY,
  turnedOnAt: NOW - DAY,
  interval: 2 * SECOND,
  lastGoodRunAt: NOW - SECOND,
  lastRun: { at: NOW - SECOND, outcome: 'ok', cause: null },
  key: { state: 'working', cause: null, expiresAt: null },
  sources: [
    { pattern: 'winlogbeat-*', checkedAt: NOW - MINUTE, newestLogonAt: NOW - 2 * MINUTE, longestGap: 0 },
  ],
  channels: [channelFact(), channelFact({ id: 'mail', kind: 'email', name: 'Mail' })],
  heartbeat: {
    host: 'hc.example',
    last: { at: NOW - MINUTE, ok: true, said: 'HTTP 200: OK' },
    failures: 0,
    failingSince: null,
  },
  ...overrides,
});

/** No good run for a quarter of an hour; nobody was told. */
export const trouble = (overrides: Partial<Trouble> = {}): Trouble => ({
  id: '1-0',
  code: 'no_good_run',
  subject: null,
  name: null,
  since: NOW - 15 * MINUTE,
  due: null,
  cause: null,
  seenAt: NOW - 5 * MINUTE,
  clearSince: null,
  over: null,
  told: {},
  ...overrides,
});

/** The troubles of a space in memory, with compare-and-set. */
export class FakeTroubleStore implements TroubleStore {
  stored: StoredTroubles = NO_TROUBLES;
  #seqNo = 0;

  async read(): Promise<StoredTroubles> {
    return structuredClone(this.stored);
  }

  async write(troubles: StoredTroubles): Promise<StoredTroubles | null> {
    if (troubles.revision?.seqNo !== this.stored.revision?.seqNo) return null;
    this.#seqNo += 1;
    this.stored = structuredClone({ ...troubles, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
    return this.read();
  }
}
