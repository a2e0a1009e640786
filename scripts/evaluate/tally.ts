import type { LogonEvent } from '../../common/alerts/events';
import type { EventSource, Found } from '../../server/detect/events/event_source_port';
import { accountKey } from '../../server/detect/events/normalise';
import type { Naming } from '../../server/detect/count/naming';
import { FailuresRead } from './tally_failures';

/** Counts of what the detection read. Each event counts once. */
export interface Tally {
  failures: number;
  /** Failures of event 4625 alone. */
  failedLogons: number;
  lockouts: number;
  /** Failed logons that name nothing except perhaps a host: how many, and the id of the first. */
  bare: { count: number; first: string | null };
  /** Failures that name no account. */
  withoutAccount: number;
  withoutSource: number;
  /** Failures of excluded accounts, by the name as it is compared. */
  excluded: Map<string, number>;
  /** Every failure. */
  read: FailuresRead;
  /** Failures of event 4625 by sub-status and by logon type; null stands for failures without one. */
  subStatuses: Map<string | null, number>;
  logonTypes: Map<string | null, number>;
  /** Successes by id. The same ones are read again and again, for each account that is asked about. */
  successes: Map<string, SuccessRead>;
}

/** A success as it was read. */
export type SuccessRead = Pick<LogonEvent, 'at' | 'account' | 'domain' | 'source' | 'host' | 'logonType'>;

export const emptyTally = (): Tally => ({
  failures: 0,
  failedLogons: 0,
  lockouts: 0,
  bare: { count: 0, first: null },
  withoutAccount: 0,
  withoutSource: 0,
  excluded: new Map(),
  read: new FailuresRead(),
  subStatuses: new Map(),
  logonTypes: new Map(),
  successes: new Map(),
});

/**
 * An event source that also counts. Ticks read some time twice, so only failures later than `from` (epoch ms) are
 * counted. Everything was loaded before, so nothing arrives later: it has no position.
 */
export function tallied(source: EventSource, tally: Tally, naming: Naming, from: number): EventSource {
  return {
    ...source,
    position: async () => null,
    read(scan, deadline, take, signal) {
      const counted = async (part: Found) => {
        for (const event of part.events) if (event.at > from) add(tally, event, naming);
        await take(part);
      };
      return source.read(scan, deadline, counted, signal);
    },
    async readSuccesses(accounts, slice, deadline, options) {
      const reading = await source.readSuccesses(accounts, slice, deadline, options);
      for (const event of reading.events) addSuccess(tally, event);
      return reading;
    },
  };
}

function add(tally: Tally, event: LogonEvent, naming: Naming): void {
  if (event.kind === 'lockout') tally.lockouts += 1;
  if (event.kind !== 'failure') return;
  tally.failures += 1;
  tally.read.add(event);
  if (event.code === '4625') addFailedLogon(tally, event);
  if (event.source === null) tally.withoutSource += 1;
  const excluded = naming.account(event) === undefined ? accountKey(event, false) : undefined;
  if (excluded !== undefined) increase(tally.excluded, excluded);
  else if (naming.account(event) === undefined) tally.withoutAccount += 1;
}

function addFailedLogon(tally: Tally, event: LogonEvent): void {
  const { subStatus, logonType } = event;
  tally.failedLogons += 1;
  if (isBare(event)) tally.bare = { count: tally.bare.count + 1, first: tally.bare.first ?? event.id };
  increase(tally.subStatuses, subStatus);
  increase(tally.logonTypes, logonType);
}

const isBare = ({ account, source, workstation, logonType, status, subStatus }: LogonEvent): boolean =>
  [account, source, workstation, logonType, status, subStatus].every((value) => value === null);

function addSuccess(
  { successes }: Tally,
  { id, at, account, domain, source, host, logonType }: LogonEvent,
): void {
  successes.set(id, { at, account, domain, source, host, logonType });
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
