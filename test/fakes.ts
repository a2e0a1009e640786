import { judgedChannel } from './channels';
import { plansIn } from './fake_plans';
import { isWaiting } from '../common/alerts/verdicts';
import type { LogonEvent } from '../common/alerts/events';
import { NEVER_GIVES_WAY } from '../common/give_way';
import type { OutboxEntry } from '../common/deliveries/outbox';
import { elasticsearchProblem, storageProblem } from '../server/adapters/elasticsearch_errors';
import { ConflictError } from '../common/settings/conflict';
import type { Comparing, GroupBy, Rule } from '../common/rules/rules';
import {
  NONE_LATE,
  type Busiest,
  type EventSource,
  type Position,
} from '../server/detect/events/event_source_port';
import { bothLate, lateOne } from '../server/detect/log/late';
import { createNaming } from '../server/detect/count/naming';
import { RecentEvents } from '../server/detect/log/recent_events';
import type { StoredAlert } from '../server/record/alert_store_port';
import { EMPTY_MEMORY, type Memory } from '../common/status/memory';
import { tick, type TickPorts, type TickRun } from '../server/flow/tick';
import { accountKey } from '../server/detect/events/normalise';
import { comparing, MINUTE, NOW, rule, SECOND } from './builders';

/** A space's storage in memory, which refuses what Elasticsearch refuses. */
export class FakeSpace {
  events: LogonEvent[] = [];
  readonly alerts = new Map<string, StoredAlert>();
  readonly planned = new Map<string, OutboxEntry<unknown>>();
  /** Ids of the channels that refuse messages for good. */
  broken: string[] = [];
  memory: Memory = EMPTY_MEMORY;
  now = NOW;
  /** Reading stops at this time, as if time were up. */
  readTo: number | undefined;
  /** What the first look cannot count by. */
  uncounted: GroupBy[] = [];
  /** The first reading counts the documents before it reads more than this; absent: the detection's own value. */
  many: number | undefined;
  /** Successes are read up to here, as if time were up. */
  successesTo: number | undefined;
  readError: Error | undefined;
  /** Arrivals cannot be asked for, as where index settings may not be read. */
  hidesArrivals = false;
  /** Alerts cannot be stored, as where the disk is full. */
  saveError: Error | undefined;
  /** The number of the Kibana that runs. Each has its own memory of events. */
  kibana = 0;
  readonly #arrived = new Map<string, number>();
  readonly #recent = new Map<number, { of: string; events: RecentEvents }>();
  #calls = 0;
  #dieAtCall = Infinity;
  #seqNo = 0;
  #numbered = -1;

  /**
   * Has Kibana killed at the n-th call from now on, before the call has its effect. With a half added: after its
   * effect.
   */
  killAt(call: number): void {
    this.#calls = 0;
    this.#dieAtCall = call;
  }

  async #call<T>(effect: () => T): Promise<T> {
    this.#calls += 1;
    if (this.#calls === this.#dieAtCall) this.#die('before');
    const result = effect();
    if (this.#calls + 0.5 === this.#dieAtCall) this.#die('after');
    return result;
  }

  #die(when: string): never {
    this.restart();
    throw new KilledError(when);
  }

  ports(): TickPorts {
    return {
      events: this.#source(),
      giveWay: NEVER_GIVES_WAY,
      recentFor: ({ rules, comparing: compared }) => this.#recentFor(rules, compared),
      alerts: {
        recent: (since, heldSince = since) =>
          this.#call(() =>
            [...this.alerts.values()].filter(
              ({ alert }) =>
                alert.status === 'active' ||
                alert.evidence.last >= (isWaiting(alert.held) ? Math.min(since, heldSince) : since),
            ),
          ),
        lastOrdinals: () => this.#call(() => ({ of: (id, key) => this.#lastOrdinal(id, key) })),
        save: (alerts) =>
          this.#call(() => {
            if (this.saveError) throw this.saveError;
            alerts.forEach((stored) => this.#save(stored));
          }),
      },
      plans: plansIn(
        this.planned,
        (effect) => this.#call(effect),
        () => this.broken,
      ),
      memory: {
        read: () => this.#call(() => this.memory),
        write: (memory) => this.#call(() => (this.memory = memory)).then(() => undefined),
        forget: () => this.#call(() => void (this.memory = EMPTY_MEMORY)),
      },
      toAlertId: (ruleId, key, ordinal) => `${ruleId}/${key}/${ordinal}`,
      toProblem: (error, whileReading) => {
        if (error instanceof KilledError) throw error;
        return whileReading ? elasticsearchProblem(error) : storageProblem(error);
      },
      clock: () => this.now,
    };
  }

  /** A Kibana that was started anew knows of no events. */
  restart(): void {
    this.#recent.delete(this.kibana);
  }

  /**
   * Has the event arrive now. It may have been visible before, where it is written once more, or become visible later.
   */
  arrive({ id }: LogonEvent): void {
    this.#numbered += 1;
    this.#arrived.set(id, this.#numbered);
  }

  #recentFor(rules: Rule[], compared: Comparing): RecentEvents {
    const of = JSON.stringify([rules, compared]);
    const known = this.#recent.get(this.kibana);
    if (known?.of === of) return known.events;
    const events = new RecentEvents(rules, createNaming(compared), { many: this.many });
    this.#recent.set(this.kibana, { of, events });
    return events;
  }

  #source(): EventSource {
    return {
      read: ({ from, to }) =>
        this.#call(() => {
          if (this.readError) throw this.readError;
          const readTo = Math.max(from - 1, Math.min(to, this.readTo ?? to));
          return { events: this.#failures(from, readTo), unreadable: [], readTo };
        }),
      readSuccesses: (accounts, { from, to }, _deadline, { since } = {}) =>
        this.#call(() => {
          // A key may name a domain; what is found is told apart later.
          const keys = new Set(accounts.map(({ key }) => key.slice(key.lastIndexOf('\\') + 1)));
          const isAsked = (event: LogonEvent) => keys.has(accountKey(event, false) ?? '');
          const readTo = Math.min(to, this.successesTo ?? to);
          const events = this.#within(from, readTo).filter(
            (event) => event.kind === 'success' && isAsked(event) && this.#isBehind(event, since),
          );
          return { events, readTo };
        }),
      position: () => this.#call(() => (this.hidesArrivals ? null : this.#position())),
      readArrivals: ({ position, furthest, known, lateBefore }, { from, to }) =>
        this.#call(() => {
          if (this.readError) throw this.readError;
          if (this.hidesArrivals) return null;
          const now = this.#position();
          const isNew = (event: LogonEvent) => this.#isBehind(event, position) && !known.includes(event.id);
          const events = this.#failures(from, to).filter(isNew);
          const unasked = this.#failures(-Infinity, from - 1);
          return {
            events,
            unreadable: [],
            stragglers: events.filter((event) => !this.#isBehind(event, furthest)).map(({ id }) => id),
            late: unasked
              .filter((event) => event.at < lateBefore && this.#isBehind(event, furthest))
              .map(lateOne)
              .reduce(bothLate, NONE_LATE),
            position: now,
            refreshEvery: SECOND,
            isAll: true,
          };
        }),
      count: (position, { from, to }) =>
        this.#call(() => this.#failures(from, to).filter((event) => !this.#isBehind(event, position)).length),
      readBusiest: (kinds, { from, to }) =>
        this.#call(() => {
          if (this.readError) throw this.readError;
          const newest = kinds.flatMap((busiest) => newestOf(this.#failures(from, to), busiest));
          const events = [...new Map(newest.map((event) => [event.id, event])).values()];
          return { events, uncounted: this.uncounted };
        }),
    };
  }

  /** Events arrive in the order in which they are first seen here. */
  #position(): Position {
    for (const event of this.events) if (!this.#arrived.has(event.id)) this.arrive(event);
    return { shard: this.#numbered };
  }

  #isBehind({ id }: LogonEvent, position: Position | undefined): boolean {
    return (this.#arrived.get(id) ?? Infinity) > (position?.['shard'] ?? -1);
  }

  #failures(from: number, to: number): LogonEvent[] {
    return this.#within(from, to).filter(({ kind }) => kind !== 'success');
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
    // A store may keep what it hands out, so it is frozen: changing it throws.
    this.alerts.set(stored.alert.id, frozen({ ...stored, revision: { seqNo: this.#seqNo, primaryTerm: 1 } }));
  }
}

/**
 * The newest events of the busiest groups, with groups told apart by what was written, as Elasticsearch's buckets do.
 */
function newestOf(events: LogonEvent[], { kind, least, newest }: Busiest): LogonEvent[] {
  const groups = new Map<string | null, LogonEvent[]>();
  for (const event of events) groups.set(event[kind], [...(groups.get(event[kind]) ?? []), event]);
  groups.delete(null);
  return [...groups.values()]
    .filter(({ length }) => length >= least)
    .flatMap((ofGroup) => [...ofGroup].sort((a, b) => b.at - a.at).slice(0, newest));
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
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
    channels: [judgedChannel()],
    linkOf: (id) => `https://kibana.example/app/bruteForceAlerts/alerts/${id}`,
    digestLinkOf: (id) => `https://kibana.example/app/bruteForceAlerts/alerts?digest=${id}`,
    now,
    deadline: now + 40 * SECOND,
    ...overrides,
  };
}

/** A source in which there is nothing, of which nothing arrives. */
export const eventSource = (): EventSource => ({
  read: async ({ to }) => ({ events: [], unreadable: [], readTo: to }),
  readSuccesses: async (_accounts, { to }) => ({ events: [], readTo: to }),
  position: async () => null,
  readArrivals: async () => null,
  count: async () => 0,
  readBusiest: async () => ({ events: [], uncounted: [] }),
});

/** A tick of the space at that time, epoch milliseconds. */
export function runAt(space: FakeSpace, now: number, overrides: Partial<TickRun> = {}) {
  space.now = now;
  return tick(space.ports(), tickRun({ now, ...overrides }));
}
