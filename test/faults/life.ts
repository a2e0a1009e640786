import type { DeliveryStatus } from '../../common/deliveries/deliveries';
import { hashOf } from '../../server/adapters/storage/own_indices';
import type { OutboxPorts } from '../../server/flow/outbox_ports';
import { tick, type TickPorts } from '../../server/flow/tick';
import { burst, MINUTE, NOW, SECOND } from '../builders';
import { fakeWork } from '../fake_buttons';
import { drainOutbox } from '../fake_outbox';
import { FakeSpace, tickRun } from '../fakes';
import type { StoringSpace } from '../storage';
import { KilledError, type Process } from './mortal';
import type { Via } from './via';

/**
 * The plugin in a space whose alerts, deliveries and memory are in a real Elasticsearch, and whose messages go to one
 * stand-in. Its events are made up, and its clock is its own.
 */
export class Life {
  readonly #events = new FakeSpace();
  /** What was written to the log, to be searched for secrets. */
  readonly logged: string[] = [];

  /** What goes on beside ticks and messages: before them in a cycle; null where nothing does. */
  beside: ((process: Process) => Promise<void>) | null = null;

  constructor(
    readonly space: StoringSpace,
    readonly via: Via,
    public now = NOW,
  ) {}

  /** Five logons of an account fail in the last seconds. */
  attack(account: string): void {
    this.#events.events = burst(5, { account }, SECOND, this.now - 5 * SECOND);
    for (const event of this.#events.events) this.#events.arrive(event);
  }

  /** From now on it is another process, which knows of no events. */
  restart(): void {
    this.#events.restart();
  }

  /** What goes on beside, one tick, then one round of the outbox, as Kibana does them. What fails is logged, as there. */
  async cycle(process: Process): Promise<void> {
    await this.#unlessKilled(process, async () => this.beside?.(process));
    if (process.killedAt !== null) return;
    await this.#unlessKilled(process, () => tick(this.#tickPorts(process), this.#run()));
    if (process.killedAt !== null) return;
    await this.#unlessKilled(process, () => drainOutbox(this.#outboxPorts(process)));
  }

  /** Somebody saves the channel, with the right password. */
  save(): Promise<void> {
    return this.space.channelChanged(this.via.channel.id, this.now);
  }

  /** How the first delivery about an account stands; null where there is none. */
  async statusOf(account: string): Promise<DeliveryStatus | null> {
    const places = this.#run().rules.map(({ id }) => ({ ruleId: id, groupKey: account }));
    const planned = await this.space.plans.plannedFor(places, 0);
    const [first] = places.flatMap(({ ruleId, groupKey }) => planned.of(ruleId, groupKey));
    return first?.status ?? null;
  }

  async #unlessKilled(process: Process, work: () => Promise<unknown>): Promise<void> {
    try {
      await process.live(work());
    } catch (error) {
      if (!(error instanceof KilledError)) this.logged.push(String(error));
    }
  }

  #run() {
    return tickRun({
      now: this.now,
      space: this.space.space,
      channels: [this.via.channel],
      deadline: this.now + MINUTE,
    });
  }

  #tickPorts(process: Process): TickPorts {
    const { alerts, plans, memory, space } = this.space;
    this.#events.now = this.now;
    return {
      ...this.#events.ports(),
      alerts: process.over('alerts', alerts),
      plans: process.over('plans', plans),
      memory: process.over('memory', memory),
      toAlertId: (ruleId, key, ordinal) => hashOf(space, ruleId, key, String(ordinal)),
      clock: () => this.now,
    };
  }

  #outboxPorts(process: Process): OutboxPorts {
    const { outbox, circuits, pacing, space } = this.space;
    return {
      outbox: process.over('outbox', outbox),
      circuits: process.over('circuits', circuits),
      pacing: process.over('pacing', pacing),
      channels: { of: async () => this.via.open(space), moved: async () => undefined },
      senders: this.via.senders(process),
      work: fakeWork(),
      listLinkOf: () => null,
      clock: () => this.now,
      jitter: () => 0,
      wait: async (ms) => void (this.now += ms),
      log: (line) => void this.logged.push(line),
    };
  }
}
