import type { LogonEvent } from '../common/events';
import type { OutboxEntry } from '../common/outbox';
import { elasticsearchProblem, storageProblem } from '../server/adapters/elasticsearch_errors';
import { ConflictError } from '../common/conflict';
import type { StoredAlert } from '../server/record/alert_store_port';
import { EMPTY_MEMORY, type Memory } from '../common/memory';
import type { TickPorts, TickRun } from '../server/tick';
import { accountKey } from '../server/detect/fields/normalise';
import { comparing, MINUTE, NOW, rule, SECOND } from './builders';

/** A space's storage in memory, which refuses what Elasticsearch refuses. */
export class FakeSpace {
  events: LogonEvent[] = [];
  readonly alerts = new Map<string, StoredAlert>();
  readonly planned = new Map<string, OutboxEntry<unknown>>();
  memory: Memory = EMPTY_MEMORY;
  now = NOW;
  /** Reading stops at this time, as if time were up. */
  readTo: number | undefined;
  /** Successes are read up to here, as if time were up. */
  successesTo: number | undefined;
  readError: Error | undefined;
  #calls = 0;
  #dieAtCall = Infinity;
  #seqNo = 0;

  /** Kibana is killed at the n-th call from now on: before it has its effect, or after it. */
  killAt(call: number): void {
    this.#calls = 0;
    this.#dieAtCall = call;
  }

  async #call<T>(effect: () => T): Promise<T> {
    this.#calls += 1;
    if (this.#calls === this.#dieAtCall) throw new KilledError('before');
    const result = effect();
    if (this.#calls + 0.5 === this.#dieAtCall) throw new KilledError('after');
    return result;
  }

  ports(): TickPorts {
    return {
      events: {
        read: (scan) =>
          this.#call(() => {
            if (this.readError) throw this.readError;
            const readTo = this.readTo ?? scan.to;
            return {
              events: this.#within(scan.from, readTo).filter(({ kind }) => kind !== 'success'),
              readTo,
            };
          }),
        readSuccesses: (accounts, { from, to }) =>
          this.#call(() => {
            const keys = new Set(accounts.map(({ key }) => key));
            const isAsked = (event: LogonEvent) => keys.has(accountKey(event, false) ?? '');
            const readTo = this.successesTo ?? to;
            const events = this.#within(from, readTo).filter(
              (event) => event.kind === 'success' && isAsked(event),
            );
            return { events, readTo };
          }),
      },
      alerts: {
        recent: (since, heldSince = since) =>
          this.#call(() =>
            [...this.alerts.values()].filter(
              ({ alert }) =>
                alert.status === 'active' ||
                Date.parse(alert.evidence.last) >= (alert.held ? Math.min(since, heldSince) : since),
            ),
          ),
        lastOrdinals: () => this.#call(() => ({ of: (id, key) => this.#lastOrdinal(id, key) })),
        save: (alerts) => this.#call(() => alerts.forEach((stored) => this.#save(stored))),
      },
      plans: {
        plannedFor: () =>
          this.#call(() => ({
            of: (ruleId, key) =>
              [...this.planned.values()].filter((plan) => plan.ruleId === ruleId && plan.groupKey === key),
          })),
        add: (entries) =>
          this.#call(() =>
            entries.forEach((entry) => this.planned.has(entry.id) || this.planned.set(entry.id, entry)),
          ),
      },
      memory: {
        read: () => this.#call(() => this.memory),
        write: (memory) => this.#call(() => (this.memory = memory)).then(() => undefined),
        forget: () => this.#call(() => void (this.memory = EMPTY_MEMORY)),
      },
      inspectSource: () => this.#call(() => ({ patterns: [], problems: [], behind: [] })),
      toAlertId: (ruleId, key, ordinal) => `${ruleId}/${key}/${ordinal}`,
      toProblem: (error, whileReading) => {
        if (error instanceof KilledError) throw error;
        return whileReading ? elasticsearchProblem(error) : storageProblem(error);
      },
      clock: () => this.now,
    };
  }

  #within(from: number, to: number): LogonEvent[] {
    return this.events.filter(({ at }) => at >= from && at <= to);
  }

  #lastOrdinal(ruleId: string, key: string): number {
    const ofGroup = [...this.alerts.values()].filter(
      ({ alert }) => alert.rule.id === ruleId && alert.group.key === key,
    );
    return Math.max(0, ...ofGroup.map(({ alert }) => alert.ordinal));
  }

  #save(stored: StoredAlert): void {
    const current = this.alerts.get(stored.alert.id);
    if (current?.revision?.seqNo !== stored.revision?.seqNo) throw new ConflictError('written since');
    this.#seqNo += 1;
    this.alerts.set(stored.alert.id, { ...stored, revision: { seqNo: this.#seqNo, primaryTerm: 1 } });
  }
}

/** What is thrown where a process would be gone: nothing may catch it and go on. */
export class KilledError extends Error {
  override name = 'KilledError';
}

export function tickRun(overrides: Partial<TickRun> = {}): TickRun {
  const now = overrides.now ?? NOW;
  return {
    space: 'default',
    rules: [rule()],
    comparing: comparing(),
    cooldown: 15 * MINUTE,
    channelReady: true,
    linkOf: (id) => `https://kibana.example/app/bruteForceAlerts/alerts/${id}`,
    startedAt: NOW - 60 * MINUTE,
    now,
    deadline: now + 40 * SECOND,
    ...overrides,
  };
}
