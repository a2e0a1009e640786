import type { LogonEvent } from '../../common/events';
import type { EventSource } from '../../server/detect/event_source_port';
import { accountKey } from '../../server/detect/fields/normalise';
import type { Naming } from '../../server/detect/naming';

/** What the detection read, each event once. */
export interface Tally {
  failures: number;
  /** Of event 4625 alone. */
  failedLogons: number;
  lockouts: number;
  /** Failures that do not name it. */
  withoutAccount: number;
  withoutSource: number;
  withoutHost: number;
  /** Failures of excluded accounts, by the name as it is compared. */
  excluded: Map<string, number>;
  /** Failures by what they are counted under, e.g. `failures of guest`. */
  byAccount: Map<string, number>;
  bySource: Map<string, number>;
  byHost: Map<string, number>;
  /** How each account was written, by failures and by the successes that were read. */
  spellings: Map<string, Set<string>>;
}

export const emptyTally = (): Tally => ({
  failures: 0,
  failedLogons: 0,
  lockouts: 0,
  withoutAccount: 0,
  withoutSource: 0,
  withoutHost: 0,
  excluded: new Map(),
  byAccount: new Map(),
  bySource: new Map(),
  byHost: new Map(),
  spellings: new Map(),
});

/** Runs read some time again; what is later than `from` (epoch ms) is new. All is there already: nothing arrives. */
export function tallied(source: EventSource, tally: Tally, naming: Naming, from: number): EventSource {
  return {
    ...source,
    position: async () => null,
    async read(scan, deadline, signal) {
      const reading = await source.read(scan, deadline, signal);
      for (const event of reading.events) if (event.at > from) add(tally, event, naming);
      return reading;
    },
    async readSuccesses(accounts, slice, deadline, options) {
      const reading = await source.readSuccesses(accounts, slice, deadline, options);
      for (const event of reading.events) addSpelling(tally, event, naming);
      return reading;
    },
  };
}

function add(tally: Tally, event: LogonEvent, naming: Naming): void {
  if (event.kind === 'lockout') tally.lockouts += 1;
  if (event.kind !== 'failure') return;
  tally.failures += 1;
  if (event.code === '4625') tally.failedLogons += 1;
  if (event.source === null) tally.withoutSource += 1;
  if (event.host === null) tally.withoutHost += 1;
  const excluded = naming.account(event) === undefined ? accountKey(event, false) : undefined;
  if (excluded !== undefined) increase(tally.excluded, excluded);
  else if (naming.account(event) === undefined) tally.withoutAccount += 1;
  increase(tally.byAccount, naming.account(event));
  increase(tally.bySource, naming.source(event));
  increase(tally.byHost, naming.host(event));
  addSpelling(tally, event, naming);
}

function addSpelling(tally: Tally, event: LogonEvent, naming: Naming): void {
  const key = naming.account(event);
  if (key === undefined || event.account === null) return;
  const known = tally.spellings.get(key);
  if (known) known.add(event.account);
  else tally.spellings.set(key, new Set([event.account]));
}

function increase(counts: Map<string, number>, key: string | undefined): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
}
